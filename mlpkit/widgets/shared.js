// What all exhibits share. It stands before each exhibit's own script, in the same module.

const SVG = "http://www.w3.org/2000/svg";

/** Make an element with attributes and text, inside a parent; names of SVG elements begin with "svg:". */
function make(parent, name, attributes = {}, text = "") {
  const element = name.startsWith("svg:")
    ? document.createElementNS(SVG, name.slice(4))
    : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  parent.appendChild(element);
  return element;
}

/** Begin an exhibit: its frame, in which JupyterLab's own keyboard shortcuts rest. */
function frame(el, label) {
  const root = make(el, "div", {
    class: "mlpkit",
    role: "group",
    "aria-label": label,
    "data-lm-suppress-shortcuts": "true",
  });
  root.addEventListener("keydown", (event) => event.stopPropagation());
  return root;
}

function button(parent, text, onClick) {
  const element = make(parent, "button", { type: "button", class: "jupyter-button mlpkit-button" }, text);
  element.addEventListener("click", onClick);
  return element;
}

/** Call show(state) now and at every change; return what ends it. */
function follow(model, show) {
  const update = () => show(model.get("state"));
  model.on("change:state", update);
  update();
  return () => model.off("change:state", update);
}

/**
 * Return a function that sends messages to Python, one at a time. With "latest", a message takes the place of one of
 * its kind that still waits, so that a fast hand never makes a long queue.
 */
function messenger(model) {
  const queue = [];
  let waitsFor = null; // the number of answers that there will be when Python is done
  const pass = () => {
    const { n_answered } = model.get("state");
    if (waitsFor !== null && n_answered < waitsFor) return;
    waitsFor = null;
    if (queue.length === 0) return;
    waitsFor = n_answered + 1;
    const [message, buffers] = queue.shift();
    model.send(message, undefined, buffers);
  };
  const send = (message, buffers = [], latest = false) => {
    if (latest && queue.length > 0 && queue[queue.length - 1][0].do === message.do) queue.pop();
    queue.push([message, buffers]);
    pass();
  };
  send.latest = (message, buffers = []) => send(message, buffers, true);
  send.isBusy = () => waitsFor !== null;
  model.on("change:state", pass);
  send.stop = () => model.off("change:state", pass);
  return send;
}

/** Map a range of numbers to a range of pixels. */
function scaleTo(low, high, start, end) {
  const map = (x) => start + ((x - low) / (high - low)) * (end - start);
  map.back = (pixel) => low + ((pixel - start) / (end - start)) * (high - low);
  return map;
}

/** Draw horizontal and vertical axes with about five round numbers each. */
function axes(svg, toX, toY, [xLow, xHigh], [yLow, yHigh], [xName, yName]) {
  const group = make(svg, "svg:g", { class: "mlpkit-axes", "aria-hidden": "true" });
  const [left, right, bottom, top] = [toX(xLow), toX(xHigh), toY(yLow), toY(yHigh)];
  make(group, "svg:path", { d: `M${left},${top}V${bottom}H${right}`, fill: "none" });
  for (const x of roundNumbers(xLow, xHigh))
    make(group, "svg:text", { x: toX(x), y: bottom + 16, "text-anchor": "middle" }, String(x));
  for (const y of roundNumbers(yLow, yHigh))
    make(group, "svg:text", { x: left - 6, y: toY(y) + 4, "text-anchor": "end" }, String(y));
  make(group, "svg:text", { x: (left + right) / 2, y: bottom + 34, "text-anchor": "middle" }, xName);
  const middle = (top + bottom) / 2;
  const turn = { transform: `rotate(-90 ${left - 38} ${middle})`, "text-anchor": "middle" };
  make(group, "svg:text", { x: left - 38, y: middle, ...turn }, yName);
  return group;
}

function roundNumbers(low, high) {
  const rough = (high - low) / 5;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((k) => k * power).find((size) => size >= rough);
  const numbers = [];
  for (let k = Math.ceil(low / step); k * step <= high; k++) numbers.push(Number((k * step).toPrecision(12)));
  return numbers;
}

/** Draw points of two classes: circles and squares. Return their elements in order. */
function points(svg, toX, toY, X, y) {
  return X.map(([a, b], k) => {
    const [px, py] = [toX(a), toY(b)];
    return y[k] === 0
      ? make(svg, "svg:circle", { cx: px, cy: py, r: 4, class: "mlpkit-point mlpkit-class-0" })
      : make(svg, "svg:rect", { x: px - 3.6, y: py - 3.6, width: 7.2, height: 7.2, class: "mlpkit-point mlpkit-class-1" });
  });
}

/** Return a pointer's place in the coordinates of an SVG element. */
function placeIn(svg, event) {
  const point = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
  return [point.x, point.y];
}

/** Put bytes on a canvas: 0 is transparent, 255 is ink. The page gives paper and ink their colors. */
function paint(canvas, height, width, bytes) {
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  for (let k = 0; k < height * width; k++) image.data[4 * k + 3] = bytes[k];
  canvas.getContext("2d").putImageData(image, 0, 0);
}

function asBytes(view) {
  return new Uint8Array(view.buffer, view.byteOffset, view.byteLength);
}
