import { h, note, section } from "./dom.js";
import { name, shortened } from "./names.js";
import { count } from "./numbers.js";
import { curvesShape, featuresShape, sequences } from "./sequences.js";
import { number, optional, picture, text } from "./shape.js";

/** As many characters as fit on two lines under a picture. */
const UNDER_A_PICTURE = 24;

export const galleryShape = {
  title: text,
  summary: text,
  groups: [{ name: text, items: [{ row: text, picture: optional(picture), curves: curvesShape }] }],
  moreClasses: number,
  features: featuresShape,
};

/** The first tensors of each class. */
export const gallery = (data) => {
  const { choice, draw } = sequences(data.features);
  const classes = shortened(data.groups.map((group) => group.name));
  const rows = shortened(data.groups.flatMap(({ items }) => items.map(({ row }) => row)), UNDER_A_PICTURE);
  const tensor = ({ row, picture, curves }, group) =>
    h(
      "li",
      {},
      picture ? h("img", { src: picture, alt: `${group}, row ${row}` }) : null,
      curves ? draw(curves, `${group}, row ${row}: the features over ${count(curves.steps)} time steps`) : null,
      picture || curves ? null : note("No image"),
      h("small", {}, name(row, rows.get(row))),
    );
  return [
    h("header", {}, h("h1", {}, data.title), h("p", {}, data.summary)),
    choice,
    ...data.groups.map((group) => {
      const wide = group.items.some(({ curves }) => curves);
      return section(
        name(group.name, classes.get(group.name)),
        h("ul", { class: `pictures${wide ? " plots" : ""}` }, ...group.items.map((item) => tensor(item, group.name))),
      );
    }),
    data.moreClasses > 0
      ? note(`${count(data.moreClasses)} more ${data.moreClasses === 1 ? "class" : "classes"} not shown`)
      : null,
  ];
};
