import { scaleLinear } from "d3-scale";
import { below, valueAxis } from "./axes.js";
import { h, note, onWidth, svg } from "./dom.js";
import { decimals } from "./numbers.js";
import { curve, legend } from "./series.js";

const MARGIN = { top: 12, right: 18, bottom: 36, left: 52 };
/** The smallest distance between numbers under the axis, in pixels. */
const APART = 60;

const scale = ({ domain }, values, range) =>
  domain ? scaleLinear(domain, range) : scaleLinear([Math.min(...values), Math.max(...values)], range).nice(5);

/**
 * A chart of curves between two axes of numbers, with a legend if there are several.
 *
 * @param title what the chart shows
 * @param words the same for those who cannot see it
 * @param curves {name, points: [{x, y}]}; where y is null, the curve has a gap
 * @param x,y the axes: {label, domain, format}; without a domain they reach as far as the points, and format makes a
 *     function that formats values, from the ticks
 * @param guides straight lines that help to read the curves: {from: {x, y}, to: {x, y}}
 */
export const chart = ({ title, words, curves, x, y, guides = [], height = 240 }) => {
  const drawing = h("div", { class: "drawing", style: `min-height:${height}px` });
  const figure = h("figure", { class: "chart" }, h("figcaption", {}, h("span", { class: "title" }, title)), drawing);
  const points = curves.flatMap((each) => each.points).filter((point) => point.y !== null);
  if (points.length === 0) {
    drawing.append(note("There are no values to display."));
    return figure;
  }
  if (curves.length > 1) {
    figure.append(legend(curves.map(({ name }) => name)));
  }
  const bottom = height - MARGIN.bottom;
  const up = scale(y, points.map((point) => point.y), [bottom, MARGIN.top]);
  const ticks = up.ticks(5);
  const format = { x: x.format ?? decimals, y: y.format ?? decimals };
  onWidth(drawing, (width) => {
    const right = width - MARGIN.right;
    const across = scale(x, points.map((point) => point.x), [MARGIN.left, right]);
    const numbers = across.ticks(Math.max(2, Math.floor((right - MARGIN.left) / APART)));
    const text = format.x(numbers);
    const placed = (each) => each.map((point) => ({ x: across(point.x), y: point.y === null ? null : up(point.y) }));
    drawing.replaceChildren(
      svg(
        "svg",
        { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": words },
        ...valueAxis(up, ticks, format.y(ticks), { left: MARGIN.left, right, bottom }),
        y.label ? svg("text", { class: "axis-label", x: MARGIN.left + 4, y: MARGIN.top }, y.label) : null,
        ...numbers.map((tick) => below(text(tick), { x: across(tick), y: bottom + 15 })),
        below(x.label, { class: "axis-label", x: right, y: height - 4, "text-anchor": "end" }),
        ...guides.map(({ from, to }) =>
          svg("line", { class: "guide", x1: across(from.x), y1: up(from.y), x2: across(to.x), y2: up(to.y) }),
        ),
        ...curves.flatMap((each, index) => curve(index, placed(each.points))),
      ),
    );
  });
  return figure;
};
