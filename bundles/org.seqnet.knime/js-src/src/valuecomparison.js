import { probability } from "./comparison.js";
import { h, note, scroller, section, tile, tiles } from "./dom.js";
import { grid } from "./grid.js";
import { name, named, shortened } from "./names.js";
import { count, rate, seconds } from "./numbers.js";
import { sample } from "./series.js";
import { maybe, number, text } from "./shape.js";

const leaderShape = { title: text, value: number };

export const valueComparisonShape = {
  rows: number,
  warning: maybe(text),
  targetCount: number,
  networkCount: number,
  leaders: { accurate: leaderShape, quick: leaderShape, small: leaderShape },
  networks: [
    {
      title: text,
      epochs: number,
      seconds: number,
      secondsPerEpoch: maybe(number),
      parameters: number,
      operations: maybe(number),
      trainingSpeed: maybe(number),
      predictingSpeed: number,
      explained: number,
      absolute: number,
      rootSquared: number,
    },
  ],
  pairCount: number,
  pairs: [
    {
      first: text,
      second: text,
      firstCloser: number,
      secondCloser: number,
      equallyClose: number,
      p: number,
      adjusted: number,
      verdict: text,
    },
  ],
};

const digits = (value) => String(Number(value.toPrecision(4)));

/** The view of a comparison of networks that predict values. */
export const valueComparison = (data) => [
  h(
    "header",
    {},
    h("h1", {}, "Network comparison"),
    h(
      "p",
      {},
      `${count(data.networkCount)} networks predicted the same ${data.rows === 1 ? "row" : `${count(data.rows)} rows`}.`,
    ),
  ),
  data.warning ? h("p", { class: "note" }, data.warning) : null,
  summary(data.leaders),
  errors(data),
  pairs(data),
  costs(data),
];

const summary = ({ accurate, quick, small }) =>
  tiles(
    tile("Smallest RMSE", digits(accurate.value), name(accurate.title)),
    tile("Fastest prediction", `${rate(quick.value)}/s`, name(quick.title)),
    tile("Fewest parameters", count(small.value), name(small.title)),
  );

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

const errors = (data) =>
  figures(
    "Errors on the test table",
    data,
    [
      ["R²", ({ explained }) => h("b", {}, explained.toFixed(4))],
      ["MAE", ({ absolute }) => digits(absolute)],
      ["RMSE", ({ rootSquared }) => digits(rootSquared)],
    ],
    note(
      "R²: the share of the variance that the predictions explain. MAE: mean absolute error. RMSE: root mean squared " +
        "error, in the unit of the target." +
        (data.targetCount > 1 ? ` All are means over the ${count(data.targetCount)} targets.` : ""),
    ),
  );

const costs = (data) =>
  figures(
    "Computing time and size",
    data,
    [
      ["Training time", (network) => seconds(network.seconds)],
      ["Epochs", ({ epochs }) => count(epochs)],
      ["Time per epoch", ({ secondsPerEpoch }) => seconds(secondsPerEpoch)],
      ["Training speed", ({ trainingSpeed }) => rate(trainingSpeed)],
      ["Prediction speed", ({ predictingSpeed }) => rate(predictingSpeed)],
      ["Parameters", ({ parameters }) => count(parameters)],
      ["Operations", ({ operations }) => count(operations)],
    ],
    note("Speeds are in sequences per second of elapsed time. Operations are floating-point operations per sequence."),
  );

const pairs = (data) => {
  const shown = shortened(data.pairs.flatMap(({ first, second }) => [first, second]));
  const network = (title) => name(title, shown.get(title));
  return section(
    "Is the difference significant?",
    scroller(
      "Pairs of networks",
      grid(
        ["First", "Second", "Verdict", "p (Holm)", "p (Wilcoxon)", "First closer", "Second closer", "Equally close"],
        data.pairs.map((pair) => [
          network(pair.first),
          network(pair.second),
          h("b", {}, pair.verdict),
          probability(pair.adjusted),
          probability(pair.p),
          count(pair.firstCloser),
          count(pair.secondCloser),
          count(pair.equallyClose),
        ]),
        3,
      ),
    ),
    note(
      "p (Wilcoxon): the probability of a difference at least this large if both networks were equally good. p (Holm): " +
        "adjusted for multiple comparisons; if it is at most 0.05, one network is better. The last three columns count " +
        "the rows whose prediction by the first network is closer, by the second network is closer, or equally close.",
    ),
    data.pairCount > data.pairs.length
      ? note(`The first ${count(data.pairs.length)} of ${count(data.pairCount)}; see the node’s second output for all.`)
      : null,
  );
};
