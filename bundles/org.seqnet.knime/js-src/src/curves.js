import { scaleLinear, scaleLog } from "d3-scale";
import { line } from "d3-shape";
import { below, valueAxis } from "./axes.js";
import { h, onWidth, svg } from "./dom.js";
import { percent, percents, seconds, typedPercent } from "./numbers.js";
import { color, marked, marker, stroke } from "./series.js";

const HEIGHT = 300;
const MARGIN = { top: 14, right: 20, bottom: 36, left: 58 };

/** The unit of an axis of so many seconds. */
const unitOf = (last) => {
  if (last < 300) return { name: "s", seconds: 1 };
  return last < 7200 ? { name: "min", seconds: 60 } : { name: "h", seconds: 3600 };
};

const timeScale = (logarithmic, times, range) => {
  const last = Math.max(...times);
  if (!logarithmic) {
    return scaleLinear([0, last || 1], range);
  }
  const first = Math.min(...times.filter((time) => time > 0));
  return scaleLog([first < last ? first : last / 2, last], range).clamp(true);
};

/** The smallest distance between numbers under an axis, in pixels. */
const APART = 60;

const timeTicks = (x, logarithmic, room) => {
  const ticks = x.ticks(Math.max(2, Math.floor(room / APART)));
  if (!logarithmic) {
    return ticks;
  }
  const shown = [];
  for (const tick of ticks.filter((each) => /^[125]/.test(each.toExponential()))) {
    if (shown.length === 0 || x(tick) - x(shown.at(-1)) >= APART) {
      shown.push(tick);
    }
  }
  return shown;
};

/**
 * A chart of accuracy over training time.
 *
 * @param networks {title, curve: [{epoch, seconds, accuracy}], secondsToReach}, at least one with a curve
 * @param target the target accuracy
 */
export const accuracyChart = (networks, target) => {
  const curves = networks.map((network) => ({
    ...network,
    reached: network.curve.find((point) => point.seconds === network.secondsToReach),
  }));
  const points = networks.flatMap((network) => network.curve);
  const drawing = h("div", { class: "drawing tall" });
  const shares = [...points.map((point) => point.accuracy), target];
  const y = scaleLinear([Math.min(...shares), Math.max(...shares)], [HEIGHT - MARGIN.bottom, MARGIN.top]).nice(6);
  const ticks = y.ticks(6);
  const text = percents(ticks);
  const bottom = HEIGHT - MARGIN.bottom;
  const unit = unitOf(Math.max(...points.map((point) => point.seconds)));
  const totals = networks.map((network) => network.curve.at(-1)?.seconds).filter((value) => value > 0);
  let logarithmic = Math.max(...totals) > 20 * Math.min(...totals);
  let width = 0;

  const said = (title, point) =>
    svg("title", {}, `${title}, epoch ${point.epoch}: ${percent(point.accuracy, 2)} after ${seconds(point.seconds)}`);

  const drawn = (x) => ({ title, curve, reached }, index) => {
    const path = line()
      .x((point) => x(point.seconds))
      .y((point) => y(point.accuracy));
    return svg(
      "g",
      {},
      stroke(index, path(curve) ?? ""),
      ...marked(curve, index).map((point) => marker(index, x(point.seconds), y(point.accuracy), said(title, point))),
      reached
        ? svg(
            "g",
            { class: `reached ${color(index)}` },
            svg("line", { x1: x(reached.seconds), x2: x(reached.seconds), y1: y(reached.accuracy), y2: bottom }),
            svg(
              "circle",
              { cx: x(reached.seconds), cy: y(reached.accuracy), r: 7 },
              svg("title", {}, `${title} reached ${typedPercent(target)} after ${seconds(reached.seconds)}`),
            ),
          )
        : null,
    );
  };

  const draw = () => {
    const right = width - MARGIN.right;
    const units = timeScale(
      logarithmic,
      points.map((point) => point.seconds / unit.seconds),
      [MARGIN.left, right],
    );
    const x = (time) => units(time / unit.seconds);
    drawing.replaceChildren(
      svg(
        "svg",
        {
          width,
          height: HEIGHT,
          viewBox: `0 0 ${width} ${HEIGHT}`,
          role: "img",
          "aria-label": `Accuracy over training time of ${networks.length} networks; see the tables below for the values.`,
        },
        ...valueAxis(y, ticks, text, { left: MARGIN.left, right, bottom }),
        ...timeTicks(units, logarithmic, right - MARGIN.left).map((tick) =>
          below(String(Number(tick.toPrecision(4))), { x: units(tick), y: bottom + 15 }),
        ),
        below(`training time (${unit.name})`, { x: right, y: HEIGHT - 4, "text-anchor": "end" }),
        svg("line", { class: "target", x1: MARGIN.left, x2: right, y1: y(target), y2: y(target) }),
        svg(
          "text",
          { class: "target", x: MARGIN.left + 4, y: y(target) - 4 },
          `target: ${typedPercent(target)}`,
        ),
        ...curves.map(drawn(x)),
      ),
    );
  };

  onWidth(drawing, (available) => {
    width = available;
    draw();
  });
  const scale = h("input", {
    type: "checkbox",
    ...(logarithmic ? { checked: "" } : {}),
    onchange: () => {
      logarithmic = scale.checked;
      draw();
    },
  });
  return h("figure", { class: "chart" }, h("label", { class: "switch" }, scale, "Logarithmic time axis"), drawing);
};
