import { scaleLinear } from "d3-scale";
import { below, valueAxis } from "./axes.js";
import { h, note, onWidth, svg } from "./dom.js";
import { curve, sample } from "./series.js";

const HEIGHT = 190;
const MARGIN = { top: 18, right: 18, bottom: 32, left: 52 };

/**
 * A chart of lines over epochs.
 *
 * @param title what the chart shows
 * @param rows the epochs
 * @param series the lines: {key, name}; their order decides on their colors
 * @param marks epochs to mark: {epoch, name}
 * @param format makes a function that formats values, from the ticks of the axis
 * @param floor the smallest value of the axis, if it is fixed
 * @param pick called with the epoch that the pointer is on
 * @returns the figure, and a function that moves its cursor to an epoch
 */
export const lineChart = ({ title, rows, series, marks = [], format, floor, pick }) => {
  const values = rows.flatMap((row) => series.map(({ key }) => row[key]).filter((value) => value !== null));
  const drawing = h("div", { class: "drawing" });
  const keys = series.length > 1 ? series.map(({ name }, index) => h("span", { class: "key" }, sample(index), name)) : [];
  const caption = h("figcaption", {}, h("span", { class: "title" }, title), ...keys);
  const figure = h("figure", { class: "chart" }, caption, drawing);
  if (values.length === 0) {
    drawing.append(note("No epoch has a numeric value."));
    return { figure, point: () => {} };
  }

  const least = Math.min(...values);
  const most = Math.max(...values);
  const margin = most > least ? 0 : Math.abs(most) * 0.1 || 1;
  const first = rows[0].epoch;
  const last = rows[rows.length - 1].epoch;
  const bottom = HEIGHT - MARGIN.bottom;
  const y = scaleLinear([floor ?? least - margin, most + margin], [bottom, MARGIN.top]).nice(5);
  const ticks = y.ticks(5);
  const text = format(ticks);
  const cursor = svg("line", { class: "cursor", y1: MARGIN.top, y2: bottom });
  const words = `${title} over ${rows.length} epochs, between ${text(least)} and ${text(most)}; see the table below for all values.`;
  let x = null;
  let pointed = last;

  const point = (epoch) => {
    pointed = epoch;
    if (x) {
      cursor.setAttribute("x1", x(epoch));
      cursor.setAttribute("x2", x(epoch));
    }
  };

  const mark = ({ epoch, name }, i, right) => {
    const late = x(epoch) > (MARGIN.left + right) / 2;
    const place = { x: x(epoch) + (late ? -4 : 4), y: MARGIN.top - 6 + 12 * i, "text-anchor": late ? "end" : "start" };
    return svg(
      "g",
      { class: "mark" },
      svg("line", { x1: x(epoch), x2: x(epoch), y1: MARGIN.top - 12, y2: bottom }),
      svg("text", place, name),
    );
  };

  const drawn = ({ key }, index) => {
    const points = rows.map((row) => ({ x: x(row.epoch), y: row[key] === null ? null : y(row[key]) }));
    return curve(index, points);
  };

  onWidth(drawing, (width) => {
    const right = width - MARGIN.right;
    x = scaleLinear(first === last ? [first - 1, last + 1] : [first, last], [MARGIN.left, right]);
    const epochs =
      first === last ? [first] : x.ticks(Math.max(2, Math.floor((right - MARGIN.left) / 60))).filter(Number.isInteger);
    drawing.replaceChildren(
      svg(
        "svg",
        {
          width,
          height: HEIGHT,
          viewBox: `0 0 ${width} ${HEIGHT}`,
          role: "img",
          "aria-label": words,
          onpointermove: (event) => pick(x.invert(event.offsetX)),
        },
        ...valueAxis(y, ticks, text, { left: MARGIN.left, right, bottom }),
        ...epochs.map((tick) => below(String(tick), { x: x(tick), y: bottom + 15 })),
        below("epoch", { x: right, y: HEIGHT - 3, "text-anchor": "end" }),
        ...series.flatMap(drawn),
        ...marks.map((each, i) => mark(each, i, right)),
        cursor,
      ),
    );
    point(pointed);
  });
  return { figure, point };
};
