// LearningRateSlider: a curve, a path along it, and a slider.

const WIDTH = 640;
const HEIGHT = 400;

function render({ model, el }) {
  const { ws, losses, rates } = model.get("scene");
  const send = messenger(model);
  const root = frame(el, "Gradient descent with a learning rate of your choice");
  const says = make(root, "div", { class: "mlpkit-says", "aria-live": "polite" });
  const row = make(root, "label", { class: "mlpkit-row" });
  make(row, "span", {}, "learning rate");
  const slider = make(row, "input", { type: "range", min: 0, max: rates.length - 1, step: 1 });
  const shown = make(row, "output", { class: "mlpkit-best" });
  const svg = make(root, "svg:svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" });
  const [left, right] = [ws[0], ws[ws.length - 1]];
  const top = Math.max(...losses);
  const bottom = Math.min(...losses) - 0.06 * top;
  const toX = scaleTo(left, right, 60, WIDTH - 15);
  const toY = scaleTo(bottom, 1.06 * top, HEIGHT - 45, 10);
  axes(svg, toX, toY, [left, right], [bottom, 1.06 * top], ["weight w", "loss"]);
  make(svg, "svg:path", { class: "mlpkit-curve", d: "M" + ws.map((w, k) => `${toX(w)},${toY(losses[k])}`).join("L") });
  const path = make(svg, "svg:path", { class: "mlpkit-path" });
  const dots = make(svg, "svg:g");
  make(root, "p", { class: "mlpkit-help" }, "Move the slider; by keyboard: the arrow keys.");

  slider.addEventListener("input", () => {
    shown.textContent = rates[slider.value];
    send.latest({ do: "choose", index: Number(slider.value) });
  });

  const far = (pixel) => Math.max(-3000, Math.min(3000, pixel)); // what has left the view by far
  const stop = follow(model, (state) => {
    if (!send.isBusy()) slider.value = state.index;
    shown.textContent = rates[slider.value];
    slider.setAttribute("aria-valuetext", rates[slider.value]);
    says.textContent = state.summary;
    const places = state.path.map((w, k) => [far(toX(w)), far(toY(state.losses[k]))]);
    path.setAttribute("d", "M" + places.map((place) => place.join()).join("L"));
    dots.replaceChildren();
    for (const [cx, cy] of places) make(dots, "svg:circle", { cx, cy, r: 5, class: "mlpkit-dot" });
  });
  return () => {
    stop();
    send.stop();
  };
}

export default { render };
