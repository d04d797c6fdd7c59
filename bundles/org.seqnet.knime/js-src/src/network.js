import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { facts, factsShape } from "./facts.js";
import { count, decimal, percent } from "./numbers.js";
import { maybe, number, optional, text } from "./shape.js";

export const networkShape = {
  title: text,
  outcome: text,
  input: maybe({ timeSteps: maybe(number), features: number }),
  labelColumn: text,
  layers: maybe([{ name: text, kind: text, inputs: number, outputs: number, parameters: number }]),
  labelCount: maybe(number),
  labelOrder: maybe(text),
  labels: maybe([{ name: text, threshold: maybe(number) }]),
  facts: factsShape,
  training: maybe({
    sequences: number,
    epochsRun: number,
    keptEpoch: number,
    keptFor: optional(text),
    loss: maybe(number),
    accuracy: maybe(number),
    validationLoss: maybe(number),
    validationAccuracy: maybe(number),
  }),
};

/** The view of a network at a port. */
export const network = (data) => [
  h("header", {}, h("h1", {}, data.title), h("p", {}, data.outcome)),
  figures([...result(data), ...size(data)].filter((made) => made !== null)),
  section(
    "Layers",
    data.layers
      ? layers(data.layers)
      : note("The sizes of the layers depend on the sequences and labels; they are known after execution."),
  ),
  labels(data),
  section("Details", facts(data.facts)),
];

const figures = (made) => (made.length > 0 ? tiles(...made) : null);

/** The tile of an accuracy, which of values is R². */
const accuracy = (part, value, loss, isOfValues) =>
  tile(
    isOfValues ? `${part} R²` : `${part} accuracy`,
    isOfValues ? decimal(value) : percent(value, 2),
    `loss ${decimal(loss)}`,
  );

const result = ({ training, labelOrder }) => {
  if (!training) {
    return [];
  }
  const isOfValues = labelOrder === "targets";
  const { sequences, epochsRun, keptEpoch, keptFor, loss, validationAccuracy, validationLoss } = training;
  return [
    validationAccuracy === null ? null : accuracy("Validation", validationAccuracy, validationLoss, isOfValues),
    training.accuracy === null ? null : accuracy("Training", training.accuracy, loss, isOfValues),
    tile(
      "Trained on",
      count(sequences),
      ["sequences", ...(epochsRun > 0 ? [`epoch ${count(keptEpoch)} of ${count(epochsRun)}`] : []), keptFor]
        .filter((part) => part)
        .join(", "),
    ),
  ];
};

const total = (layers) => layers.reduce((sum, { parameters }) => sum + parameters, 0);

const size = ({ input, layers, labelCount, labelColumn, labelOrder }) => [
  input && tile("Input", `${input.timeSteps ?? "any"} × ${input.features}`, "time steps × features"),
  layers && tile("Parameters", count(total(layers)), `in ${count(layers.length)} layers`),
  labelCount === null || labelOrder === "targets" ? null : tile("Labels", count(labelCount), `in column “${labelColumn}”`),
  labelOrder === "targets" ? tile("Targets", count(labelCount), "numeric values") : null,
];

const layers = (all) => {
  const row = ({ name, kind, inputs, outputs, parameters }) =>
    h(
      "tr",
      {},
      h("th", { scope: "row" }, name),
      h("td", {}, kind),
      ...[inputs, outputs, parameters].map((value) => h("td", { class: "number" }, count(value))),
    );
  const head = ["Layer", "Type", "Inputs", "Outputs", "Parameters"].map((name, i) =>
    h("th", { scope: "col", class: i > 1 ? "number" : null }, name),
  );
  return [
    scroller(
      "Layers from input to output",
      h(
        "table",
        { class: "layers" },
        h("thead", {}, h("tr", {}, ...head)),
        h("tbody", {}, ...all.map(row)),
        h(
          "tfoot",
          {},
          h("tr", {}, h("th", { scope: "row", colspan: 4 }, "Total"), h("td", { class: "number" }, count(total(all)))),
        ),
      ),
    ),
    note("Inputs and outputs: the number of values that a layer reads and produces; for recurrent layers, per time step."),
  ];
};

const orders = {
  outputs: "Labels in the order of the outputs",
  path: "Labels in the order of the path",
  targets: "Targets in the order of the outputs",
};

const label = ({ name, threshold }) =>
  h("li", {}, h("bdi", {}, name), threshold === null ? null : h("small", {}, String(Number(threshold.toPrecision(2)))));

const labels = ({ labels, labelCount, labelOrder }) =>
  labels &&
  section(
    orders[labelOrder] ?? "Labels",
    scroller("Labels", h("ol", { class: "labels" }, ...labels.map(label))),
    labelCount > labels.length ? note(`The first ${count(labels.length)} of ${count(labelCount)}.`) : null,
    labels.some(({ threshold }) => threshold !== null)
      ? note("The number next to a label is its threshold: the label is predicted if its probability is at least this large.")
      : null,
  );
