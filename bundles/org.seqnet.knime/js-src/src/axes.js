import { svg } from "./dom.js";

/**
 * The axis of values with a line across the drawing for each tick, and the line that the other axis is on.
 *
 * @param y the scale of the values
 * @param text writes a value
 * @param left where the drawing begins; right and bottom are where it ends
 */
export const valueAxis = (y, ticks, text, { left, right, bottom }) => [
  ...ticks.map((tick) => svg("line", { class: "grid", x1: left, x2: right, y1: y(tick), y2: y(tick) })),
  ...ticks.map((tick) =>
    svg("text", { class: "tick", x: left - 6, y: y(tick) + 4, "text-anchor": "end" }, text(tick)),
  ),
  svg("line", { class: "axis", x1: left, x2: right, y1: bottom, y2: bottom }),
];

/** A number or word under the axis that runs from left to right. */
export const below = (text, place) => svg("text", { class: "tick", "text-anchor": "middle", ...place }, text);
