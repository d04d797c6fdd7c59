import { h, note, scroller, section } from "./dom.js";
import { drawing, largest, mapOf } from "./explained.js";
import { intervals } from "./intervals.js";
import { name, named, shortened } from "./names.js";
import { count, decimal, percent } from "./numbers.js";
import { maybe, number, optional, picture, text } from "./shape.js";

/** As many characters as fit on a line beside others. */
const IN_A_TITLE = 32;

const interval = maybe({ mean: number, lower: number, upper: number });

export const explainerShape = {
  title: text,
  summary: text,
  examples: [
    {
      row: text,
      label: text,
      probability: number,
      baseline: number,
      error: maybe(number),
      predicted: maybe(text),
      actual: maybe(text),
      picture: optional(picture),
      map: optional({ rows: number, columns: number, shares: [number] }),
      steps: optional(number),
      features: optional(number),
      panels: optional([{ name: text, values: [maybe(number)], shares: [number] }]),
      attention: optional([number]),
    },
  ],
  featureCount: number,
  features: [{ name: text, share: maybe(number), accuracy: interval, loss: interval }],
};

/** What blue and orange are for. */
const legend = () =>
  h(
    "p",
    { class: "shares" },
    h("span", { class: "swatch" }),
    "for the class",
    h("span", { class: "swatch wrong" }),
    "against the class. The thicker and stronger, the larger the attribution, compared with the largest of the row.",
  );

const facts = (example, labels) => {
  const label = (full) => name(full, labels.get(full));
  const other = (words, full) => [` ${words} `, label(full), "."];
  return h(
    "p",
    {},
    "Class ",
    label(example.label),
    `: probability ${percent(example.probability)}, baseline ${percent(example.baseline)}.`,
    ...(example.predicted === null ? [] : other("Most probable:", example.predicted)),
    ...(example.actual === null ? [] : other("Actual:", example.actual)),
    example.error === null ? null : ` Completeness error: ${decimal(example.error)}.`,
  );
};

const drawn = (example, words) => {
  if (example.map) {
    return h(
      "div",
      { class: "maps" },
      example.picture ? h("img", { src: example.picture, alt: `Row ${example.row}` }) : null,
      mapOf(example.map, words),
    );
  }
  return example.panels && example.panels.length > 0
    ? [
        drawing(example, words),
        example.features > example.panels.length
          ? note(`The ${example.panels.length} of ${count(example.features)} features with the largest attributions.`)
          : null,
      ]
    : note("Nothing to draw");
};

const rows = (examples) => {
  const keys = shortened(examples.map(({ row }) => row), IN_A_TITLE);
  const labels = shortened(
    examples.flatMap(({ label, predicted, actual }) => [label, predicted, actual].filter((each) => each !== null)),
    IN_A_TITLE,
  );
  return examples.map((example) => {
    const shown = `Row ${example.row}: attributions to the probability of ${example.label}, at most ${decimal(largest(example), 3)}`;
    return h(
      "article",
      {},
      h("h3", {}, name(example.row, keys.get(example.row))),
      facts(example, labels),
      drawn(example, shown),
    );
  });
};

/** The axis of some intervals, which includes 0. */
const axis = (all) => {
  const known = all.filter((each) => each !== null);
  const words = (value) => decimal(value, 3);
  const lower = Math.min(0, ...known.map((each) => each.lower));
  const upper = Math.max(0, ...known.map((each) => each.upper));
  const margin = 0.05 * (upper - lower || 1);
  return intervals(lower - margin, upper + margin, words);
};

const importance = ({ features, featureCount }) => {
  const names = named(features.map((feature) => feature.name));
  const measured = features.some(({ accuracy }) => accuracy !== null);
  const accuracy = axis(features.map((feature) => feature.accuracy));
  const loss = axis(features.map((feature) => feature.loss));
  const most = Math.max(...features.map(({ share }) => share ?? 0));
  const cell = (heading, value, draw, words) =>
    h(
      "td",
      { "data-label": heading },
      value === null ? "–" : h("span", {}, draw(value.mean, value.lower, value.upper), words(value.mean)),
    );
  const bar = (share) =>
    h(
      "td",
      { "data-label": "Mean absolute attribution" },
      h(
        "span",
        {},
        h(
          "span",
          { class: "magnitude" },
          h("span", { class: "fill", style: `width:${most > 0 ? (100 * (share ?? 0)) / most : 0}%` }),
        ),
        decimal(share, 3),
      ),
    );
  const head = (words, meaning) => h("th", { scope: "col", title: meaning }, words);
  return section(
    "Importance of the features",
    scroller(
      "Importance of the features",
      h(
        "table",
        { class: "figures" },
        h(
          "thead",
          {},
          h(
            "tr",
            {},
            h("th", { scope: "col", class: "words" }, "Feature"),
            ...(measured
              ? [
                  head("Accuracy decrease", "When the feature is exchanged between the rows, with a 95% interval"),
                  head("Log loss increase", "When the feature is exchanged between the rows, with a 95% interval"),
                ]
              : []),
            head("Mean absolute attribution", "Absolute attributions, summed over the time steps of a row and averaged over the rows"),
          ),
        ),
        h(
          "tbody",
          {},
          ...features.map((feature, i) =>
            h(
              "tr",
              {},
              h("th", { scope: "row", class: "words" }, names[i]),
              ...(measured
                ? [
                    cell("Accuracy decrease", feature.accuracy, accuracy, (value) => percent(value, 1)),
                    cell("Log loss increase", feature.loss, loss, (value) => decimal(value, 3)),
                  ]
                : []),
              bar(feature.share),
            ),
          ),
        ),
      ),
    ),
    featureCount > features.length
      ? note(`The ${count(features.length)} most important of ${count(featureCount)} features.`)
      : null,
  );
};

/** Explained rows and the importance of the features. */
export const explainer = (data) => [
  h("header", {}, h("h1", {}, data.title), h("p", {}, data.summary)),
  section(
    "Explained rows",
    ...(data.examples.length > 0
      ? [legend(), h("div", { class: "explained" }, ...rows(data.examples))]
      : [note("No row to display")]),
  ),
  importance(data),
];
