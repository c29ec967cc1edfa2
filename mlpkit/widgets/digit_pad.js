// DigitPad: a sheet to write on; Python prepares what is on it, and has the network read it.

function render({ model, el }) {
  const { side, steps } = model.get("scene");
  const send = messenger(model);
  const root = frame(el, "A sheet of paper to write a digit on");
  const says = make(root, "div", { class: "mlpkit-says", "aria-live": "polite" });
  const pad = make(root, "div", { class: "mlpkit-pad" });

  // The sheet, and the pen for those who write with the keyboard.
  const left = make(pad, "div");
  const sheet = make(left, "div", { class: "mlpkit-sheet" });
  const canvas = make(sheet, "canvas", {
    class: "mlpkit-ink",
    width: side,
    height: side,
    tabindex: 0,
    role: "application",
    "aria-label": "Sheet. The arrow keys move the pen, space puts it down and lifts it, Delete clears the sheet.",
  });
  const pen = make(sheet, "div", { class: "mlpkit-pen" });
  const row = make(left, "div", { class: "mlpkit-row" });
  button(row, "Clear", () => send({ do: "clear" }));
  button(row, "First drawing", () => send({ do: "restore" }));
  const widthRow = make(left, "label", { class: "mlpkit-row" });
  make(widthRow, "span", {}, "pen");
  const width = make(widthRow, "input", { type: "range", min: 2, max: 30, step: 1, value: 12 });
  make(
    left,
    "p",
    { class: "mlpkit-help", style: "max-width: 280px" },
    "Write with mouse, finger or pen. By keyboard: Tab to the sheet; arrow keys move the pen, " +
      "space puts it down and lifts it, Delete clears.",
  );

  // What comes of it.
  const right = make(pad, "div", { style: "flex: 1 1 420px" });
  const stepRow = make(right, "div", { class: "mlpkit-row" });
  const boxes = steps.map((step, number) => {
    const box = make(stepRow, "label", { class: "mlpkit-step" });
    const line = make(box, "span");
    const input = make(line, "input", { type: "checkbox", "data-step": step });
    make(line, "span", {}, ` ${number + 1}. ${step}`);
    const picture = make(box, "canvas", { class: "mlpkit-ink", "aria-hidden": "true" });
    input.addEventListener("change", () => send({ do: "switch", step, on: input.checked }));
    return { step, box, input, picture };
  });
  const bars = make(right, "div", { class: "mlpkit-bars", role: "list", "aria-label": "probability of each digit" });
  const digits = [...Array(10).keys()].map((digit) => {
    const cells = [
      make(bars, "span", { role: "listitem" }, String(digit)),
      make(bars, "div", { class: "mlpkit-bar", "aria-hidden": "true" }),
      make(bars, "span"),
    ];
    return cells;
  });
  const similar = make(right, "p", { class: "mlpkit-help" }, "");
  const mistakes = make(right, "div", { class: "mlpkit-row" });

  const context = canvas.getContext("2d", { willReadFrequently: true });
  context.lineCap = context.lineJoin = "round";
  let last = null; // where the pen is while it is down
  let place = [side / 2, side / 2]; // of the keyboard's pen

  function stroke(from, to) {
    context.lineCap = context.lineJoin = "round";
    context.lineWidth = Number(width.value);
    context.beginPath();
    context.moveTo(...from);
    context.lineTo(...to);
    context.stroke();
    sendDrawing();
  }

  function sendDrawing() {
    const { data } = context.getImageData(0, 0, side, side);
    const ink = new Uint8Array(side * side);
    for (let k = 0; k < ink.length; k++) ink[k] = data[4 * k + 3];
    drawn = ink;
    send.latest({ do: "draw" }, [ink.buffer]);
  }

  const placeOf = (event) => {
    const frame = canvas.getBoundingClientRect();
    return [((event.clientX - frame.left) / frame.width) * side, ((event.clientY - frame.top) / frame.height) * side];
  };
  canvas.addEventListener("pointerdown", (event) => {
    canvas.setPointerCapture(event.pointerId);
    last = placeOf(event);
    stroke(last, last);
    event.preventDefault();
    canvas.focus({ preventScroll: true });
  });
  canvas.addEventListener("pointermove", (event) => {
    if (last === null) return;
    const to = placeOf(event);
    stroke(last, to);
    last = to;
  });
  for (const name of ["pointerup", "pointercancel"])
    canvas.addEventListener(name, () => {
      last = null;
    });

  let isDown = false;
  function showPen() {
    const size = Math.max(8, (Number(width.value) / side) * 280);
    Object.assign(pen.style, {
      display: "block",
      left: `${(place[0] / side) * 280}px`,
      top: `${(place[1] / side) * 280}px`,
      width: `${size}px`,
      height: `${size}px`,
    });
    pen.classList.toggle("mlpkit-down", isDown);
  }
  canvas.addEventListener("blur", () => {
    isDown = false;
    pen.style.display = "none";
  });
  canvas.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (step) {
      const size = event.shiftKey ? 1 : 4;
      const to = place.map((x, k) => Math.max(0, Math.min(side, x + size * step[k])));
      if (isDown) stroke(place, to);
      place = to;
    } else if (event.key === " ") {
      isDown = !isDown;
      if (isDown) stroke(place, place);
    } else if (event.key === "Delete" || event.key === "Backspace") {
      send({ do: "clear" });
    } else {
      return;
    }
    event.preventDefault();
    showPen();
  });

  let drawn = null; // what this view has sent last; anything else on the sheet comes from Python
  const stop = follow(model, (state) => {
    const onSheet = asBytes(state.sheet);
    if (!send.isBusy() && (drawn === null || onSheet.some((value, k) => value !== drawn[k]))) {
      paint(canvas, side, side, onSheet);
      drawn = null;
    }
    for (const { step, box, input, picture } of boxes) {
      const { height, width, pixels } = state.pictures[step];
      paint(picture, height, width, asBytes(pixels));
      input.checked = state.switches[step];
      box.classList.toggle("mlpkit-off", !input.checked);
    }
    const best = state.proba.indexOf(Math.max(...state.proba));
    digits.forEach((cells, digit) => {
      const p = state.proba[digit] ?? 0;
      cells[1].style.width = `${100 * p}%`;
      cells[2].textContent = state.proba.length ? `${(100 * p).toFixed(1)} %` : "";
      for (const cell of cells) cell.classList.toggle("mlpkit-best", digit === best);
    });
    says.textContent =
      best < 0 ? "The sheet is empty: write a digit." : `Read as ${best}, with ${(100 * state.proba[best]).toFixed(1)} %.`;
    similar.textContent = state.mistakes.length ? "Misread by the same network, and similar to what it sees now:" : "";
    mistakes.replaceChildren();
    for (const mistake of state.mistakes) {
      const figure = make(mistakes, "figure", { class: "mlpkit-mistake" });
      paint(make(figure, "canvas", { class: "mlpkit-ink" }), mistake.height, mistake.width, asBytes(mistake.pixels));
      make(figure, "figcaption", {}, `${mistake.true} read as ${mistake.read}`);
    }
  });
  return () => {
    stop();
    send.stop();
  };
}

export default { render };
