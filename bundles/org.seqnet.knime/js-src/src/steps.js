import { bars } from "./bars.js";
import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { grid } from "./grid.js";
import { matrix } from "./matrix.js";
import { name, named, shortened } from "./names.js";
import { count, decimal, percent } from "./numbers.js";
import { color, COLORS } from "./series.js";
import { maybe, number, text } from "./shape.js";

export const stepsShape = {
  sequences: number,
  skippedSequences: number,
  skippedSteps: number,
  rows: number,
  correct: number,
  accuracy: maybe(number),
  kappa: maybe(number),
  editScore: maybe(number),
  segments: [{ threshold: number, precision: maybe(number), recall: maybe(number), f: maybe(number) }],
  classCount: number,
  classes: [{ name: text, rows: number, precision: maybe(number), recall: maybe(number), f: maybe(number) }],
  counts: maybe([[number]]),
  timelines: [{ row: text, steps: number, shown: number, actual: [number], predicted: [number] }],
};

/** A matrix of more classes takes the whole width. */
const BESIDE = 12;

/** The view of a scorer of labels per time step. */
export const steps = (data) => {
  const head = h("header", {}, h("h1", {}, "Step label scores"), h("p", {}, scored(data)));
  if (data.rows === 0) {
    return [head, note("There is nothing to display.")];
  }
  return [
    head,
    tiles(
      tile("Accuracy", percent(data.accuracy, 2), `${count(data.correct)} of ${count(data.rows)} steps correct`),
      ...data.segments.map(({ threshold, f }) => tile(`F1@${Math.round(100 * threshold)}`, decimal(f), "of segments")),
      tile("Edit score", decimal(data.editScore), "order of segments"),
      tile("Cohen’s kappa", decimal(data.kappa), "agreement beyond chance"),
    ),
    timelines(data),
    h("div", { class: data.classCount > BESIDE ? null : "columns matrix-first" }, confusion(data), classes(data)),
    segments(data),
  ];
};

const scored = ({ rows, sequences, skippedSequences, skippedSteps }) =>
  `${count(rows)} ${rows === 1 ? "time step" : "time steps"} of ${count(sequences)} ${sequences === 1 ? "sequence" : "sequences"} scored.` +
  (skippedSequences > 0 ? ` ${count(skippedSequences)} ${skippedSequences === 1 ? "sequence was" : "sequences were"} skipped.` : "") +
  (skippedSteps > 0 ? ` ${count(skippedSteps)} ${skippedSteps === 1 ? "time step was" : "time steps were"} skipped.` : "");

/** Class, first step and end of each segment, one after another. */
const runs = (flat) => Array.from({ length: Math.floor(flat.length / 3) }, (_, i) => flat.slice(3 * i, 3 * i + 3));

const strip = (data, flat, shown, label) =>
  h(
    "div",
    { class: "strip", role: "img", "aria-label": label },
    ...runs(flat).map(([label, from, to]) =>
      h("span", {
        class: color(label),
        style: `left:${(100 * from) / shown}%;width:${(100 * (to - from)) / shown}%`,
        "data-full": `${data.classes[label]?.name ?? `class ${label + 1}`}: ${from + 1 === to ? `step ${to}` : `steps ${from + 1} to ${to}`}`,
      }),
    ),
  );

const timelines = (data) => {
  const rows = shortened(data.timelines.map(({ row }) => row), 32);
  const used = [...new Set(data.timelines.flatMap(({ actual, predicted }) => runs([...actual, ...predicted]).map(([label]) => label)))]
    .filter((label) => label < data.classes.length)
    .sort((a, b) => a - b);
  const timeline = ({ row, steps, shown, actual, predicted }) =>
    h(
      "li",
      {},
      h("div", {}, h("b", {}, name(row, rows.get(row))), h("small", {}, ` ${shown < steps ? `first ${count(shown)} of ${count(steps)}` : count(steps)} steps`)),
      h("div", { class: "strips" }, h("small", {}, "Actual"), strip(data, actual, shown, `Actual labels of ${row}`), h("small", {}, "Predicted"), strip(data, predicted, shown, `Predicted labels of ${row}`)),
    );
  return section(
    "Timelines",
    note(
      (data.sequences > data.timelines.length ? `The first ${count(data.timelines.length)} of ${count(data.sequences)} sequences. ` : "") +
        "Gaps: the label is missing." +
        (data.classCount > COLORS ? " Colors repeat; point at a segment to see its label." : ""),
    ),
    h(
      "ul",
      { class: "legend" },
      ...named(used.map((label) => data.classes[label].name)).map((name, i) =>
        h("li", {}, h("span", { class: `swatch ${color(used[i])} solid` }), name),
      ),
    ),
    h("ul", { class: "timelines" }, ...data.timelines.map(timeline)),
  );
};

const confusion = (data) =>
  section(
    "Confusion matrix",
    data.counts
      ? matrix(data.classes, data.counts, "time steps")
      : note(`A matrix of ${count(data.classCount)} labels is too large to display; see the node’s first output.`),
  );

const classes = (data) =>
  bars({
    title: "Labels of time steps",
    kind: "Label",
    items: data.classes,
    shares: [
      ["precision", "Precision", "the share of the steps predicted to have this label that are correct"],
      ["recall", "Recall", "the share of the steps with this label that are predicted correctly"],
      ["f", "F1", "harmonic mean of precision and recall"],
    ],
    counts: [["rows", "Steps", "the number of steps with this label"]],
    more:
      data.classCount > data.classes.length
        ? `The first ${count(data.classes.length)} of ${count(data.classCount)} labels; see the node’s second output for all.`
        : null,
  });

const segments = (data) =>
  section(
    "Segments",
    h(
      "div",
      { class: "tight" },
      scroller(
        "Measures of segments",
        grid(
          ["Least overlap", "Precision", "Recall", "F1"],
          data.segments.map(({ threshold, precision, recall, f }) => [
            percent(threshold, 0),
            decimal(precision),
            decimal(recall),
            h("b", {}, decimal(f)),
          ]),
        ),
      ),
    ),
    note("Overlap of a predicted with an actual segment: intersection over union of their time steps."),
  );
