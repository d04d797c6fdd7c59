import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { below, valueAxis } from "./axes.js";
import { h, note, onWidth, svg } from "./dom.js";
import { amount, decimals } from "./numbers.js";
import { color, marker, sample, stroke } from "./series.js";

const HEIGHT = 320;
const MARGIN = { top: 14, right: 18, bottom: 36, left: 58 };
/** Fewer values get markers: a line through one value is no line. */
const FEW = 3;
const CHARACTER = 6.5;
/** Between texts under the axis, in pixels. */
const GAP = 14;

const TIME = /^([+-]?\d{4,}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?)/;

/** A time for readers. */
export const spaced = (text) => text.replace(/T(?=\d)/, " ");

/** Times of one axis as short as they can be. */
const brief = (texts) => {
  const times = texts.map((text) => TIME.exec(text));
  if (times.length < 2 || times.some((time) => time === null)) return texts;
  const same = (part) => times.every((time) => time[part] === times[0][part]);
  if (same(2)) return times.map((time) => time[1]);
  return times.map((time) => (same(1) ? time[2] : `${time[1].slice(-5)} ${time[2]}`));
};

/** The steps before and behind the origin to which values belong, with the values; the last of the past is step 0. */
const steps = (values, first) => values.map((value, i) => ({ step: first + i, value }));

const known = ({ value }) => value !== null;

/**
 * Draws a forecast: the history before its origin, what came, the forecast with its band, and the baselines.
 *
 * @param methods the names of the network and the baselines
 */
export const outlook = (data, methods) => {
  const past = steps(data.history, 1 - data.history.length);
  const came = [...past.slice(-1), ...steps(data.actual, 1)];
  const forecasts = [data.forecast, ...data.baselines].map((values) => steps(values, 1));
  const band =
    data.lower === null || data.upper === null
      ? []
      : steps(data.lower, 1).map(({ step, value }, i) => ({ step, lower: value, upper: data.upper[i] ?? null }));
  const values = [...past, ...came, ...forecasts.flat()].filter(known).map(({ value }) => value);
  const bounds = band.flatMap(({ lower, upper }) => [lower, upper]).filter((value) => value !== null);
  const drawing = h("div", { class: "drawing high" });
  const figure = h("figure", { class: "chart" }, drawing);
  if (values.length === 0) {
    drawing.append(note("There are no values to display."));
    return figure;
  }
  const horizon = data.forecast.length;
  const least = Math.min(...values, ...bounds);
  const most = Math.max(...values, ...bounds);
  const margin = most > least ? 0 : Math.abs(most) * 0.1 || 1;
  const bottom = HEIGHT - MARGIN.bottom;
  const y = scaleLinear([least - margin, most + margin], [bottom, MARGIN.top]).nice(5);
  const ticks = y.ticks(5);
  const format = decimals(ticks);
  const readout = h("p", { class: "readout" });
  const last = past[0]?.step ?? 0;

  const tell = (step) => {
    const at = (list) => amount(list.find((each) => each.step === step)?.value ?? null);
    const limits = band.find((each) => each.step === step);
    readout.textContent =
      step <= 0
        ? `${step === 0 ? `Origin, ${spaced(data.origin)}` : `${-step} before the origin`}: ${at(past)}`
        : [
            `${step} ahead: actual ${at(came)}`,
            ...methods.map((method, i) => `${method.toLowerCase()} ${at(forecasts[i] ?? [])}`),
            ...(limits ? [`band ${amount(limits.lower)} to ${amount(limits.upper)}`] : []),
          ].join("; ");
  };

  onWidth(drawing, (width) => {
    const right = width - MARGIN.right;
    const x = scaleLinear([last, Math.max(horizon, last + 1)], [MARGIN.left, right]);
    const path = (list) =>
      line()
        .defined(known)
        .x(({ step }) => x(step))
        .y(({ value }) => y(value))(list) ?? "";
    const dots = (list) =>
      list.length <= FEW + 1
        ? list.filter(known).map(({ step, value }) => svg("circle", { class: "observed-dot", cx: x(step), cy: y(value), r: 2.5 }))
        : [];
    const forecast = (list, index) => [
      stroke(index, path(list)),
      ...(horizon <= FEW ? list.filter(known).map(({ step, value }) => marker(index, x(step), y(value))) : []),
    ];
    const cursor = svg("line", { class: "cursor", y1: MARGIN.top, y2: bottom, x1: x(0), x2: x(0) });
    const point = ({ offsetX }) => {
      const step = Math.round(Math.min(horizon, Math.max(last, x.invert(offsetX))));
      cursor.setAttribute("x1", x(step));
      cursor.setAttribute("x2", x(step));
      tell(step);
    };
    drawing.replaceChildren(
      svg(
        "svg",
        {
          class: "outlook",
          width,
          height: HEIGHT,
          viewBox: `0 0 ${width} ${HEIGHT}`,
          role: "img",
          "aria-label": `Forecast of ${horizon} steps from ${data.origin}, with the history, the actual values and the baselines.`,
          onpointermove: point,
        },
        ...valueAxis(y, ticks, format, { left: MARGIN.left, right, bottom }),
        ...times(data.ticks, x, right, bottom),
        svg("path", {
          class: `band ${color(0)}`,
          d:
            area()
              .defined(({ lower, upper }) => lower !== null && upper !== null)
              .x(({ step }) => x(step))
              .y0(({ lower }) => y(lower))
              .y1(({ upper }) => y(upper))(band) ?? "",
        }),
        svg("line", { class: "origin", x1: x(0), x2: x(0), y1: MARGIN.top, y2: bottom }),
        ...forecasts.slice(1).flatMap((list, i) => forecast(list, 1 + i)),
        svg("g", { class: "strong" }, ...forecast(forecasts[0], 0)),
        svg("path", { class: "observed", d: path(past) }),
        svg("path", { class: "observed", d: path(came) }),
        ...dots(past),
        ...dots(came),
        cursor,
      ),
    );
  });
  tell(0);
  figure.append(key(methods, horizon <= FEW, band.length > 0), readout);
  return figure;
};

/** The times under the axis, as many as have room. */
const times = (ticks, x, right, bottom) => {
  const texts = brief(ticks.map(({ text }) => text));
  let free = 0;
  return ticks.flatMap(({ step }, i) => {
    const half = (texts[i].length * CHARACTER) / 2;
    const at = x(step);
    if (at - half < free || at + half > right + MARGIN.right) return [];
    free = at + half + GAP;
    return [below(texts[i], { x: at, y: bottom + 15 })];
  });
};

const observed = () =>
  svg("svg", { class: "sample", viewBox: "0 0 30 12", "aria-hidden": "true" }, svg("path", { class: "observed", d: "M0 6H30" }));

const key = (methods, hasMarkers, hasBand) =>
  h(
    "ul",
    { class: "legend" },
    h("li", {}, observed(), "History and actual values"),
    ...methods.map((method, index) => h("li", {}, sample(index, hasMarkers), method)),
    hasBand
      ? h(
          "li",
          {},
          svg("svg", { class: "sample", viewBox: "0 0 30 12", "aria-hidden": "true" }, svg("path", { class: `band ${color(0)}`, d: "M0 0H30V12H0z" })),
          "Lowest to highest quantile",
        )
      : null,
  );
