import { h } from "./dom.js";

/**
 * Draws values with their intervals on one common axis from `lower` to `upper`; `words` formats a number. A bold line
 * marks 0 if it lies inside.
 */
export const intervals = (lower, upper, words) => {
  const at = (value) => (100 * (value - lower)) / (upper - lower || 1);
  return (value, from, to) =>
    h(
      "span",
      { class: "interval", role: "img", "aria-label": `between ${words(from)} and ${words(to)}` },
      lower < 0 && upper > 0 ? h("span", { class: "zero", style: `left:${at(0)}%` }) : null,
      h("span", { class: "reach", style: `left:${at(from)}%;width:${at(to) - at(from)}%` }),
      h("span", { class: "point", style: `left:${at(value)}%` }),
    );
};
