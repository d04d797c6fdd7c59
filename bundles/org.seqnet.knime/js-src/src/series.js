import { line } from "d3-shape";
import { h, svg } from "./dom.js";
import { named } from "./names.js";

/** Curves of more than so many repeat colors. */
export const COLORS = 8;
const DASHES = 4;

/** Around 0, 0; as many as have no common divisor with colors and dashes, so that 40 curves all look different. */
const MARKERS = [
  { d: "M-3.2 0a3.2 3.2 0 1 0 6.4 0a3.2 3.2 0 1 0 -6.4 0z" },
  { d: "M-3-3h6v6h-6z" },
  { d: "M0-4l4 7h-8z" },
  { d: "M0-4.2l4.2 4.2l-4.2 4.2l-4.2-4.2z" },
  { d: "M-3.2-3.2l6.4 6.4M-3.2 3.2l6.4-6.4", open: true },
];

/** The color of the curve at an index, as a class that everything inside inherits. */
export const color = (index) => `s${index % COLORS}`;

/** A path in the color and with the dashes of the curve at an index. */
export const stroke = (index, d) => svg("path", { class: `curve ${color(index)} d${index % DASHES}`, d });

/** The marker of the curve at an index at a place. */
export const marker = (index, x, y, ...children) => {
  const { d, open } = MARKERS[index % MARKERS.length];
  return svg(
    "path",
    { class: `marker ${color(index)}${open ? " open" : ""}`, d, transform: `translate(${x.toFixed(1)} ${y.toFixed(1)})` },
    ...children,
  );
};

/** With more points than this, markers would hide the line: only some of the points get one. */
const MOST_MARKERS = 40;
const FEW_MARKERS = 9;

/** The points of a curve that get a marker; the first markers of neighbors do not fall on each other. */
export const marked = (points, index = 0) => {
  if (points.length <= MOST_MARKERS) {
    return points;
  }
  const apart = Math.ceil(points.length / FEW_MARKERS);
  const first = Math.floor((apart * (index % MARKERS.length)) / MARKERS.length);
  return points.filter((_, i) => i % apart === first);
};

/** A line through points {x, y} in pixels, with a gap wherever y is null, and its markers. */
export const curve = (index, points) => [
  stroke(index, line().defined(({ y }) => y !== null).x(({ x }) => x).y(({ y }) => y)(points) ?? ""),
  ...marked(points.filter(({ y }) => y !== null), index).map(({ x, y }) => marker(index, x, y)),
];

/** A piece of the curve at an index, beside its name. */
export const sample = (index, withMarker = true) =>
  svg(
    "svg",
    { class: "sample", viewBox: "0 0 30 12", "aria-hidden": "true" },
    stroke(index, "M0 6H30"),
    withMarker ? marker(index, 15, 6) : null,
  );

/** Names of the curves 0, 1, ... with pieces of them; `more` adds text after a name. */
export const legend = (names, more = () => null) =>
  h(
    "ul",
    { class: "legend" },
    ...named(names).map((name, index) => h("li", {}, sample(index), name, more(index))),
  );
