import { chart } from "./chart.js";
import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { grid } from "./grid.js";
import { name, shortened } from "./names.js";
import { amount, count, decimal, percent } from "./numbers.js";
import { outlook, spaced } from "./outlook.js";
import { maybe, number, text, truth } from "./shape.js";

const numbers = [maybe(number)];

export const forecastShape = {
  target: text,
  values: number,
  forecasts: number,
  seriesCount: number,
  several: truth,
  horizon: number,
  period: number,
  guessed: truth,
  nominal: maybe(number),
  methods: [text],
  measures: [{ name: text, values: numbers, bySteps: [numbers] }],
  steps: [number],
  shownForecasts: number,
  series: [
    {
      name: text,
      origins: [
        {
          origin: text,
          history: numbers,
          actual: numbers,
          forecast: numbers,
          lower: maybe(numbers),
          upper: maybe(numbers),
          baselines: [numbers],
          ticks: [{ step: number, text }],
        },
      ],
    },
  ],
};

/** The view of a scorer of forecasts. */
export const forecast = (data) => {
  const head = h("header", {}, h("h1", {}, "Forecast scores"), h("p", {}, "Target: ", name(data.target), `. ${scored(data)}`));
  if (data.forecasts === 0) {
    return [head, note("There is nothing to display.")];
  }
  return data.values > 0
    ? [head, summary(data), pictures(data), bySteps(data), measures(data)]
    : [head, note("No actual value is known yet, so there are no measures."), pictures(data)];
};

const several = (number, word, words = `${word}s`) => `${count(number)} ${number === 1 ? word : words}`;

const scored = ({ values, forecasts, seriesCount, horizon }) =>
  `${several(forecasts, "forecast")} of ${several(seriesCount, "series", "series")}, ` +
  `${several(horizon, "step")} ahead; ${several(values, "value")} scored.`;

const measured = ({ measures }, wanted) => measures.find((measure) => measure.name === wanted)?.values ?? [];

const known = (value) => typeof value === "number";

const summary = (data) => {
  const [mase, ...others] = measured(data, "MASE");
  const best = others.filter(known).length > 0 ? Math.min(...others.filter(known)) : null;
  const [mae] = measured(data, "MAE");
  const [wape] = measured(data, "WAPE");
  const [coverage] = measured(data, "Coverage");
  return tiles(
    tile("MASE", decimal(mase, 3), known(mase) ? "of the network" : "undefined: see the warning"),
    tile("Best baseline", decimal(best, 3), best === null ? null : `MASE, ${data.methods[1 + others.indexOf(best)].toLowerCase()}`),
    known(mase) && best > 0
      ? tile("Network against it", change(mase / best - 1), mase < best ? "smaller error" : "no smaller error")
      : null,
    tile("MAE", amount(mae), "in the target’s unit"),
    tile("WAPE", percent(wape), "of the actual values’ size"),
    data.nominal === null ? null : tile("Coverage", percent(coverage), `expected: ${percent(data.nominal, 0)}`),
  );
};

const change = (share) => `${share > 0 ? "+" : share < 0 ? "−" : ""}${percent(Math.abs(share))}`;

/** A box to choose one of some names. */
const choice = (label, names, first, chosen) => {
  const shown = shortened(names);
  const box = h(
    "select",
    { onchange: () => chosen(Number(box.value)) },
    ...names.map((each, index) =>
      h("option", { value: index, ...(index === first ? { selected: "" } : {}) }, shown.get(each)),
    ),
  );
  return h("label", { class: "chosen" }, label, box);
};

const pictures = (data) => {
  const place = h("div", {});
  const origins = h("span", {});
  const draw = ({ origins }, index) =>
    place.replaceChildren(...origins.slice(index, index + 1).map((origin) => outlook(origin, data.methods)));
  const choose = (index) => {
    const series = data.series[index];
    const last = Math.max(0, series.origins.length - 1);
    const words = series.origins.map(({ origin }) => spaced(origin));
    origins.replaceChildren(words.length > 1 ? choice("Origin", words, last, (origin) => draw(series, origin)) : "");
    draw(series, last);
  };
  if (data.series.length > 0) {
    choose(0);
  }
  const names = data.series.map((series) => series.name);
  return section(
    "Forecasts",
    h("div", { class: "pick" }, data.several && names.length > 1 ? choice("Series", names, 0, choose) : null, origins),
    place,
    data.shownForecasts < data.forecasts
      ? note(
          `${count(data.shownForecasts)} of ${several(data.forecasts, "forecast")} can be displayed` +
            (data.series.length < data.seriesCount ? `: the last ones of the first ${several(data.series.length, "series", "series")}.` : ": the last ones."),
        )
      : null,
  );
};

const bySteps = (data) => {
  const place = h("div", {});
  const shown = data.measures.filter(({ bySteps }) => bySteps.some((values) => values.some(known)));
  const draw = (index) => {
    const measure = shown[index];
    place.replaceChildren(
      chart({
        title: measure.name,
        words: `${measure.name} of ${data.methods.length} methods by step ahead; see the node’s second output for the values.`,
        curves: data.methods.map((method, i) => ({
          name: method,
          points: data.steps.map((x, step) => ({ x, y: measure.bySteps[i]?.[step] ?? null })),
        })),
        x: { label: "steps ahead", ...(data.horizon === 1 ? { domain: [0, 2] } : {}), format: () => (step) => (Number.isInteger(step) ? String(step) : "") },
        y: { label: "" },
      }),
    );
  };
  if (shown.length === 0) {
    return null;
  }
  const first = Math.max(0, shown.findIndex((measure) => measure.name === "MASE"));
  draw(first);
  return section(
    "Errors by step ahead",
    h("div", { class: "pick" }, choice("Measure", shown.map((measure) => measure.name), first, draw)),
    place,
    data.steps.length < data.horizon ? note(`${count(data.steps.length)} of ${count(data.horizon)} steps are plotted.`) : null,
  );
};

const share = (value) => percent(value, 2);
const WRITTEN = new Map([
  ["MAE", amount],
  ["RMSE", amount],
  ["Pinball loss", amount],
  ["sMAPE", share],
  ["WAPE", share],
  ["Coverage", share],
]);

const measures = (data) => {
  const written = ({ name, values }, method) => (WRITTEN.get(name) ?? decimal)(values[method]);
  return section(
    "Measures",
    h(
      "div",
      { class: "tight" },
      scroller(
        "Measures",
        grid(
          ["Measure", ...data.methods],
          data.measures.map((measure) => [h("b", {}, measure.name), ...data.methods.map((_, i) => written(measure, i))]),
        ),
      ),
    ),
    note(
      (data.period === 1
        ? "No season: MASE divides by the mean absolute difference of neighboring values"
        : `Seasonal period: ${several(data.period, "time step")}; MASE divides by the mean absolute difference of values one period apart`) +
        " in the history up to the origin. MAE, RMSE and pinball loss are in the target’s unit.",
    ),
    data.guessed ? note("The period follows from the time step; set another one in the node’s dialog.") : null,
  );
};
