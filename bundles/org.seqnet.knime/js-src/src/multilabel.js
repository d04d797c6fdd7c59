import { bars } from "./bars.js";
import { together, togetherShape } from "./cooccurrence.js";
import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { grid } from "./grid.js";
import { intervals } from "./intervals.js";
import { name, shortened } from "./names.js";
import { count, decimal } from "./numbers.js";
import { curvesShape, featuresShape, sequences } from "./sequences.js";
import { maybe, number, optional, picture, text } from "./shape.js";

const estimateShape = { value: maybe(number), lower: maybe(number), upper: maybe(number) };
const namesShape = { count: number, labels: [{ name: text }] };

export const multilabelShape = {
  rows: number,
  skipped: number,
  predicted: text,
  compared: text,
  labelCount: number,
  measures: [
    { ...estimateShape, name: text, meaning: text, compared: maybe(number), difference: maybe(estimateShape) },
  ],
  labels: [
    {
      name: text,
      actual: number,
      predicted: number,
      precision: maybe(number),
      recall: maybe(number),
      f: maybe(number),
      averagePrecision: maybe(number),
    },
  ],
  together: togetherShape,
  wrongRows: number,
  worst: [
    {
      row: text,
      wrong: number,
      correct: namesShape,
      missed: namesShape,
      invented: namesShape,
      picture: optional(picture),
      curves: curvesShape,
    },
  ],
  features: featuresShape,
};

/** The view of a scorer of several labels. */
export const multilabel = (data) => {
  const head = h("header", {}, h("h1", {}, "Multi-label scores"), h("p", {}, scored(data)));
  if (data.rows === 0) {
    return [head, note("There is nothing to display.")];
  }
  return [
    head,
    summary(data),
    h("div", { class: "columns broad" }, measures(data), data.compared === "" ? null : differences(data)),
    together(data.together, data.labelCount),
    data.labels.length === 0 ? null : labels(data),
    worst(data),
  ];
};

const scored = ({ rows, skipped, predicted }) =>
  `Column “${predicted}”: ${count(rows)} ${rows === 1 ? "row was" : "rows were"} scored.` +
  (skipped > 0 ? ` ${count(skipped)} ${skipped === 1 ? "was" : "were"} skipped because labels or scores are missing.` : "");

const summary = ({ measures, labelCount, rows, wrongRows }) => {
  const figure = (name, note) => {
    const { value, lower, upper } = measures.find((measure) => measure.name === name) ?? {};
    return tile(name, decimal(value), value === null ? note : `${decimal(lower)} to ${decimal(upper)}`);
  };
  return tiles(
    figure("O-F1", "undefined"),
    figure("C-F1", "undefined"),
    figure("mAP", "needs scores"),
    tile("All labels correct", count(rows - wrongRows), `of ${count(rows)} rows`),
    tile("Labels", count(labelCount)),
  );
};

const known = ({ lower, upper }) => typeof lower === "number" && typeof upper === "number";

const table = (label, content) => h("div", { class: "tight" }, scroller(label, content));

const named = (name, words) => [h("b", {}, name), h("small", {}, words)];

const reach = (plot, { value, lower, upper }) => [
  plot(value, lower, upper),
  h("small", {}, `${decimal(lower)} to ${decimal(upper)}`),
];

const measures = (data) => {
  const plot = intervals(0, 1, (value) => decimal(value));
  return section(
    "Measures",
    table(
      "Measures",
      grid(
        ["Measure", "Value", "95% interval"],
        data.measures.map((measure) => [
          named(measure.name, measure.meaning),
          h("b", {}, decimal(measure.value)),
          known(measure) ? reach(plot, measure) : "",
        ]),
      ),
    ),
    note("95% bootstrap interval: the plausible range of the measure for other rows of the same kind. Axis from 0 to 1."),
  );
};

const verdict = ({ lower, upper }) => (lower > 0 ? "higher" : upper < 0 ? "lower" : "no difference shown");

const differences = (data) => {
  const compared = data.measures.filter(({ difference }) => difference !== null && known(difference));
  const most = Math.max(...compared.flatMap(({ difference }) => [-difference.lower, difference.upper]));
  const plot = intervals(-most, most, (value) => decimal(value));
  return section(
    "Is the difference significant?",
    note(`“${data.predicted}” minus “${data.compared}”, for the same rows.`),
    table(
      "Differences",
      grid(
        ["Measure", "Second", "Difference", "95% interval"],
        compared.map(({ name, compared, difference }) => [
          named(name, verdict(difference)),
          decimal(compared),
          h("b", {}, decimal(difference.value)),
          reach(plot, difference),
        ]),
      ),
    ),
    note("Verdict: higher or lower if the 95% interval of the difference does not contain 0, which the line marks."),
  );
};

const labels = (data) =>
  bars({
    title: "Labels",
    kind: "Label",
    items: data.labels,
    shares: [
      ["precision", "Precision", "the share of the rows predicted to have this label that have it"],
      ["recall", "Recall", "the share of the rows with this label that are predicted to have it"],
      ["f", "F1", "harmonic mean of precision and recall"],
      ...(data.labels.some(({ averagePrecision }) => averagePrecision !== null)
        ? [["averagePrecision", "AP", "average precision of the rows ranked by the score of the label", "minor"]]
        : []),
    ],
    counts: [
      ["actual", "Actual", "the number of rows with this label"],
      ["predicted", "Predicted", "the number of rows predicted to have it", "minor"],
    ],
    more:
      data.labelCount > data.labels.length
        ? `The first ${count(data.labels.length)} of ${count(data.labelCount)} labels; see the node’s second output for all.`
        : null,
  });

/** As many characters as fit on two lines beside a picture. */
const BESIDE_A_PICTURE = 32;

const worst = (data) => {
  if (data.worst.length === 0) {
    return section("Rows with wrong labels", note("All labels of all rows are correct."));
  }
  const { choice, draw } = sequences(data.features);
  const plots = data.worst.some(({ curves }) => curves);
  const some = data.worst.flatMap(({ correct, missed, invented }) => [correct, missed, invented]);
  const labels = shortened(
    [data, ...some].flatMap((each) => each.labels.map((label) => label.name)),
    BESIDE_A_PICTURE,
  );
  const rows = shortened(data.worst.map(({ row }) => row), BESIDE_A_PICTURE);
  const names = (sign, kind, { labels: some, count: all }) => [
    ...some.map((label) => h("span", { class: kind }, `${sign} `, name(label.name, labels.get(label.name)))),
    ...(all > some.length ? [h("span", { class: kind }, `${sign} ${count(all - some.length)} more`)] : []),
  ];
  const row = ({ row, wrong, correct, missed, invented, picture, curves }) =>
    h(
      "li",
      {},
      picture ? h("img", { src: picture, alt: `Row ${row}` }) : null,
      curves ? draw(curves, `Row ${row}`) : null,
      h(
        "div",
        {},
        h("small", {}, name(row, rows.get(row)), `: ${count(wrong)} wrong`),
        ...names("✓", "right", correct),
        ...names("−", "missed", missed),
        ...names("+", "invented", invented),
      ),
    );
  return section(
    "Rows with most wrong labels",
    note(
      `${count(data.worst.length)} of ${count(data.wrongRows)} rows with wrong labels. ✓ predicted correctly, − missed, + predicted but not actual.`,
    ),
    choice,
    h("ul", { class: `pictures ${plots ? "plots" : "wide"}` }, ...data.worst.map(row)),
  );
};
