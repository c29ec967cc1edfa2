// LiveTraining: the regions and the loss; asks Python for one epoch after another until told to pause.

const SIZE = 340;
const WIDTH = 400;
const SHADES = [[0, 114, 178], [230, 159, 0]]; // of class 0 and class 1: red, green, blue

function render({ model, el }) {
  const { X, y, low, high, mesh } = model.get("scene");
  const send = messenger(model);
  const root = frame(el, "Training to watch");
  const says = make(root, "div", { class: "mlpkit-says" });
  const row = make(root, "div", { class: "mlpkit-row" });
  const train = button(row, "Train", () => run(!running));
  button(row, "One epoch", () => {
    run(false);
    send({ do: "epoch" });
  });
  button(row, "Start again", () => {
    run(false);
    send({ do: "restart" });
  });
  const both = make(root, "div", { class: "mlpkit-live" });
  const svg = make(both, "svg:svg", { viewBox: `0 0 ${WIDTH} ${SIZE + 45}`, "aria-hidden": "true" });
  const curves = make(both, "svg:svg", { viewBox: `0 0 ${WIDTH} ${SIZE + 45}`, "aria-hidden": "true" });
  for (const picture of [svg, curves]) picture.style.maxWidth = `${WIDTH}px`;
  const toX = scaleTo(low[0], high[0], 50, WIDTH - 10);
  const toY = scaleTo(low[1], high[1], SIZE, 10);
  const regions = make(svg, "svg:image", {
    x: toX(low[0]),
    y: toY(high[1]),
    width: toX(high[0]) - toX(low[0]),
    height: toY(low[1]) - toY(high[1]),
    preserveAspectRatio: "none",
  });
  axes(svg, toX, toY, [low[0], high[0]], [low[1], high[1]], ["first input", "second input"]);
  points(svg, toX, toY, X, y);
  const curve = make(curves, "svg:path", { class: "mlpkit-path" });
  let curveAxes = null;
  const canvas = document.createElement("canvas");

  let running = false;
  function run(on) {
    running = on;
    train.textContent = on ? "Pause" : "Train";
    if (on) send({ do: "epoch" });
  }

  /** Color the regions: blue for class 0, orange for class 1, nothing where the network is undecided. */
  function color(bytes) {
    canvas.width = canvas.height = mesh;
    const image = new ImageData(mesh, mesh);
    for (let k = 0; k < mesh * mesh; k++) {
      const sure = bytes[k] / 127.5 - 1; // from -1 to 1
      image.data.set(SHADES[sure < 0 ? 0 : 1], 4 * k);
      image.data[4 * k + 3] = 30 + 120 * Math.abs(sure);
    }
    canvas.getContext("2d").putImageData(image, 0, 0);
    regions.setAttribute("href", canvas.toDataURL());
  }

  let timer = null;
  const stop = follow(model, (state) => {
    color(asBytes(state.proba));
    const { losses, n_epochs } = state;
    const first = n_epochs - losses.length + 1;
    const [xHigh, yHigh] = [Math.max(n_epochs, first + 10), 1.05 * Math.max(...losses)];
    const toEpoch = scaleTo(first, xHigh, 55, WIDTH - 10);
    const toLoss = scaleTo(0, yHigh, SIZE, 10);
    if (curveAxes) curveAxes.remove();
    curveAxes = axes(curves, toEpoch, toLoss, [first, xHigh], [0, yHigh], ["epoch", "loss"]);
    curve.setAttribute("d", "M" + losses.map((loss, k) => `${toEpoch(first + k)},${toLoss(loss)}`).join("L"));
    const accuracy = (100 * state.accuracy).toFixed(1);
    says.textContent =
      state.problem || `Epoch ${n_epochs}: loss ${losses[losses.length - 1].toFixed(3)}, ${accuracy} % right.`;
    says.setAttribute("aria-live", running ? "off" : "polite");
    if (state.problem) run(false);
    if (running && timer === null)
      timer = setTimeout(() => {
        timer = null;
        if (running) send({ do: "epoch" });
      }, 30);
  });
  return () => {
    running = false;
    clearTimeout(timer);
    stop();
    send.stop();
  };
}

export default { render };
