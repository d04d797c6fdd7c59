import { h, scroller } from "./dom.js";
import { shortened } from "./names.js";

/** Longer names are upright above their columns. */
const SHORT_NAME = 4;
/** The characters of a name that fit above a column, beside a low row, and beside one with two lines. */
const MOST_ABOVE = 16;
const MOST_BESIDE = 16;
const MOST_ON_TWO_LINES = 28;
/** From this opacity of a color on, white text is easier to read than black; before it, either can be read. */
const DARK = { right: 0.78, wrong: 0.8, neutral: 1 };

/** How much of a cell can be read: two lines, one, or only its color. */
export const sizeOf = (names, most) => (names <= 12 ? "roomy" : names <= most ? "narrow" : "tiny");

/**
 * A square table of colored cells; the pointer or the arrow keys select one, and `tell` says what it stands for.
 * `cell` gives the text, the color of the palette and its opacity in a cell, and where there is room, a second line.
 */
export const heatMap = ({ label, caption, names, size, cell, tell }) => {
  const upright = size === "tiny" || names.some((name) => name.length > SHORT_NAME);
  const draw = (row, column) => {
    const { text, color, opacity, small } = cell(row, column);
    return h(
      "td",
      {
        style: color === null ? null : `background:rgb(var(--${color}) / ${opacity.toFixed(3)})`,
        class: color === null ? "zero" : opacity >= DARK[color] ? "dark" : null,
        "data-at": `${row},${column}`,
      },
      size === "tiny" ? null : text,
      size === "roomy" && small !== undefined ? h("small", {}, small) : null,
    );
  };
  // the arrow keys tell full names, so that a table of many does not stop those who use the tab key
  const head = (scope, shown) => (name) =>
    h("th", { scope, "data-full": shown.get(name) === name ? null : name }, h("bdi", {}, shown.get(name)));
  const above = head("col", shortened(names, MOST_ABOVE));
  const beside = head("row", shortened(names, size === "roomy" ? MOST_ON_TWO_LINES : MOST_BESIDE));
  const table = h(
    "table",
    { class: `matrix ${size}${upright ? " upright" : ""}` },
    h("caption", {}, caption),
    h("thead", {}, h("tr", {}, h("td"), ...names.map(above))),
    h(
      "tbody",
      {},
      ...names.map((name, row) => h("tr", {}, beside(name), ...names.map((_, column) => draw(row, column)))),
    ),
  );

  let at = [0, -1];
  const choose = (row, column) => {
    const chosen = table.querySelector(`td[data-at="${row},${column}"]`);
    if (chosen) {
      table.querySelector(".chosen")?.classList.remove("chosen");
      chosen.classList.add("chosen");
      at = [row, column];
      tell(row, column);
    }
    return chosen;
  };
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const scroll = scroller(label, table);
  scroll.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      choose(Math.max(0, at[0] + step[0]), Math.max(0, at[1] + step[1]))?.scrollIntoView({
        block: "nearest",
        inline: "nearest",
      });
    }
  });
  scroll.addEventListener("pointerover", (event) => {
    const pointed = event.target.closest("td[data-at]");
    if (pointed) {
      choose(...pointed.dataset.at.split(",").map(Number));
    }
  });
  return scroll;
};

/** The line below a heat map in which `tell` speaks. */
export const readout = () => h("p", { class: "readout", role: "status" }, "Point at a cell or use the arrow keys.");
