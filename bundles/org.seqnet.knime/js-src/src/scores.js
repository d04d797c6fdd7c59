import { bars } from "./bars.js";
import { h, note, section, tile, tiles } from "./dom.js";
import { matrix } from "./matrix.js";
import { measures, measuresShape } from "./measures.js";
import { name, shortened } from "./names.js";
import { count, decimal, percent } from "./numbers.js";
import { selecting } from "./selection.js";
import { curvesShape, featuresShape, sequences } from "./sequences.js";
import { maybe, number, optional, picture, text, truth } from "./shape.js";

/** As many characters as fit on two lines under a picture. */
const UNDER_A_PICTURE = 24;
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
  mistakes: [{ row: text, actual: text, predicted: text, confidence: maybe(number), picture: optional(picture), curves: curvesShape }],
  features: featuresShape,
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
    h("div", { class: data.features ? null : "columns" }, pairs(data), mistakes(data)),
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

/** What is shown of the labels of some rows, so that they differ from those of all classes. */
const labels = ({ classes }, rows, most) => {
  const some = rows.flatMap(({ actual, predicted }) => [actual, predicted]);
  return shortened([...classes.map((each) => each.name), ...some], most);
};

const pairs = (data) => {
  const shown = labels(data, data.pairs);
  const label = (full) => h("b", {}, name(full, shown.get(full)));
  const pair = ({ actual, predicted, count: times }) =>
    h(
      "li",
      {},
      h("span", { class: "bar", style: `width:${(100 * times) / data.pairs[0].count}%` }),
      h("span", { class: "label" }, label(actual), " predicted as ", label(predicted)),
      h("span", { class: "number" }, count(times)),
    );
  return data.pairs.length === 0
    ? null
    : section("Most frequent confusions", h("ol", { class: "pairs" }, ...data.pairs.map(pair)));
};

const mistakes = (data) => {
  if (data.mistakes.length === 0) {
    return section("Mistakes", note("All predictions are correct."));
  }
  const sure = data.mistakes.some(({ confidence }) => confidence !== null);
  const { choice, draw } = sequences(data.features);
  const wide = data.mistakes.some(({ curves }) => curves);
  const shown = labels(data, data.mistakes, UNDER_A_PICTURE);
  const rows = shortened(data.mistakes.map(({ row }) => row), UNDER_A_PICTURE);
  const label = (full) => name(full, shown.get(full));
  const mistake = ({ row, actual, predicted, confidence, picture, curves }) => {
    const words = `Row ${row}: ${actual}, predicted as ${predicted}`;
    return h(
      "li",
      {},
      picture ? h("img", { src: picture, alt: words }) : null,
      curves ? draw(curves, words) : null,
      h("span", {}, h("b", {}, label(actual))),
      h("span", {}, "as ", h("b", { class: "wrong" }, label(predicted))),
      h("small", {}, confidence === null ? null : `${percent(confidence)}, `, name(row, rows.get(row))),
    );
  };
  return section(
    sure ? "Most confident mistakes" : "Mistakes",
    sure ? null : note("The first ones; the table has no probability columns “P (label=…)” to sort them by."),
    choice,
    h("ul", { class: `pictures${wide ? " plots" : ""}` }, ...data.mistakes.map(mistake)),
  );
};
