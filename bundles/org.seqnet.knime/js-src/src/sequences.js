import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { below, valueAxis } from "./axes.js";
import { h, note, onWidth, svg } from "./dom.js";
import { name, named, shortened } from "./names.js";
import { count, decimals } from "./numbers.js";
import { sample, stroke } from "./series.js";
import { maybe, number, optional, text } from "./shape.js";

/** As many small panels as one looks at together. */
const FIRST_CHOICE = 6;
/** Values come as whole numbers of these parts of their feature's range. */
const PARTS = 1000;
/** Features share one panel if none of their ranges is smaller than this share of what all of them reach over. */
const COMPARABLE = 0.25;

const MARGIN = { top: 5, right: 8, bottom: 26, left: 46 };
const TOGETHER = 96;
const ALONE = 40;
/** Between panels, for the name of a feature. */
const GAP = 15;
const CHARACTER = 7;
/** A longer name may be cut above its panel; then the legend tells it. */
const LABEL = 24;

export const featuresShape = optional({
  count: number,
  shown: [{ name: text, least: maybe(number), most: maybe(number) }],
});
export const curvesShape = optional({ steps: number, missing: number, lines: [[maybe(number)]] });

const range = ({ least, most }) => (least === null ? 0 : most - least);

const comparable = (features) => {
  const known = features.filter(({ least }) => least !== null);
  const whole = Math.max(...known.map(({ most }) => most)) - Math.min(...known.map(({ least }) => least));
  return known.length === features.length && features.every((feature) => range(feature) >= COMPARABLE * whole);
};

/** The smallest distance between numbers beside each other, in pixels. */
const LINE = 12;

const apart = (y) => {
  const ticks = y.ticks(3);
  const distance = ticks.length > 1 ? Math.abs(y(ticks[1]) - y(ticks[0])) : LINE;
  const every = Math.ceil(LINE / distance);
  return ticks.filter((_, i) => i % every === 0);
};

/** Features with curves on common axes. */
const panel = (members, top, height) => {
  const known = members.filter(({ feature }) => feature.least !== null).map(({ feature }) => feature);
  const least = known.length > 0 ? Math.min(...known.map((feature) => feature.least)) : 0;
  const most = known.length > 0 ? Math.max(...known.map((feature) => feature.most)) : 1;
  const margin = most > least ? (most - least) * 0.06 : Math.abs(most) * 0.1 || 1;
  const y = scaleLinear([least - margin, most + margin], [top + height, top]);
  return { members, y, top, bottom: top + height };
};

const layout = (members) => {
  if (comparable(members.map(({ feature }) => feature))) {
    return [panel(members, MARGIN.top, TOGETHER)];
  }
  return members.map((member, i) => panel([member], MARGIN.top + GAP + i * (ALONE + GAP), ALONE));
};

const heightOf = (panels) => (panels.length > 0 ? panels.at(-1).bottom + MARGIN.bottom : 0);

const drawn = ({ steps, lines }, panels, names, width, words) => {
  const right = width - MARGIN.right;
  const bottom = panels.at(-1).bottom;
  const height = heightOf(panels);
  const x = scaleLinear(steps > 1 ? [1, steps] : [0, 2], [MARGIN.left, right]);
  const curve = ({ feature, index, color }, y) => {
    const values = lines[index] ?? [];
    const step = (i) => 1 + (values.length > 1 ? (i * (steps - 1)) / (values.length - 1) : 0);
    const path = line()
      .defined((value) => value !== null)
      .x((_, i) => x(step(i)))
      .y((value) => y(feature.least + (value / PARTS) * range(feature)));
    return stroke(panels.length > 1 ? 0 : color, path(values) ?? "");
  };
  const axes = ({ members, y, top, bottom }) => {
    const ticks = apart(y);
    const room = Math.floor((right - MARGIN.left) / CHARACTER);
    const full = members.length === 1 ? names[members[0].index] : null;
    return [
      ...valueAxis(y, ticks, decimals(ticks), { left: MARGIN.left, right, bottom }),
      full && panels.length > 1
        ? svg(
            "text",
            { class: "feature", x: MARGIN.left, y: top - 4 },
            shortened(names, room).get(full),
            svg("title", {}, full),
          )
        : null,
      ...members.map((member) => curve(member, y)),
    ];
  };
  const ticks = steps > 1 ? [1, steps] : [1];
  return svg(
    "svg",
    { class: "plot", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words },
    ...panels.flatMap(axes),
    ...ticks.map((tick) =>
      below(count(tick), { x: x(tick), y: bottom + 13, "text-anchor": steps > 1 && tick > 1 ? "end" : "middle" }),
    ),
    below("time step", { class: "axis-label", x: (MARGIN.left + right) / 2, y: bottom + 23 }),
  );
};

/**
 * Draws sequences as curves of the same features.
 *
 * @param features what all sequences have in common; without any, nothing is drawn
 * @returns the legend, in which the reader chooses if there are many features, and a function that draws a sequence
 */
export const sequences = (features) => {
  if (!features || features.shown.length === 0) {
    return { choice: null, draw: () => null };
  }
  const { shown } = features;
  const names = shown.map((feature) => feature.name);
  const varying = shown.map((_, index) => index).filter((index) => range(shown[index]) > 0);
  const first = (varying.length > 0 ? varying : [0]).slice(0, FIRST_CHOICE);
  const chosen = new Set(shown.length > FIRST_CHOICE ? first : shown.keys());
  const drawings = [];
  const samples = shown.map(() => h("span"));
  let panels = [];

  const redraw = () => {
    const members = [...chosen].sort((a, b) => a - b).map((index, color) => ({ feature: shown[index], index, color }));
    panels = members.length > 0 ? layout(members) : [];
    samples.forEach((place, index) => {
      const member = members.find((each) => each.index === index);
      place.replaceChildren(...(member && panels.length === 1 ? [sample(member.color, false)] : []));
    });
    drawings.forEach((draw) => draw());
  };
  const box = (index) => {
    const change = ({ target }) => {
      chosen[target.checked ? "add" : "delete"](index);
      redraw();
    };
    return h("input", { type: "checkbox", ...(chosen.has(index) ? { checked: "" } : {}), onchange: change });
  };
  const choosing = shown.length > FIRST_CHOICE;
  const entries = named(names).map((element, index) =>
    h("li", {}, choosing ? h("label", {}, box(index), samples[index], element) : [samples[index], element]),
  );
  redraw();
  const listed = choosing || panels.length === 1 || names.some((each) => each.length > LABEL);
  const choice =
    features.count === 1
      ? h("p", { class: "note" }, "Value of ", name(names[0]), " over the time steps.")
      : listed && h(
          "div",
          { class: "choice" },
          h("ul", { class: "legend", "aria-label": "Features" }, ...entries),
          choosing
            ? note(
                `Select the features to display. There are ${count(features.count)}` +
                  (features.count > shown.length ? `; the first ${count(shown.length)} can be displayed.` : "."),
              )
            : null,
        );
  const draw = (curves, words) => {
    const place = h("div", { class: "drawing curves" });
    let width = 0;
    const again = () => {
      // known before it is drawn, so that nothing on the page moves
      place.style.minHeight = `${heightOf(panels)}px`;
      if (width > 0) {
        place.replaceChildren(
          panels.length > 0 ? drawn(curves, panels, names, width, words) : note("No feature is selected."),
        );
      }
    };
    again();
    drawings.push(again);
    onWidth(place, (available) => {
      width = available;
      again();
    });
    return [
      place,
      curves.missing > 0 ? note(`${count(curves.missing)} missing ${curves.missing === 1 ? "value" : "values"}`) : null,
    ];
  };
  return { choice, draw };
};
