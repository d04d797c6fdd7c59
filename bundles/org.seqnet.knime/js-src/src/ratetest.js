import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { below, valueAxis } from "./axes.js";
import { h, onWidth, svg } from "./dom.js";
import { decimals } from "./numbers.js";
import { stroke } from "./series.js";
import { number } from "./shape.js";

const HEIGHT = 190;
const MARGIN = { top: 18, right: 18, bottom: 32, left: 52 };
/** The smallest distance between numbers under the axis, in pixels. */
const APART = 50;

export const rateTestShape = { rate: number, points: [{ rate: number, loss: number }] };

/** The least loss that is cut off, as a multiple of the first one: where training diverges, the rest would be flat. */
const HIGHEST = 1.5;

/** A power of ten or another number, short. */
export const short = (value) => String(Number(value.toPrecision(3)));

/** The curve of a learning-rate range test, with the rate that was chosen. */
export const rateTest = ({ rate, points }) => {
  const drawing = h("div", { class: "drawing" });
  const caption = h("figcaption", {}, h("span", { class: "title" }, "Loss by learning rate before training"));
  const bottom = HEIGHT - MARGIN.bottom;
  const losses = points.map((point) => point.loss);
  const ceiling = HIGHEST * losses[0];
  const shown = points.filter((point) => point.loss <= ceiling);
  const y = scaleLinear([0, Math.max(...shown.map((point) => point.loss)) || 1], [bottom, MARGIN.top]).nice(5);
  const ticks = y.ticks(5);
  const text = decimals(ticks);
  const words = `Smoothed loss while the learning rate increases from ${short(points[0].rate)} to ${short(points.at(-1).rate)}; training uses ${short(rate)}.`;

  onWidth(drawing, (width) => {
    const right = width - MARGIN.right;
    const x = scaleLog([Math.min(rate, points[0].rate), Math.max(rate, shown.at(-1).rate, 10 * points[0].rate)], [MARGIN.left, right]);
    const powers = x.ticks().filter((tick) => /^1e/.test(tick.toExponential()));
    const every = Math.max(1, Math.ceil((APART * powers.length) / (right - MARGIN.left)));
    const late = x(rate) > (MARGIN.left + right) / 2;
    drawing.replaceChildren(
      svg(
        "svg",
        { width, height: HEIGHT, viewBox: `0 0 ${width} ${HEIGHT}`, role: "img", "aria-label": words },
        ...valueAxis(y, ticks, text, { left: MARGIN.left, right, bottom }),
        ...powers
          .filter((_, i) => i % every === 0)
          .map((tick) => below(short(tick), { x: x(tick), y: bottom + 15 })),
        below("learning rate", { x: right, y: HEIGHT - 3, "text-anchor": "end" }),
        stroke(0, line().x((point) => x(point.rate)).y((point) => y(point.loss))(shown)),
        svg(
          "g",
          { class: "mark" },
          svg("line", { x1: x(rate), x2: x(rate), y1: MARGIN.top - 12, y2: bottom }),
          svg(
            "text",
            { x: x(rate) + (late ? -4 : 4), y: MARGIN.top - 6, "text-anchor": late ? "end" : "start" },
            `found: ${short(rate)}`,
          ),
        ),
      ),
    );
  });
  return h("figure", { class: "chart" }, caption, drawing);
};
