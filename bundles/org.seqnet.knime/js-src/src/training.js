import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { facts, factsShape } from "./facts.js";
import { lineChart } from "./lines.js";
import { amount, count, counts, decimal, decimals, known, percent, percents, rate, seconds } from "./numbers.js";
import { rateTest, rateTestShape, short } from "./ratetest.js";
import { maybe, number, optional, text, truth } from "./shape.js";

/** A table of more rows takes too long to lay out. */
const MOST_TABLE_ROWS = 1000;

const share = (value) => percent(value, 2);

/** What is measured beside the loss: {name, key, checkKey, short, text, format}; the first one is the main one. */
const OF_LABELS = [
  {
    name: "accuracy",
    short: "accuracy",
    key: "accuracy",
    checkKey: "validationAccuracy",
    text: share,
    format: percents,
  },
];
const OF_VALUES = [
  { name: "R²", short: "R²", key: "accuracy", checkKey: "validationAccuracy", text: (value) => decimal(value), format: decimals },
  {
    name: "mean absolute error",
    short: "MAE",
    key: "absolute",
    checkKey: "validationAbsolute",
    text: amount,
    format: decimals,
    floor: 0,
  },
  {
    name: "root mean squared error",
    short: "RMSE",
    key: "squared",
    checkKey: "validationSquared",
    text: amount,
    format: decimals,
    floor: 0,
  },
];

const measures = (rows) => (rows.some((row) => known(row.absolute)) ? OF_VALUES : OF_LABELS);

const begun = (name) => name[0].toUpperCase() + name.slice(1);

const epochShape = {
  epoch: number,
  loss: maybe(number),
  accuracy: maybe(number),
  seconds: maybe(number),
  speed: maybe(number),
  rate: optional(number),
  validationLoss: maybe(number),
  validationAccuracy: maybe(number),
  absolute: optional(number),
  squared: optional(number),
  validationAbsolute: optional(number),
  validationSquared: optional(number),
};

export const trainingShape = {
  title: text,
  outcome: text,
  epochsRun: number,
  bestEpoch: number,
  keptEpoch: maybe(number),
  fraction: optional(number),
  keptFor: optional(text),
  averaged: optional(truth),
  seconds: number,
  epochs: [epochShape],
  rateTest: optional(rateTestShape),
  facts: factsShape,
};

/** The view of a learner. */
export const training = (data) => {
  const rows = data.epochs.map((row) => ({ ...row, rate: row.rate ?? null }));
  const bar = data.fraction === undefined ? [] : [h("progress", { value: data.fraction, "aria-label": "Training" })];
  const head = h("header", {}, h("h1", {}, data.title), h("p", {}, data.outcome), ...bar);
  const trained = data.facts.length > 0 ? section("Details", facts(data.facts)) : null;
  if (rows.length === 0) {
    const none = data.keptEpoch === null ? "No epoch has been completed." : "The network has no training history.";
    return [head, note(none), trained];
  }
  const checked = rows.some((row) => row.validationLoss !== null || row.validationAccuracy !== null);
  const kept = rows.find((row) => row.epoch === data.keptEpoch) ?? rows[rows.length - 1];
  return [head, summary(data, kept, checked), history(data, rows, kept, checked), trained, table(data, rows, checked)];
};

const summary = (data, kept, checked) => {
  const speeds = data.epochs.map((row) => row.speed).filter((speed) => speed !== null);
  const lowest = data.epochs.find((row) => row.epoch === data.bestEpoch);
  const [main, ...others] = measures(data.epochs);
  const speed = speeds.reduce((sum, value) => sum + value, 0) / speeds.length;
  return tiles(
    data.keptEpoch === null
      ? tile("Latest epoch", count(kept.epoch))
      : tile("Network kept", `epoch ${count(data.keptEpoch)}`, keptAs(data)),
    checked
      ? tile(
          `Validation ${main.name}`,
          main.text(kept[main.checkKey]),
          [...figures(others, kept, "checkKey"), `loss ${decimal(kept.validationLoss)}`].join(", "),
        )
      : null,
    tile(`Training ${main.name}`, main.text(kept[main.key]), [...figures(others, kept, "key"), `loss ${decimal(kept.loss)}`].join(", ")),
    tile(
      checked ? "Lowest validation loss" : "Lowest training loss",
      decimal(lowest && (lowest.validationLoss ?? lowest.loss)),
      `in epoch ${count(data.bestEpoch)}`,
    ),
    tile("Training time", seconds(data.seconds), `${rate(speed)} samples/s`),
  );
};

/** The figures of an epoch in words. */
const figures = (measured, row, key) => measured.map((measure) => `${measure.short} ${measure.text(row[measure[key]])}`);

const keptAs = ({ epochsRun, keptFor, averaged }) =>
  [`of ${count(epochsRun)}`, ...(keptFor ? [keptFor] : []), ...(averaged ? ["averaged weights"] : [])].join(", ");

const history = (data, rows, kept, checked) => {
  const both = (key, checkKey) => [
    { key, name: "training" },
    ...(checked ? [{ key: checkKey, name: "validation" }] : []),
  ];
  const one = (key) => [{ key, name: key }];
  const measured = measures(rows);
  const words = (row, key) => figures(measured, row, key).join(", ");
  const marks = data.keptEpoch === null ? [] : [{ epoch: data.keptEpoch, name: `kept: ${data.keptEpoch}` }];
  const lowest =
    data.keptEpoch === data.bestEpoch ? [] : [{ epoch: data.bestEpoch, name: `lowest: ${data.bestEpoch}` }];
  const pick = (epoch) => choose(nearest(rows, epoch));
  const charts = [
    { title: "Loss", series: both("loss", "validationLoss"), marks: [...marks, ...lowest], format: decimals, floor: 0 },
    ...measured.map((measure) => ({
      title: begun(measure.name),
      series: both(measure.key, measure.checkKey),
      marks,
      format: measure.format,
      floor: measure.floor,
    })),
    { title: "Seconds per epoch", series: one("seconds"), format: counts, floor: 0 },
    { title: "Samples per second", series: one("speed"), format: counts, floor: 0 },
    ...(changes(rows) ? [{ title: "Learning rate", series: one("rate"), format: decimals, floor: 0 }] : []),
  ].map((chart) => lineChart({ ...chart, rows, pick }));

  const readout = h("output", { for: "epoch" });
  const slider = h("input", {
    id: "epoch",
    type: "range",
    min: 0,
    max: rows.length - 1,
    oninput: () => choose(Number(slider.value)),
  });
  const choose = (index) => {
    const row = rows[index];
    slider.value = index;
    slider.setAttribute("aria-valuetext", `epoch ${row.epoch}`);
    readout.textContent = [
      `epoch ${row.epoch}: loss ${decimal(row.loss)}, ${words(row, "key")}`,
      ...(checked ? [`validation loss ${decimal(row.validationLoss)}, ${words(row, "checkKey")}`] : []),
      `${seconds(row.seconds)}, ${rate(row.speed)} samples/s`,
      ...(changes(rows) && row.rate !== null ? [`learning rate ${short(row.rate)}`] : []),
    ].join("; ");
    charts.forEach((chart) => chart.point(row.epoch));
  };
  choose(rows.indexOf(kept));
  return section(
    "Training history",
    h("div", { class: "pick" }, rows.length > 1 ? [h("label", { for: "epoch" }, "Epoch"), slider] : [], readout),
    h(
      "div",
      { class: "charts" },
      ...charts.map((chart) => chart.figure),
      ...(data.rateTest && data.rateTest.points.length > 0 ? [rateTest(data.rateTest)] : []),
    ),
    data.epochsRun > rows.length
      ? note(`${count(rows.length)} of ${count(data.epochsRun)} epochs are plotted; see the history table for all.`)
      : null,
  );
};

/** Says whether the learning rate changes from epoch to epoch. */
const changes = (rows) => new Set(rows.map((row) => row.rate)).size > 1;

const nearest = (rows, epoch) =>
  rows.reduce((best, row, i) => (Math.abs(row.epoch - epoch) < Math.abs(rows[best].epoch - epoch) ? i : best), 0);

const table = (data, rows, checked) => {
  const measured = measures(rows);
  const columns = [
    ["Loss", (row) => decimal(row.loss)],
    ...measured.map(({ short, key, text }) => [begun(short), (row) => text(row[key])]),
    ...(checked
      ? [
          ["Validation loss", (row) => decimal(row.validationLoss)],
          ...measured.map(({ short, checkKey, text }) => [`Validation ${short}`, (row) => text(row[checkKey])]),
        ]
      : []),
    ["Seconds", (row) => decimal(row.seconds, 2)],
    ["Samples/s", (row) => rate(row.speed)],
    ...(changes(rows) ? [["Learning rate", (row) => (row.rate === null ? decimal(null) : short(row.rate))]] : []),
  ];
  const body = rows.slice(0, MOST_TABLE_ROWS).map((row) =>
    h(
      "tr",
      { class: row.epoch === data.keptEpoch ? "kept" : null },
      h("th", { scope: "row" }, String(row.epoch)),
      ...columns.map(([, text]) => h("td", {}, text(row))),
    ),
  );
  const head = ["Epoch", ...columns.map(([name]) => name)].map((name) => h("th", { scope: "col" }, name));
  return h(
    "details",
    {},
    h("summary", {}, "Training history as a table"),
    scroller(
      "Training history",
      h("table", { class: "history" }, h("thead", {}, h("tr", {}, ...head)), h("tbody", {}, ...body)),
    ),
    rows.length > MOST_TABLE_ROWS
      ? note(`The first ${count(MOST_TABLE_ROWS)} epochs; see the node’s second output for all.`)
      : null,
  );
};
