import { h } from "./dom.js";

/** A table whose first columns hold text, the others numbers. */
export const grid = (names, rows, texts = 1) => {
  const kind = (column) => (column < texts ? "words" : null);
  const cell = (content, column) => {
    const row = column === 0;
    return h(row ? "th" : "td", { class: kind(column), ...(row ? { scope: "row" } : {}) }, content);
  };
  return h(
    "table",
    { class: "figures" },
    h("thead", {}, h("tr", {}, ...names.map((name, column) => h("th", { scope: "col", class: kind(column) }, name)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map(cell)))),
  );
};
