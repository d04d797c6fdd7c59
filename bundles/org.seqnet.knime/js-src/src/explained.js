import { scaleLinear } from "d3-scale";
import { line } from "d3-shape";
import { below, valueAxis } from "./axes.js";
import { h, onWidth, svg } from "./dom.js";
import { shortened } from "./names.js";
import { count, decimals } from "./numbers.js";

const MARGIN = { top: 18, right: 8, bottom: 28, left: 46 };
const PANEL = 56;
/** Between panels, for the name of a feature. */
const GAP = 20;
const CHARACTER = 7;
/** The width of a curve without a share, and with the largest. */
const THIN = 1;
const THICK = 5;
/** The longest side of a map, in pixels. */
const SIDE = 168;

/** The largest absolute share that is drawn of a row. */
export const largest = ({ map, panels }) =>
  Math.max(0, ...(map ? map.shares : (panels ?? []).flatMap(({ shares }) => shares)).map(Math.abs));

const color = (share, strength) => `rgb(var(--${share > 0 ? "right" : "wrong"}) / ${strength.toFixed(3)})`;

/** The pieces of a curve around each of its points, in the color of the point's share. */
const colored = (points, shares, most) =>
  points.flatMap((point, i) => {
    const strength = most > 0 ? Math.abs(shares[i] ?? 0) / most : 0;
    if (point === null || strength < 0.02) {
      return [];
    }
    const half = (other) => (other ? [(point[0] + other[0]) / 2, (point[1] + other[1]) / 2] : point);
    const path = line()([half(points[i - 1]), point, half(points[i + 1])]);
    const style = `stroke:${color(shares[i], 0.15 + 0.85 * strength)};stroke-width:${(THIN + (THICK - THIN) * strength).toFixed(2)}`;
    // a point alone is a dot, since the ends of a curve are round
    return [svg("path", { class: "share", d: path, style })];
  });

const panel = ({ values, shares }, steps, top, width, most) => {
  const known = values.filter((value) => value !== null);
  const least = known.length > 0 ? Math.min(...known) : 0;
  const greatest = known.length > 0 ? Math.max(...known) : 1;
  const margin = greatest > least ? (greatest - least) * 0.08 : Math.abs(greatest) * 0.1 || 1;
  const bottom = top + PANEL;
  const y = scaleLinear([least - margin, greatest + margin], [bottom, top]);
  const x = scaleLinear(steps > 1 ? [1, steps] : [0, 2], [MARGIN.left, width - MARGIN.right]);
  const step = (i) => 1 + (values.length > 1 ? (i * (steps - 1)) / (values.length - 1) : 0);
  const points = values.map((value, i) => (value === null ? null : [x(step(i)), y(value)]));
  const whole = line().defined((point) => point !== null)(points) ?? "";
  const ticks = y.ticks(2).slice(0, 3);
  return [
    ...valueAxis(y, ticks, decimals(ticks), { left: MARGIN.left, right: width - MARGIN.right, bottom }),
    svg("path", { class: "signal", d: whole }),
    ...colored(points, shares, most),
  ];
};

/** The weights of attention as bars, under the features. */
const bars = (weights, top, width) => {
  const most = Math.max(...weights);
  const cell = (width - MARGIN.right - MARGIN.left) / weights.length;
  const bottom = top + PANEL / 2;
  return [
    svg("text", { class: "feature", x: MARGIN.left, y: top - 5 }, "Attention"),
    ...weights.map((weight, i) => {
      const height = most > 0 ? ((bottom - top) * weight) / most : 0;
      return svg("rect", { class: "weight", x: MARGIN.left + i * cell, y: bottom - height, width: cell, height });
    }),
    svg("line", { class: "axis", x1: MARGIN.left, x2: width - MARGIN.right, y1: bottom, y2: bottom }),
  ];
};

/** Where the last panel ends. */
const bottomOf = ({ panels, attention }) =>
  MARGIN.top + panels.length * (PANEL + GAP) - GAP + (attention ? GAP + PANEL / 2 : 0);

const heightOf = (example) => bottomOf(example) + MARGIN.bottom;

const drawn = (example, words, width) => {
  const { panels, attention } = example;
  const steps = example.steps ?? 1;
  const most = largest(example);
  const tops = panels.map((_, i) => MARGIN.top + i * (PANEL + GAP));
  const bottom = bottomOf(example);
  const height = heightOf(example);
  const names = panels.map((each) => each.name);
  const shown = shortened(names, Math.floor((width - MARGIN.left) / CHARACTER));
  const right = width - MARGIN.right;
  const ends = steps > 1 ? [1, steps] : [1];
  return svg(
    "svg",
    { class: "plot", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words },
    ...panels.flatMap((each, i) => [
      svg("text", { class: "feature", x: MARGIN.left, y: tops[i] - 5 }, shown.get(each.name), svg("title", {}, each.name)),
      ...panel(each, steps, tops[i], width, most),
    ]),
    ...(attention ? bars(attention, bottom - PANEL / 2, width) : []),
    ...ends.map((tick) =>
      below(count(tick), {
        x: tick > 1 ? right : steps > 1 ? MARGIN.left : (MARGIN.left + right) / 2,
        y: bottom + 13,
        "text-anchor": tick > 1 ? "end" : "middle",
      }),
    ),
    below("time step", { class: "axis-label", x: (MARGIN.left + right) / 2, y: bottom + 24 }),
  );
};

/** Draws a row's features over time, each in a panel of its own, in the colors of their shares. */
export const drawing = (example, words) => {
  const place = h("div", { class: "drawing curves", style: `min-height:${heightOf(example)}px` });
  onWidth(place, (width) => place.replaceChildren(drawn(example, words, width)));
  return place;
};

/** Draws the shares of an image's pixels as a map. */
export const mapOf = (map, words) => {
  const rows = Math.max(1, map.rows);
  const columns = Math.max(1, map.columns);
  const { shares } = map;
  const most = largest({ map });
  const cell = SIDE / Math.max(rows, columns);
  const square = (share, i) => {
    const strength = most > 0 ? Math.abs(share) / most : 0;
    return strength < 0.02
      ? []
      : [
          svg("rect", {
            x: (i % columns) * cell,
            y: Math.floor(i / columns) * cell,
            width: cell,
            height: cell,
            style: `fill:${color(share, strength)}`,
          }),
        ];
  };
  const [width, height] = [columns * cell, rows * cell];
  return svg(
    "svg",
    { class: "share-map", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words },
    ...shares.flatMap(square),
  );
};
