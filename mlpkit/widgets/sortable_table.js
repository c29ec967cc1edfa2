// SortableTable: headings to click on; Python says in which order the rows come.

function render({ model, el }) {
  const { columns, texts, numeric } = model.get("scene");
  const send = messenger(model);
  const root = frame(el, "A table to sort");
  make(root, "p", { class: "mlpkit-help" }, "Click a heading to sort by it, once more for the other way round.");
  const table = make(root, "table");
  const head = make(make(table, "thead"), "tr");
  const body = make(table, "tbody");
  const align = numeric.map((isNumber) => (isNumber ? { class: "mlpkit-number" } : {}));
  const headings = columns.map((name, column) => {
    const heading = make(head, "th", { scope: "col", ...align[column] });
    make(heading, "button", { type: "button" }, name).addEventListener("click", () => send({ do: "sort", column }));
    return heading;
  });
  const stop = follow(model, ({ order, column, descending }) => {
    headings.forEach((heading, k) => {
      const sorted = k === column ? (descending ? "descending" : "ascending") : "none";
      heading.setAttribute("aria-sort", sorted);
      heading.firstChild.textContent = columns[k] + { none: "", ascending: " ▲", descending: " ▼" }[sorted];
    });
    body.replaceChildren();
    for (const k of order) {
      const row = make(body, "tr");
      texts[k].forEach((text, cell) => make(row, "td", align[cell], text));
    }
  });
  return () => {
    stop();
    send.stop();
  };
}

export default { render };
