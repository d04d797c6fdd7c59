import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { h, note, section, svg } from "./dom.js";
import { count } from "./numbers.js";
import { maybe, number, optional, picture, text } from "./shape.js";

const WIDTH = 120;
const HEIGHT = 64;

export const galleryShape = {
  title: text,
  summary: text,
  groups: [{ name: text, items: [{ row: text, picture: optional(picture), curves: optional([[maybe(number)]]) }] }],
  moreClasses: number,
};

/** The first tensors of each class. */
export const gallery = (data) => [
  h("header", {}, h("h1", {}, data.title), h("p", {}, data.summary)),
  ...data.groups.map(({ name, items }) =>
    section(name, h("ul", { class: "pictures" }, ...items.map((item) => tensor(item, name)))),
  ),
  data.moreClasses > 0 ? note(`${count(data.moreClasses)} more ${data.moreClasses === 1 ? "class" : "classes"} not shown`) : null,
];

const tensor = ({ row, picture, curves }, name) =>
  h(
    "li",
    { title: row },
    picture ? h("img", { src: picture, alt: `${name}, row ${row}` }) : null,
    curves ? plot(curves, `${name}, row ${row}: line plot of the features over the time steps`) : null,
    picture || curves ? null : note("No image"),
    h("small", {}, row),
  );

const plot = (curves, words) => {
  const values = curves.flat().filter((value) => value !== null);
  const y = scaleLinear([Math.min(0, ...values), Math.max(0, ...values)], [HEIGHT - 3, 3]);
  const x = scaleLinear([0, Math.max(1, curves[0].length - 1)], [3, WIDTH - 3]);
  const path = line()
    .defined((value) => value !== null)
    .x((_, step) => x(step))
    .y((value) => y(value));
  return svg(
    "svg",
    { class: "plot", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", "aria-label": words },
    svg("line", { class: "grid", x1: 3, x2: WIDTH - 3, y1: y(0), y2: y(0) }),
    ...curves.map((curve, i) => svg("path", { class: `curve c${i % 4}`, d: path(curve) ?? "" })),
  );
};
