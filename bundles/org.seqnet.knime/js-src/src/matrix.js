import { h } from "./dom.js";
import { heatMap, readout, sizeOf } from "./heatmap.js";
import { count, percent } from "./numbers.js";

const RIGHT = "right";
const WRONG = "wrong";

/** A confusion matrix as a heat map. */
export const matrix = (classes, counts, unit = "rows") => {
  const totals = counts.map((row) => row.reduce((sum, value) => sum + value, 0));
  const share = (actual, predicted) => (totals[actual] > 0 ? counts[actual][predicted] / totals[actual] : 0);
  const words = (actual, predicted) =>
    `${classes[actual].name} predicted as ${classes[predicted].name}: ${count(counts[actual][predicted])} of ${count(totals[actual])} ${unit}, ${percent(share(actual, predicted))}`;

  const cell = (actual, predicted) => {
    const value = counts[actual][predicted];
    const part = share(actual, predicted);
    return {
      text: count(value),
      small: value === 0 ? "" : percent(part, 0).replace(/^0%/, "<1%"),
      color: value === 0 ? null : actual === predicted ? RIGHT : WRONG,
      // the root makes rare mistakes visible, which are of most interest
      opacity: Math.max(0.06, actual === predicted ? part : Math.sqrt(part)),
    };
  };

  const said = readout();
  const legend = h(
    "p",
    { class: "note" },
    h("span", { class: "swatch" }),
    "correct ",
    h("span", { class: "swatch wrong" }),
    "wrong; the darker the cell, the larger the share of the actual class",
  );
  return h(
    "div",
    {},
    heatMap({
      label: "Confusion matrix",
      caption: "Rows: actual class; columns: predicted class",
      names: classes.map(({ name }) => name),
      size: sizeOf(classes.length, 30),
      cell,
      tell: (actual, predicted) => (said.textContent = words(actual, predicted)),
    }),
    said,
    legend,
  );
};
