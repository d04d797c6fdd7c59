import { bars } from "./bars.js";
import { h, note, section, tile, tiles } from "./dom.js";
import { matrix } from "./matrix.js";
import { measures, measuresShape } from "./measures.js";
import { count, decimal, percent } from "./numbers.js";
import { selecting } from "./selection.js";
import { maybe, number, optional, picture, text, truth } from "./shape.js";

/** A matrix of more classes takes the whole width. */
const BESIDE = 12;

export const scoresShape = {
  rows: number,
  skipped: number,
  correct: number,
  accuracy: maybe(number),
  error: maybe(number),
  kappa: maybe(number),
  classCount: number,
  classes: [
    {
      name: text,
      rows: number,
      precision: maybe(number),
      recall: maybe(number),
      f: maybe(number),
      rocArea: optional(number),
      averagePrecision: optional(number),
    },
  ],
  counts: maybe([[number]]),
  pairs: [{ actual: text, predicted: text, count: number }],
  measures: optional(measuresShape),
  selectable: optional(truth),
  mistakes: [{ row: text, actual: text, predicted: text, confidence: maybe(number), picture: maybe(picture) }],
};

/** The view of a scorer. */
export const scores = (data) => {
  const head = h("header", {}, h("h1", {}, "Prediction scores"), h("p", {}, scored(data)));
  if (data.rows === 0) {
    return [head, note("There is nothing to display.")];
  }
  return [
    head,
    tiles(
      tile("Accuracy", percent(data.accuracy, 2), `${count(data.correct)} of ${count(data.rows)} correct`),
      data.measures ? tile("Baseline", percent(data.measures.baseline, 2), "always predicting the most frequent class") : null,
      tile("Error", percent(data.error, 2), `${count(data.rows - data.correct)} wrong`),
      tile("Cohen’s kappa", decimal(data.kappa), "agreement beyond chance"),
      tile("Classes", count(data.classCount)),
    ),
    h("div", { class: data.classCount > BESIDE ? null : "columns matrix-first" }, confusion(data), classes(data)),
    data.measures ? measures(data.measures) : null,
    h("div", { class: "columns" }, pairs(data), mistakes(data)),
  ];
};

const scored = ({ rows, skipped }) =>
  `${count(rows)} ${rows === 1 ? "row was" : "rows were"} scored.` +
  (skipped > 0 ? ` ${count(skipped)} ${skipped === 1 ? "was" : "were"} skipped because the actual or predicted class is missing.` : "");

const confusion = (data) =>
  section(
    "Confusion matrix",
    data.counts
      ? confusionMatrix(data)
      : note(
          `A matrix of ${count(data.classCount)} classes is too large to display; see the node’s first output. The most frequent confusions are listed below.`,
        ),
  );

const confusionMatrix = ({ classes, counts, selectable }) => {
  const drawn = matrix(classes, counts);
  return selectable
    ? selecting(
        drawn,
        (actual, predicted) =>
          `${count(counts[actual][predicted])} rows of ${classes[actual].name} predicted as ${classes[predicted].name}`,
      )
    : drawn;
};

const known = (data, key) => data.classes.some((each) => typeof each[key] === "number");

const shares = (data) => [
  ["precision", "Precision", "the share of the rows predicted as this class that are correct"],
  ["recall", "Recall", "the share of the rows of this class that are predicted correctly"],
  ["f", "F1", "harmonic mean of precision and recall"],
  ...(known(data, "rocArea") ? [["rocArea", "AUC", "area under the ROC curve", "wide"]] : []),
  ...(known(data, "averagePrecision") ? [["averagePrecision", "AP", "average precision", "wide"]] : []),
];

const classes = (data) =>
  bars({
    title: "Classes",
    kind: "Class",
    items: data.classes,
    shares: shares(data),
    counts: [["rows", "Rows", "the number of rows of this class"]],
    more:
      data.classCount > data.classes.length
        ? `The first ${count(data.classes.length)} of ${count(data.classCount)} classes; see the node’s second output for all.`
        : null,
  });

const pairs = (data) =>
  data.pairs.length === 0
    ? null
    : section(
        "Most frequent confusions",
        h(
          "ol",
          { class: "pairs" },
          ...data.pairs.map(({ actual, predicted, count: times }) =>
            h(
              "li",
              {},
              h("span", { class: "bar", style: `width:${(100 * times) / data.pairs[0].count}%` }),
              h("span", { class: "label" }, h("b", {}, actual), " predicted as ", h("b", {}, predicted)),
              h("span", { class: "number" }, count(times)),
            ),
          ),
        ),
      );

const mistakes = (data) => {
  if (data.mistakes.length === 0) {
    return section("Mistakes", note("All predictions are correct."));
  }
  const sure = data.mistakes.some(({ confidence }) => confidence !== null);
  return section(
    sure ? "Most confident mistakes" : "Mistakes",
    sure ? null : note("The first ones; the table has no probability columns “P (label=…)” to sort them by."),
    h("ul", { class: "pictures" }, ...data.mistakes.map(mistake)),
  );
};

const mistake = ({ row, actual, predicted, confidence, picture }) =>
  h(
    "li",
    { title: row },
    picture ? h("img", { src: picture, alt: `Row ${row}: ${actual}, predicted as ${predicted}` }) : null,
    h("span", { title: actual }, h("b", {}, actual)),
    h("span", { title: predicted }, "as ", h("b", { class: "wrong" }, predicted)),
    h("small", {}, confidence === null ? row : picture ? percent(confidence) : `${percent(confidence)}, ${row}`),
  );
