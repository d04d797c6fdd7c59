import { h, scroller } from "./dom.js";
import { count, percent } from "./numbers.js";

const RIGHT = "10, 92, 118";
const WRONG = "170, 52, 8";
/** From this opacity on, white text is easier to read than black. */
const DARK = 0.8;
/** Longer names are upright above their columns. */
const SHORT_NAME = 4;

/** A confusion matrix as a table of colored cells; the pointer or the arrow keys select one. */
export const matrix = (classes, counts) => {
  const kind = classes.length <= 12 ? "roomy" : classes.length <= 30 ? "narrow" : "tiny";
  const upright = kind === "tiny" || classes.some(({ name }) => name.length > SHORT_NAME);
  const totals = counts.map((row) => row.reduce((sum, value) => sum + value, 0));
  const share = (actual, predicted) => (totals[actual] > 0 ? counts[actual][predicted] / totals[actual] : 0);
  const words = (actual, predicted) =>
    `${classes[actual].name} predicted as ${classes[predicted].name}: ${count(counts[actual][predicted])} of ${count(totals[actual])} rows, ${percent(share(actual, predicted))}`;

  const cell = (actual, predicted) => {
    const value = counts[actual][predicted];
    const part = share(actual, predicted);
    // the root makes rare mistakes visible, which are of most interest
    const opacity = Math.max(0.06, actual === predicted ? part : Math.sqrt(part));
    const color = `rgba(${actual === predicted ? RIGHT : WRONG}, ${opacity.toFixed(3)})`;
    return h(
      "td",
      {
        style: value === 0 ? null : `background:${color}`,
        class: value === 0 ? "zero" : opacity >= DARK ? "dark" : null,
        "data-at": `${actual},${predicted}`,
      },
      kind === "tiny" ? null : count(value),
      kind === "roomy" ? h("small", {}, value === 0 ? "" : percent(part, 0).replace(/^0%/, "<1%")) : null,
    );
  };

  const name = ({ name }, scope) => h("th", { scope, title: name }, h("span", {}, name));
  const table = h(
    "table",
    { class: `matrix ${kind}${upright ? " upright" : ""}` },
    h("caption", {}, "Rows: actual class; columns: predicted class"),
    h("thead", {}, h("tr", {}, h("td"), ...classes.map((each) => name(each, "col")))),
    h(
      "tbody",
      {},
      ...counts.map((row, actual) =>
        h("tr", {}, name(classes[actual], "row"), ...row.map((_, predicted) => cell(actual, predicted))),
      ),
    ),
  );

  const readout = h("p", { class: "readout", role: "status" }, "Point at a cell or use the arrow keys.");
  let at = [0, -1];
  const choose = (actual, predicted) => {
    const chosen = table.querySelector(`td[data-at="${actual},${predicted}"]`);
    if (chosen) {
      table.querySelector(".chosen")?.classList.remove("chosen");
      chosen.classList.add("chosen");
      at = [actual, predicted];
      readout.textContent = words(actual, predicted);
    }
    return chosen;
  };
  const steps = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
  const scroll = scroller("Confusion matrix", table);
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
    const cell = event.target.closest("td[data-at]");
    if (cell) {
      choose(...cell.dataset.at.split(",").map(Number));
    }
  });
  const legend = h(
    "p",
    { class: "note" },
    h("span", { class: "swatch" }),
    "correct ",
    h("span", { class: "swatch wrong" }),
    "wrong; the darker the cell, the larger the share of the actual class",
  );
  return h("div", {}, scroll, readout, legend);
};
