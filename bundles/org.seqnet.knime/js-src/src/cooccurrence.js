import { h, note, section } from "./dom.js";
import { heatMap, readout, sizeOf } from "./heatmap.js";
import { count } from "./numbers.js";
import { number, text } from "./shape.js";

const TOGETHER = "right";
const ALONE = "neutral";
/** Two heat maps with more labels fit beside each other only without text. */
const MOST_WITH_TEXT = 16;

export const togetherShape = { labels: [{ name: text }], actual: [[number]], predicted: [[number]] };

/** How often two labels occur together: actual beside predicted labels, in colors of the same scale. */
export const together = ({ labels, actual, predicted }, labelCount) => {
  if (labels.length < 2) {
    return null;
  }
  const names = labels.map(({ name }) => name);
  const pairs = (counts) => counts.flatMap((row, i) => row.filter((_, j) => i !== j));
  const most = Math.max(...pairs(actual), ...pairs(predicted));
  const size = sizeOf(names.length, MOST_WITH_TEXT);
  const cell = (counts) => (row, column) => {
    const value = counts[row][column];
    return {
      text: count(value),
      color: value === 0 ? null : row === column ? ALONE : TOGETHER,
      opacity: row === column ? 0.18 : Math.max(0.08, Math.sqrt(value / most)),
    };
  };
  const rows = (value) => `${count(value)} ${value === 1 ? "row" : "rows"}`;
  const words = (row, column) =>
    row === column
      ? `${names[row]}: ${rows(actual[row][row])} (actual), ${rows(predicted[row][row])} (predicted)`
      : `${names[row]} and ${names[column]}: together in ${rows(actual[row][column])} (actual), ${rows(predicted[row][column])} (predicted)`;
  const said = readout();
  const map = (caption, counts) =>
    heatMap({
      label: caption,
      caption,
      names,
      size,
      cell: cell(counts),
      tell: (row, column) => (said.textContent = words(row, column)),
    });
  return section(
    "Labels that occur together",
    h("div", { class: "pair" }, map("Actual labels", actual), map("Predicted labels", predicted)),
    said,
    note(
      "The number of rows with both labels: the darker the cell, the more rows, on the same scale for both. Gray cells: " +
        "the number of rows with the label." +
        (labelCount > names.length ? ` The ${count(names.length)} most frequent of ${count(labelCount)} labels.` : ""),
    ),
  );
};
