import { h } from "./dom.js";
import { text } from "./shape.js";

export const factsShape = [{ title: text, facts: [{ name: text, value: text }] }];

/** Groups of names with values, side by side where there is room. */
export const facts = (groups) =>
  h(
    "div",
    { class: "facts" },
    ...groups.map(({ title, facts }) =>
      h(
        "div",
        {},
        h("h3", {}, title),
        h("dl", {}, ...facts.flatMap(({ name, value }) => [h("dt", {}, name), h("dd", {}, value)])),
      ),
    ),
  );
