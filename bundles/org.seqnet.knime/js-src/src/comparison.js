import { accuracyChart } from "./curves.js";
import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { grid } from "./grid.js";
import { intervals } from "./intervals.js";
import { name, named, shortened } from "./names.js";
import { count, percent, rate, seconds, typedPercent } from "./numbers.js";
import { legend, sample } from "./series.js";
import { maybe, number, text, truth } from "./shape.js";

const share = (value) => percent(value, 2);

const leaderShape = { title: text, value: number };

const networkShape = {
  title: text,
  epochs: number,
  seconds: number,
  secondsPerEpoch: maybe(number),
  secondsToReach: maybe(number),
  parameters: number,
  operations: maybe(number),
  trainingSpeed: maybe(number),
  classifyingSpeed: maybe(number),
  accuracy: number,
  lower: number,
  upper: number,
  correct: number,
  wrong: number,
  validated: truth,
  curve: [{ epoch: number, seconds: number, accuracy: number }],
};

const pairShape = {
  first: text,
  second: text,
  verdict: text,
  p: number,
  adjusted: number,
  onlyFirstRight: number,
  onlySecondRight: number,
  bothRight: number,
  bothWrong: number,
};

export const comparisonShape = {
  rows: number,
  warning: maybe(text),
  accuracyToReach: number,
  networkCount: number,
  leaders: { accurate: leaderShape, reached: maybe(leaderShape), quick: leaderShape, small: leaderShape },
  networks: [networkShape],
  pairCount: number,
  pairs: [pairShape],
};

/** The view of a comparison of networks. */
export const comparison = (data) => [
  h(
    "header",
    {},
    h("h1", {}, "Network comparison"),
    h(
      "p",
      {},
      `${count(data.networkCount)} networks classified the same ${data.rows === 1 ? "row" : `${count(data.rows)} rows`}.`,
    ),
  ),
  data.warning ? h("p", { class: "note" }, data.warning) : null,
  summary(data),
  trainings(data),
  accuracies(data),
  pairs(data),
  costs(data),
];

const summary = ({ leaders: { accurate, reached, quick, small }, accuracyToReach }) =>
  tiles(
    tile("Most accurate", share(accurate.value), name(accurate.title)),
    tile(
      `First to reach ${typedPercent(accuracyToReach)}`,
      reached ? seconds(reached.value) : "none",
      reached ? name(reached.title) : "not reached by any network",
    ),
    tile("Fastest classification", `${rate(quick.value)}/s`, name(quick.title)),
    tile("Fewest parameters", count(small.value), name(small.title)),
  );

const trainings = ({ networks, accuracyToReach }) =>
  section(
    "Accuracy over training time",
    networks.some(({ curve }) => curve.length > 0)
      ? accuracyChart(networks, accuracyToReach)
      : note("No network has a training history."),
    legend(
      networks.map(({ title }) => title),
      (index) => ` ${outcome(networks[index], accuracyToReach)}`,
    ),
    note(
      "Validation accuracy after each validated epoch, or training accuracy during each epoch if there was no validation " +
        "table. Training times do not include validation.",
    ),
  );

const outcome = ({ curve, validated, secondsToReach }, accuracyToReach) => {
  if (curve.length === 0) {
    return "(no history)";
  }
  if (!validated) {
    return "(training accuracy; no validation table)";
  }
  return secondsToReach === null
    ? `did not reach ${typedPercent(accuracyToReach)}`
    : `reached ${typedPercent(accuracyToReach)} after ${seconds(secondsToReach)}`;
};

const figures = (title, data, columns, ...notes) => {
  const names = named(data.networks.map((network) => network.title));
  return section(
    title,
    scroller(
      title,
      grid(
        ["Network", ...columns.map(([heading]) => heading)],
        data.networks.map((network, index) => [
          [sample(index), names[index]],
          ...columns.map(([, cell]) => cell(network)),
        ]),
      ),
    ),
    ...notes,
    data.networkCount > data.networks.length
      ? note(`The first ${count(data.networks.length)} of ${count(data.networkCount)}; see the node’s first output for all.`)
      : null,
  );
};

const accuracies = (data) => {
  const lower = Math.min(...data.networks.map((network) => network.lower));
  const upper = Math.max(...data.networks.map((network) => network.upper));
  const plot = intervals(lower, upper, share);
  return figures(
    "Accuracy on the test table",
    data,
    [
      ["Accuracy", ({ accuracy }) => h("b", {}, share(accuracy))],
      ["95% interval", (network) => plot(network.accuracy, network.lower, network.upper)],
      ["From", ({ lower }) => share(lower)],
      ["To", ({ upper }) => share(upper)],
      ["Correct", ({ correct }) => count(correct)],
      ["Wrong", ({ wrong }) => count(wrong)],
    ],
    note("95% confidence interval (Wilson): the plausible range of the true accuracy."),
  );
};

const costs = (data) =>
  figures(
    "Computing time and size",
    data,
    [
      [`Time to ${typedPercent(data.accuracyToReach)}`, ({ secondsToReach }) => seconds(secondsToReach)],
      ["Training time", (network) => seconds(network.seconds)],
      ["Epochs", ({ epochs }) => count(epochs)],
      ["Time per epoch", ({ secondsPerEpoch }) => seconds(secondsPerEpoch)],
      ["Training speed", ({ trainingSpeed }) => rate(trainingSpeed)],
      ["Classification speed", ({ classifyingSpeed }) => rate(classifyingSpeed)],
      ["Parameters", ({ parameters }) => count(parameters)],
      ["Operations", ({ operations }) => count(operations)],
    ],
    note("Speeds are in sequences per second of elapsed time. Operations are floating-point operations per sequence."),
  );

export const probability = (value) => (value < 0.0001 ? "< 0.0001" : value.toFixed(4));

const pairs = (data) => {
  const shown = shortened(data.pairs.flatMap(({ first, second }) => [first, second]));
  const network = (title) => name(title, shown.get(title));
  return section(
    "Is the difference significant?",
    scroller(
      "Pairs of networks",
      grid(
        ["First", "Second", "Verdict", "p (Holm)", "p (McNemar)", "Only first", "Only second", "Both", "Neither"],
        data.pairs.map((pair) => [
          network(pair.first),
          network(pair.second),
          h("b", {}, pair.verdict),
          probability(pair.adjusted),
          probability(pair.p),
          count(pair.onlyFirstRight),
          count(pair.onlySecondRight),
          count(pair.bothRight),
          count(pair.bothWrong),
        ]),
        3,
      ),
    ),
    note(
      "p (McNemar): the probability of a difference at least this large if both networks were equally good. p (Holm): " +
        "adjusted for multiple comparisons; if it is at most 0.05, one network is better. The last four columns count " +
        "the rows that only the first, only the second, both or neither of the networks classified correctly.",
    ),
    data.pairCount > data.pairs.length
      ? note(`The first ${count(data.pairs.length)} of ${count(data.pairCount)}; see the node’s second output for all.`)
      : null,
  );
};
