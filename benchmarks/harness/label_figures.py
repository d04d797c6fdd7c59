"""Has the networks of several labels trained and scored (contenders/LabelFigures.java), and reads what comes out."""

import statistics
import sys
from dataclasses import dataclass, field

from harness.label_cases import ANY_ORDER, CNN, CNN_RNN, ONE_THRESHOLD, RANKING, arguments
from harness.preparation import say
from harness.processes import read

OVERALL_F1, CLASS_F1, SUBSET = "OVERALL_F1", "CLASS_F1", "SUBSET_ACCURACY"
NETWORKS = [CNN_RNN, ANY_ORDER, CNN, ONE_THRESHOLD, RANKING]
BASELINES = [CNN, ONE_THRESHOLD]
COMPARISONS = [(CNN_RNN, CNN), (CNN_RNN, ONE_THRESHOLD), (CNN_RNN, RANKING), (ANY_ORDER, CNN), (CNN_RNN, ANY_ORDER)]


@dataclass(frozen=True)
class Interval:
    """A figure with its 95 % interval; None where it is undefined, such as the precision if nothing is predicted."""

    value: float
    lower: float
    upper: float

    @classmethod
    def read(cls, words):
        return cls(*(None if word == "NaN" else float(word) for word in words))


@dataclass
class Figures:
    """What came of one world of scenes and one seed."""

    world: str
    seed: int
    trained: dict = field(default_factory=dict)  # network -> epochs, best epoch, seconds
    scores: dict = field(default_factory=dict)  # network -> measure -> interval
    differences: dict = field(default_factory=dict)  # network - other -> measure -> interval

    def read(self, line):
        kind, *words = line.rstrip("\n").split("\t")
        if kind == "trained":
            network, epochs, best, seconds = words
            self.trained[network] = int(epochs), int(best), float(seconds)
            say(f"  {network}: best epoch {best} of {epochs}, {float(seconds):.0f} s")
        elif kind == "score":
            network, measure, *interval = words
            self.scores.setdefault(network, {})[measure] = Interval.read(interval)
        elif kind == "difference":
            network, other, measure, *interval = words
            name = difference(network, other)
            self.differences.setdefault(name, {})[measure] = Interval.read(interval)


def difference(network, other):
    return f"{network} - {other}"


def figures(java, class_path, world, seed, folder, settings):
    """Trains and scores all networks on the scenes of a folder."""
    result = Figures(world, seed)
    command = [java, "-cp", class_path, "LabelFigures", folder, seed, *arguments(settings)]
    if not read(command, result):
        sys.exit("The training failed; see the messages above.")
    return result


def mean(all_figures, world, network, measure):
    """Returns the mean over the seeds."""
    return statistics.mean(f.scores[network][measure].value for f in all_figures if f.world == world)


def lowest(all_figures, world, network):
    """Returns the smallest lower end of the intervals of the differences to the baselines, in O-F1 and C-F1."""
    return min(f.differences[difference(network, other)][measure].lower
               for f in all_figures if f.world == world for other in BASELINES for measure in (OVERALL_F1, CLASS_F1))


def best_baseline(all_figures, world, measure):
    """Returns the mean over the seeds of the baseline that is better in this measure."""
    return max(mean(all_figures, world, baseline, measure) for baseline in BASELINES)
