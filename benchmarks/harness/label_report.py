"""Tables of networks of several labels, and the one line for scripts."""

from dataclasses import asdict

from harness import report
from harness.contenders import OURS, PYTORCH
from harness.label_cases import CNN, CNN_RNN, OUTFITS
from harness.label_figures import (
    CLASS_F1, COMPARISONS, NETWORKS, OVERALL_F1, SUBSET, best_baseline, difference, lowest, mean)
from harness.measuring import CLASSIFYING, TRAINING
from harness.report import cells

TITLES = {
    OVERALL_F1: "O-F1", CLASS_F1: "C-F1", SUBSET: "subset accuracy", "OVERALL_PRECISION": "O-P", "OVERALL_RECALL": "O-R",
    "CLASS_PRECISION": "C-P", "CLASS_RECALL": "C-R", "MEAN_AVERAGE_PRECISION": "mAP"}


def sections(figures, checks, results):
    """Returns the lines of all that is not about speed alone."""
    lines = []
    for world in dict.fromkeys(f.world for f in figures):
        lines += ["", f"## Scenes with {world} labels", "", *scores(figures, world), "",
                  "Differences with 95 % intervals by bootstrap of the test scenes:", "", *differences(figures, world)]
    if checks:
        lines += ["", "## The same network", "",
                  "Mean loss of the first mini-batches from the same parameters, without dropout:", ""]
        lines += [cells(["network", "mini-batches", OURS, PYTORCH]), cells(["---"] * 4)]
        lines += [cells([network, str(count), f"{ours:.6f}", f"{theirs:.6f}"]) for network, count, ours, theirs in checks]
    ratios = beam_ratios(results)
    if ratios:
        lines += ["", "## Prediction of 10,000 images", "",
                  "Time of CNN-RNN with its beam / time of the CNN with independent labels, both ours:", ""]
        lines += [f"* batches of {batch}: {ratio:.2f}" for batch, ratio in ratios.items()]
    return lines


def scores(figures, world):
    yield cells(["network", "seed", *TITLES.values(), "epochs", "training, s"])
    yield cells(["---"] * (len(TITLES) + 4))
    for network in NETWORKS:
        for f in (f for f in figures if f.world == world):
            values = [figure(f.scores[network][measure].value) for measure in TITLES]
            epochs, best, seconds = f.trained.get(network, (None, None, None))
            trained = [f"{best} of {epochs}", f"{seconds:.0f}"] if epochs else ["", ""]
            yield cells([network, str(f.seed), *values, *trained])


def differences(figures, world):
    measures = [OVERALL_F1, CLASS_F1, SUBSET]
    yield cells(["difference", "seed", *(TITLES[measure] for measure in measures)])
    yield cells(["---"] * (len(measures) + 2))
    for pair in COMPARISONS:
        for f in (f for f in figures if f.world == world):
            found = [f.differences[difference(*pair)][measure] for measure in measures]
            yield cells([difference(*pair), str(f.seed),
                         *(f"{figure(i.value, '+')} ({figure(i.lower, '+')} to {figure(i.upper, '+')})" for i in found)])


def figure(value, sign=""):
    return "" if value is None else f"{value:{sign}.4f}"


def beam_ratios(results):
    """Returns for each batch size how many times as long our CNN-RNN predicts as our CNN."""
    by_network = {result.case.network: result for result in results}
    times = {batch: [by_network[network].median(measure, OURS) for network in (CNN_RNN, CNN) if network in by_network]
             for batch, measure in CLASSIFYING.items()}
    return {batch: both[0] / both[1] for batch, both in times.items() if len(both) == 2 and all(both)}


def line(figures, results):
    """Returns the line that scripts read; what was not measured is not in it."""
    values = {}
    if any(f.world == OUTFITS for f in figures):
        values = {
            "oF1": mean(figures, OUTFITS, CNN_RNN, OVERALL_F1),
            "baselineOF1": best_baseline(figures, OUTFITS, OVERALL_F1),
            "differenceLow": lowest(figures, OUTFITS, CNN_RNN),
            "cF1": mean(figures, OUTFITS, CNN_RNN, CLASS_F1),
            "baselineCF1": best_baseline(figures, OUTFITS, CLASS_F1),
        }
    words = [f"{name}={value:.4f}" for name, value in values.items()]
    speeds = [result.ratio(TRAINING, PYTORCH) for result in results if result.case.network == CNN_RNN]
    words += [f"speed={speed[0]:.2f}" for speed in speeds if speed]
    return " ".join(["MULTILABEL", *words])


def write(file, machine, figures, checks, results, names):
    """Writes the tables, and all that they are made of beside them; returns the tables."""
    more = {"figures": [asdict(f) for f in figures], "checks": checks}
    return report.write(file, machine, results, names, sections(figures, checks, results), more)
