import { h } from "./dom.js";

/** A table whose first columns hold text, the others numbers; where it is too wide, each row becomes a list. */
export const grid = (names, rows, texts = 1) => {
  const kind = (column) => (column < texts ? "words" : null);
  const cell = (content, column) => {
    const row = column === 0;
    const attributes = { class: kind(column), "data-label": names[column], scope: row ? "row" : null };
    return h(row ? "th" : "td", attributes, h("div", {}, content));
  };
  return h(
    "table",
    { class: "figures" },
    h("thead", {}, h("tr", {}, ...names.map((name, column) => h("th", { scope: "col", class: kind(column) }, name)))),
    h("tbody", {}, ...rows.map((row) => h("tr", {}, ...row.map(cell)))),
  );
};
