// DragLine: the points, the line with two handles, and the mistakes that Python counts.

const WIDTH = 640;
const HEIGHT = 430;

function render({ model, el }) {
  const { X, y, low, high } = model.get("scene");
  const send = messenger(model);
  const root = frame(el, "A line to drag between two kinds of points");
  const says = make(root, "div", { class: "mlpkit-says", "aria-live": "polite" });
  const svg = make(root, "svg:svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}` });
  const toX = scaleTo(low[0], high[0], 55, WIDTH - 10);
  const toY = scaleTo(low[1], high[1], HEIGHT - 45, 10);
  axes(svg, toX, toY, [low[0], high[0]], [low[1], high[1]], ["first input", "second input"]);
  points(svg, toX, toY, X, y);
  const rings = make(svg, "svg:g");
  const clip = `mlpkit-${Math.random().toString(36).slice(2)}`; // the line ends where the plot does
  const area = { x: 55, y: 10, width: WIDTH - 65, height: HEIGHT - 55 };
  make(make(svg, "svg:clipPath", { id: clip }), "svg:rect", area);
  const inside = make(svg, "svg:g", { "clip-path": `url(#${clip})` });
  const grip = make(inside, "svg:line", { class: "mlpkit-grip" });
  const line = make(inside, "svg:line", { class: "mlpkit-line" });
  const arrow = make(svg, "svg:path", { class: "mlpkit-arrow" });
  const handles = ["first end of the line", "second end of the line"].map((label) =>
    make(svg, "svg:circle", {
      r: 9,
      class: "mlpkit-handle",
      tabindex: 0,
      role: "button",
      "aria-label": `${label}; the arrow keys move it`,
    }),
  );
  const row = make(root, "div", { class: "mlpkit-row" });
  button(row, "Next mistake", () => send({ do: "next" }));
  button(row, "Swap sides", () => move(ends[1], ends[0]));
  button(row, "Start again", () => send({ do: "reset" }));
  make(
    root,
    "p",
    { class: "mlpkit-help" },
    "Drag the line or one of its ends; by keyboard: Tab to an end, then the arrow keys. " +
      "The arrow points to the side of answer 1. A red ring marks a mistake.",
  );

  let ends = null; // of the line, in pixels: the side of answer 1 lies to the left of the way from 0 to 1
  let dragging = null;
  let mine = ""; // the weights for which the line has been drawn

  /** Draw the line through two places and tell Python its weights. */
  function move(first, second) {
    const [p, q] = [first, second].map(([px, py]) => [toX.back(px), toY.back(py)]);
    const normal = [p[1] - q[1], q[0] - p[0]];
    const length = Math.hypot(...normal);
    if (length === 0) return;
    const size = Math.hypot(...model.get("state").w) || 1; // the weights keep their length
    const w = normal.map((part) => (part / length) * size);
    const b = -(w[0] * p[0] + w[1] * p[1]);
    mine = JSON.stringify([w, b]);
    draw(first, second);
    send.latest({ do: "move", w, b });
  }

  function draw(first, second) {
    ends = [first, second];
    const [dx, dy] = [second[0] - first[0], second[1] - first[1]];
    const length = Math.hypot(dx, dy) || 1;
    const [ux, uy] = [dx / length, dy / length];
    for (const element of [grip, line])
      for (const [key, value] of Object.entries({
        x1: first[0] - 2000 * ux,
        y1: first[1] - 2000 * uy,
        x2: second[0] + 2000 * ux,
        y2: second[1] + 2000 * uy,
      }))
        element.setAttribute(key, value);
    handles.forEach((handle, k) => {
      handle.setAttribute("cx", ends[k][0]);
      handle.setAttribute("cy", ends[k][1]);
    });
    // In pixels y points down, so the left of the way is (uy, -ux).
    const [mx, my] = [(first[0] + second[0]) / 2, (first[1] + second[1]) / 2];
    const [tx, ty] = [mx + 34 * uy, my - 34 * ux];
    const wing = (side) => `L${tx - 9 * uy + side * 5 * ux},${ty + 9 * ux + side * 5 * uy}`;
    arrow.setAttribute("d", `M${mx},${my}L${tx},${ty}${wing(1)}M${tx},${ty}${wing(-1)}`);
  }

  /** Find two places on the line: its point nearest to the middle of the view, and some way to both sides. */
  function place({ w, b }) {
    const square = w[0] ** 2 + w[1] ** 2;
    if (square === 0) return null;
    const middle = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2];
    const t = (w[0] * middle[0] + w[1] * middle[1] + b) / square;
    const [px, py] = [toX(middle[0] - t * w[0]), toY(middle[1] - t * w[1])];
    const [dx, dy] = [toX(w[1]) - toX(0), toY(-w[0]) - toY(0)]; // along the line, answer 1 on its left
    const size = Math.hypot(dx, dy);
    return [-1, 1].map((side) => [px + (side * 110 * dx) / size, py + (side * 110 * dy) / size]);
  }

  function grab(element, onMove) {
    element.addEventListener("pointerdown", (event) => {
      element.setPointerCapture(event.pointerId);
      dragging = { from: placeIn(svg, event), ends: ends.map((end) => [...end]) };
      event.preventDefault();
      if (element.focus) element.focus({ preventScroll: true });
    });
    element.addEventListener("pointermove", (event) => {
      if (dragging && element.hasPointerCapture(event.pointerId)) onMove(placeIn(svg, event));
    });
    for (const name of ["pointerup", "pointercancel"])
      element.addEventListener(name, () => {
        dragging = null;
      });
  }

  grab(grip, ([x, y]) => {
    const shift = [x - dragging.from[0], y - dragging.from[1]];
    move(...dragging.ends.map((end) => [end[0] + shift[0], end[1] + shift[1]]));
  });
  handles.forEach((handle, k) => {
    const moveTo = (end) => move(...(k === 0 ? [end, ends[1]] : [ends[0], end]));
    grab(handle, moveTo);
    handle.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
      if (!step) return;
      event.preventDefault();
      const size = event.shiftKey ? 2 : 10;
      moveTo([ends[k][0] + size * step[0], ends[k][1] + size * step[1]]);
    });
  });

  const stop = follow(model, (state) => {
    if (!dragging && !send.isBusy() && JSON.stringify([state.w, state.b]) !== mine) {
      const found = place(state);
      for (const element of [grip, line, arrow, ...handles]) element.style.display = found ? "" : "none";
      if (found) draw(...found);
      mine = JSON.stringify([state.w, state.b]);
    }
    rings.replaceChildren();
    for (const k of state.wrong)
      make(rings, "svg:circle", { cx: toX(X[k][0]), cy: toY(X[k][1]), r: 8, class: "mlpkit-wrong" });
    const n = state.wrong.length;
    const by = typeof state.last === "number" ? ` Point ${state.last} has moved the line.` : ""; // None: null, or undefined
    const number = (x) => Number(x.toPrecision(3)).toString().replace("-", "−");
    says.textContent =
      (n === 0 ? `No mistakes are left: all ${X.length} points are right.` : `${n} of ${X.length} points are wrong.`) +
      ` w = (${number(state.w[0])}, ${number(state.w[1])}), b = ${number(state.b)}.${by}`;
  });
  return () => {
    stop();
    send.stop();
  };
}

export default { render };
