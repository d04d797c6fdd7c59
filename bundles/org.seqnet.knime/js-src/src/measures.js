import { chart } from "./chart.js";
import { h, note, scroller, section } from "./dom.js";
import { grid } from "./grid.js";
import { intervals } from "./intervals.js";
import { count, decimal, percent } from "./numbers.js";
import { maybe, number, text, truth } from "./shape.js";

const estimateShape = { name: text, value: maybe(number), lower: maybe(number), upper: maybe(number) };
const point = (value) => Array.isArray(value) && value.length === 2 && value.every(number);

export const measuresShape = {
  baseline: number,
  samples: number,
  notes: [text],
  overall: [{ ...estimateShape, meaning: text, share: truth }],
  positive: maybe({ name: text, figures: [estimateShape] }),
  curves: maybe({
    of: number,
    classes: [
      { name: text, roc: [point], rocArea: maybe(number), precisionRecall: [point], averagePrecision: maybe(number) },
    ],
    mean: maybe({ roc: [point], precisionRecall: [point] }),
  }),
  calibration: [{ confidence: number, accuracy: number, lower: number, upper: number, rows: number }],
};

/** What a scorer measures beyond counts: measures with their intervals, and beside them curves and calibration. */
export const measures = (data) =>
  h(
    "div",
    { class: "columns" },
    h("section", {}, ...overall(data), ...(data.positive ? positive(data.positive) : [])),
    data.curves || data.calibration.length > 0 ? curves(data) : null,
  );

const curves = (data) =>
  section("Curves by probability", h("div", { class: "charts" }, ...rates(data), calibration(data)), hint(data));

const table = (label, heading, rows) =>
  h("div", { class: "tight" }, scroller(label, grid([heading, "Value", "95% interval"], rows)));

const plot = intervals(0, 1, (value) => decimal(value));

const row = (name, { value, lower, upper }, drawn) => [
  name,
  h("b", {}, decimal(value)),
  lower === null || upper === null
    ? ""
    : [drawn ? plot(value, lower, upper) : null, h("small", {}, `${decimal(lower)} to ${decimal(upper)}`)],
];

const named = (name, words) => [h("b", {}, name), h("small", {}, words)];

const inside = ({ lower, upper }) => lower >= 0 && upper <= 1;

const overall = ({ overall, notes, samples }) => [
  h("h2", {}, "Measures"),
  table(
    "Measures",
    "Measure",
    overall.map((each) => row(named(each.name, each.meaning), each, each.share && inside(each))),
  ),
  ...notes.map(note),
  note(
    `95% interval of ${count(samples)} bootstrap samples: the plausible range of the measure for other rows of the same kind. Axis from 0 to 1.`,
  ),
];

const positive = ({ name, figures }) => [
  h("h2", {}, `Positive class: ${name}`),
  table(
    "Measures of the positive class",
    "Measure",
    figures.map((each) => row(h("b", {}, each.name), each, inside(each))),
  ),
];

const SHARE = { domain: [0, 1] };
const DIAGONAL = { from: { x: 0, y: 0 }, to: { x: 1, y: 1 } };
const places = (points) => points.map(([x, y]) => ({ x, y }));

/** Precision holds from one recall down to the one before: steps, not slopes. */
const steps = (points) => {
  let last = 0;
  return points.flatMap(([x, y]) => {
    const step = x === last ? [{ x, y }] : [{ x: last, y }, { x, y }];
    last = x;
    return step;
  });
};

const rates = ({ curves }) => {
  if (curves === null) {
    return [];
  }
  const { classes, mean, of } = curves;
  const all = `mean of ${count(of)} classes`;
  const lines = (key, area, place) => [
    ...classes.map((each) => ({ name: `${each.name}: ${decimal(each[area], 3)}`, points: place(each[key]) })),
    ...(mean ? [{ name: all, points: place(mean[key]) }] : []),
  ];
  const words = (kind) => `${kind} of ${classes.map(({ name }) => name).join(", ")}${mean ? ` and the ${all}` : ""}`;
  return [
    chart({
      title: "ROC curve: area",
      words: words("ROC curve"),
      curves: lines("roc", "rocArea", places),
      x: { ...SHARE, label: "false positive rate" },
      y: { ...SHARE, label: "recall" },
      guides: [DIAGONAL],
    }),
    chart({
      title: "Precision-recall curve: average precision",
      words: words("Precision-recall curve"),
      curves: lines("precisionRecall", "averagePrecision", steps),
      x: { ...SHARE, label: "recall" },
      y: { ...SHARE, label: "precision" },
    }),
  ];
};

const calibration = ({ calibration: bins }) =>
  bins.length === 0
    ? null
    : chart({
        title: "Calibration: accuracy by confidence",
        words: `Accuracy by confidence: ${bins.map((bin) => `${percent(bin.accuracy)} of ${count(bin.rows)} rows with confidence ${percent(bin.confidence)}`).join(", ")}`,
        curves: [{ name: "accuracy", points: bins.map(({ confidence, accuracy }) => ({ x: confidence, y: accuracy })) }],
        x: { ...SHARE, label: "confidence" },
        y: { ...SHARE, label: "accuracy" },
        guides: [
          DIAGONAL,
          ...bins.map(({ confidence: x, lower, upper }) => ({ from: { x, y: lower }, to: { x, y: upper } })),
        ],
      });

const hint = ({ curves, calibration, positive }) =>
  note(
    [
      curves?.mean
        ? positive && curves.classes.length === 1
          ? "The positive class and the mean of all classes."
          : `The ${count(curves.classes.length)} classes with the lowest average precision, and the mean of all ${count(curves.of)}.`
        : "",
      curves ? "Diagonal of the ROC curve: guessing." : "",
      calibration.length > 0
        ? "Calibration: on the diagonal, the confidence is right; below it, the predictions are too confident. Vertical lines: 95% intervals."
        : "",
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
  );
