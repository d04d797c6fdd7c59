import { accuracyChart, colour } from "./curves.js";
import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { count, percent, percents, seconds } from "./numbers.js";

const share = (value) => percent(value, 2);

/** What a comparison of networks shows. */
export const comparison = (data) => [
  h(
    "header",
    {},
    h("h1", {}, "Network comparison"),
    h(
      "p",
      {},
      `${count(data.networkCount)} networks classified the same ${count(data.rows)} ${data.rows === 1 ? "row" : "rows"}.`,
    ),
  ),
  data.warning ? h("p", { class: "note" }, data.warning) : null,
  summary(data),
  trainings(data),
  table(data),
  pairs(data),
];

/** Returns the network with the smallest value, of those that have one. */
const least = (networks, value) =>
  networks
    .filter((network) => value(network) !== null)
    .reduce((best, network) => (best === null || value(network) < value(best) ? network : best), null);

const summary = ({ networks, accuracyToReach }) => {
  const accurate = least(networks, ({ accuracy }) => -accuracy);
  const reached = least(networks, ({ secondsToReach }) => secondsToReach);
  const quick = least(networks, ({ classifyingSpeed }) => -classifyingSpeed);
  const small = least(networks, ({ parameters }) => parameters);
  return tiles(
    tile("Most accurate", share(accurate.accuracy), accurate.title),
    tile(
      `First to reach ${target(accuracyToReach)}`,
      reached ? seconds(reached.secondsToReach) : "none",
      reached ? reached.title : "no validation accuracy got there",
    ),
    tile("Fastest to classify", `${count(quick.classifyingSpeed)}/s`, quick.title),
    tile("Fewest parameters", count(small.parameters), small.title),
  );
};

const target = (accuracy) => percents([accuracy / 100])(accuracy);

const trainings = ({ networks, accuracyToReach }) =>
  section(
    "Accuracy over training time",
    networks.some(({ curve }) => curve.length > 0)
      ? accuracyChart(networks, accuracyToReach)
      : note("No network has a training history."),
    h(
      "ul",
      { class: "legend" },
      ...networks.map((network, index) =>
        h("li", { class: colour(index) }, h("span", {}, network.title), ` ${outcome(network, accuracyToReach)}`),
      ),
    ),
    note("Measured on each network’s validation table at the end of each epoch; validation takes no part in the time."),
  );

const outcome = ({ curve, validated, secondsToReach }, accuracyToReach) => {
  if (curve.length === 0) {
    return "(no history)";
  }
  if (!validated) {
    return "(accuracy on the training table: there was no validation table)";
  }
  return secondsToReach === null
    ? `did not reach ${target(accuracyToReach)}`
    : `reached ${target(accuracyToReach)} after ${seconds(secondsToReach)}`;
};

/** Places accuracies with their intervals on one axis, which holds all of them. */
const intervals = (networks) => {
  const lower = Math.min(...networks.map((network) => network.lower));
  const upper = Math.max(...networks.map((network) => network.upper));
  const at = (value) => (100 * (value - lower)) / (upper - lower || 1);
  return (network) =>
    h(
      "span",
      {
        class: "interval",
        role: "img",
        "aria-label": `between ${share(network.lower)} and ${share(network.upper)}`,
      },
      h("span", {
        class: "reach",
        style: `left:${at(network.lower)}%;width:${at(network.upper) - at(network.lower)}%`,
      }),
      h("span", { class: "point", style: `left:${at(network.accuracy)}%` }),
    );
};

const table = (data) => {
  const plot = intervals(data.networks);
  const columns = [
    ["Test accuracy", ({ accuracy }) => h("b", {}, share(accuracy))],
    ["95 % interval", plot],
    ["", ({ lower, upper }) => `${share(lower)} – ${share(upper)}`],
    ["Right", ({ correct }) => count(correct)],
    ["Wrong", ({ wrong }) => count(wrong)],
    [`Time to ${target(data.accuracyToReach)}`, ({ secondsToReach }) => seconds(secondsToReach)],
    ["Training time", (network) => seconds(network.seconds)],
    ["Per epoch", ({ secondsPerEpoch }) => seconds(secondsPerEpoch)],
    ["Epochs", ({ epochs }) => count(epochs)],
    ["Trained/s", ({ trainingSpeed }) => count(trainingSpeed)],
    ["Classified/s", ({ classifyingSpeed }) => count(classifyingSpeed)],
    ["Parameters", ({ parameters }) => count(parameters)],
    ["Operations", ({ operations }) => count(operations)],
  ];
  return section(
    "Networks",
    scroller(
      "The networks’ figures",
      grid(
        "networks",
        ["Network", ...columns.map(([name]) => name)],
        data.networks.map((network, index) => [
          h("span", { class: `swatch-line ${colour(index)}` }, network.title),
          ...columns.map(([, cell]) => cell(network)),
        ]),
      ),
    ),
    note(
      "The interval is Wilson’s: it most likely holds the accuracy on all rows of this kind. Operations are floating-point operations a sequence; speeds are sequences a second.",
    ),
    data.networkCount > data.networks.length
      ? note(`The first ${count(data.networks.length)} of ${count(data.networkCount)}; the node’s first output has all.`)
      : null,
  );
};

const grid = (kind, names, rows) =>
  h(
    "table",
    { class: `figures ${kind}` },
    h("thead", {}, h("tr", {}, ...names.map((name) => h("th", { scope: "col" }, name)))),
    h(
      "tbody",
      {},
      ...rows.map(([first, ...others]) =>
        h("tr", {}, h("th", { scope: "row" }, first), ...others.map((cell) => h("td", {}, cell))),
      ),
    ),
  );

const probability = (value) => (value < 0.0001 ? "< 0.0001" : value.toFixed(4));

const verdict = ({ first, second, verdict: words }) => {
  const better = { "first is better": first, "second is better": second }[words];
  return better ? [h("b", {}, better), " is better"] : words;
};

const pairs = (data) =>
  section(
    "Pairs",
    scroller(
      "The networks in pairs",
      grid(
        "pairs-table",
        ["First", "Second", "Both right", "Only first", "Only second", "Both wrong", "p (McNemar)", "p (Holm)", "Verdict"],
        data.pairs.map((pair) => [
          pair.first,
          pair.second,
          count(pair.bothRight),
          count(pair.onlyFirstRight),
          count(pair.onlySecondRight),
          count(pair.bothWrong),
          probability(pair.p),
          probability(pair.adjusted),
          verdict(pair),
        ]),
      ),
    ),
    note(
      "p is how probable so uneven a split of the rows that only one got right would be, were both equally good; Holm’s correction counts the pairs. Below 0.05, one is better.",
    ),
    data.pairCount > data.pairs.length
      ? note(`The first ${count(data.pairs.length)} of ${count(data.pairCount)}; the node’s second output has all.`)
      : null,
  );
