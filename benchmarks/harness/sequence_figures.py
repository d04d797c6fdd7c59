"""Has the networks of sequences trained and scored (contenders/SequenceFigures.java), and reads what comes out."""

import statistics
from dataclasses import dataclass, field

from harness.label_cases import arguments
from harness.preparation import say
from harness.processes import read
from harness.sequence_cases import KNOWN_SETS

TRAINING, TEST = "_TRAIN.ts", "_TEST.ts"


@dataclass(frozen=True)
class Run:
    """What came of one seed: accuracy in percent, seconds, epochs."""

    seed: int
    accuracy: float
    training: float
    prediction: float
    epochs: int


@dataclass
class Figures:
    """What came of one network on one data set."""

    data_set: str
    network: str
    sizes: list = field(default_factory=list)  # training and test sequences, fewest and most steps, features, classes
    runs: list = field(default_factory=list)

    def read(self, line):
        """Reads a line of the contender.

        >>> figures = Figures("GunPoint", "GRU")
        >>> figures.read("trained\\t1\\t0.98\\t2.5\\t0.1\\t200\\n")
        >>> figures.runs
        [Run(seed=1, accuracy=98.0, training=2.5, prediction=0.1, epochs=200)]
        """
        kind, *words = line.split()
        if kind == "data":
            self.sizes = list(map(int, words))
        elif kind == "trained":
            seed, accuracy, training, prediction, epochs = words
            self.runs.append(Run(int(seed), 100 * float(accuracy), float(training), float(prediction), int(epochs)))

    def mean(self):
        """Returns the mean accuracy over the seeds."""
        return statistics.mean(run.accuracy for run in self.runs)

    def deviation(self):
        """Returns the standard deviation of the accuracy between seeds; 0 for a single one."""
        return statistics.stdev(run.accuracy for run in self.runs) if len(self.runs) > 1 else 0

    def seconds(self, what):
        """Returns the median over the seeds: the first one also warms up Java."""
        return statistics.median(getattr(run, what) for run in self.runs)


def data_sets(folder):
    """Returns the names of the classification sets that a folder holds, the known ones first."""
    names = {file.name.removesuffix(TRAINING) for file in folder.glob("*" + TRAINING)}
    names = {name for name in names if (folder / (name + TEST)).is_file() and has_classes(folder / (name + TRAINING))}
    return [name for name in KNOWN_SETS if name in names] + sorted(names - set(KNOWN_SETS))


def has_classes(file):
    """Says whether the header of a file states classes; others state numbers."""
    with open(file, encoding="utf-8", errors="replace") as lines:
        for line in lines:
            words = line.lower().split()
            if words[:1] == ["@data"]:
                return False
            if words[:2] == ["@classlabel", "true"]:
                return True
    return False


def figures(java, class_path, folder, data_set, network, seeds, settings):
    """Trains and scores a network with each seed; returns None, after saying so, if that fails."""
    result = Figures(data_set, network)
    seeds = ",".join(map(str, seeds))
    command = [java, "-cp", class_path, "SequenceFigures", folder, data_set, seeds, *arguments(settings)]
    if not read(command, result) or not result.runs:
        say(f"  {network} failed on {data_set}; see the messages above.")
        return None
    say(f"  {network}: {result.mean():.2f} %, training {result.seconds('training'):.3g} s")
    return result
