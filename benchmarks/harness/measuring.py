"""Lets the contenders take turns and collects their times."""

import contextlib
import statistics
import time
from dataclasses import dataclass, field

from harness.contenders import OURS, STOCK
from harness.machine import await_quiet, neighbour
from harness.preparation import IMAGES, data, random_data, say

TRAINING = "training ms per mini-batch"
CLASSIFYING = {batch: f"classifying 10,000 images at batch {batch}, s" for batch in (100, 1000)}
MEMORY_TRAINING = "peak memory of training, MB"
MEMORY = "peak memory with classifying, MB"
FIRST_EPOCH = "first epoch from a cold start, s"
SECOND_EPOCH = "second epoch, s"


QUIET = 0.25  # cores that others may keep busy in a turn that counts


@dataclass(frozen=True)
class Sample:
    value: float
    foreign_cores: float = 0.0


@dataclass
class Measured:
    """All samples of a case: measure -> contender -> samples in the order of the rounds."""

    case: object
    samples: dict = field(default_factory=dict)

    def add(self, measure, name, value, foreign_cores=0.0):
        self.samples.setdefault(measure, {}).setdefault(name, []).append(Sample(value, foreign_cores))

    def rounds(self, measure, names):
        """Returns these contenders' samples round by round: the rounds quiet for all of them, or all if none was."""
        taken = self.samples.get(measure, {})
        if not all(name in taken for name in names):
            return []
        rounds = list(zip(*(taken[name] for name in names)))
        return [r for r in rounds if all(sample.foreign_cores <= QUIET for sample in r)] or rounds

    def median(self, measure, name):
        values = [sample.value for (sample,) in self.rounds(measure, [name])]
        return statistics.median(values) if values else None

    def ratio(self, measure, name, own=OURS):
        """Returns another contender's median over ours (above 1: ours is faster), and least and most of the rounds."""
        if not (rounds := self.rounds(measure, [name, own])):
            return None
        ratios = [theirs.value / ours.value for theirs, ours in rounds]
        return self.median(measure, name) / self.median(measure, own), min(ratios), max(ratios)

    def foreign_cores(self, measure):
        """Returns the median over the turns that count."""
        return statistics.median(
            sample.foreign_cores for name in self.samples[measure] for (sample,) in self.rounds(measure, [name]))


@dataclass(frozen=True)
class Pace:
    """How long to measure one case."""

    rounds: int
    seconds: float  # of each contender, after which no round begins but the first
    warm_up_seconds: float = 6
    turn_seconds: float = 2
    pause_seconds: float = 0.4
    patience_seconds: float = 2  # to wait for a quiet machine before each turn


def measure(case, folder, starter, pace, classifying):
    """Measures one case with the data of a folder; classifying is left to those named."""
    measured = Measured(case)
    start = time.perf_counter()
    with contextlib.ExitStack() as stack:
        contenders = [stack.enter_context(starter.start(name, case, folder)) for name in starter.able(case)]
        neighbours = stack.enter_context(neighbour(case.busy))
        seconds = pace.seconds * len(contenders)

        def turn(contender, command, number):
            await_quiet(pace.pause_seconds, pace.patience_seconds, *neighbours)
            return contender.ask(command, number, neighbours)

        def rounds(takers, share):
            for number in range(pace.rounds):
                if number and time.perf_counter() - start > share * seconds:
                    return
                at = number % len(takers)  # nobody is always behind the same one
                yield from takers[at:] + takers[:at]

        batches = {contender: warm_up(contender, pace) for contender in contenders}
        for contender in rounds(contenders, 0.6):
            watch = turn(contender, "train", batches[contender])
            per_batch = watch.seconds / batches[contender]
            batches[contender] = fitting(pace, per_batch)
            measured.add(TRAINING, contender.name, 1000 * per_batch, watch.foreign_cores)
        for contender in contenders:
            measured.add(MEMORY_TRAINING, contender.name, contender.peak_megabytes())

        classifiers = [contender for contender in contenders if contender.name in classifying]
        for share, (batch, title) in zip((0.8, 1), CLASSIFYING.items()):
            for contender in classifiers:
                warm_up_classifying(contender, batch)
            for contender in rounds(classifiers, share):
                watch = turn(contender, "classify", batch)
                measured.add(title, contender.name, watch.seconds, watch.foreign_cores)
        for contender in classifiers:
            measured.add(MEMORY, contender.name, contender.peak_megabytes())
    return measured


@dataclass(frozen=True)
class Scale:
    """What an epoch of our training takes with so many images of 28 x 28 bytes."""

    images: int
    seconds: float
    peak_megabytes: float

    @property
    def data_megabytes(self):
        return self.images * 28 * 28 / 1024 ** 2


def measure_scale(images, case, starter, pace):
    with starter.start(OURS, case, random_data(case.steps, case.features, images)) as contender:
        warm_up(contender, pace)
        epochs = max(1, 20_000 // images)  # a short epoch is over before a clock sees it well
        seconds = contender.ask("train", epochs * images // case.batch).seconds / epochs
        return Scale(images, seconds, contender.peak_megabytes())


def warm_up(contender, pace):
    """Trains until the code is compiled; returns how many mini-batches make up a turn."""
    batches, deadline = 1, time.perf_counter() + pace.warm_up_seconds
    while True:
        seconds = contender.ask("train", batches).seconds / batches
        batches = fitting(pace, seconds)
        if time.perf_counter() > deadline:
            return batches


def fitting(pace, seconds_per_batch):
    return max(1, round(pace.turn_seconds / seconds_per_batch))


def warm_up_classifying(contender, batch):
    for _ in range(4):
        if contender.ask("classify", batch).seconds > 2:
            return


def measure_epochs(case, starter, rounds, into):
    """Starts each contender anew, and takes the time until its first epoch is done, and of the second."""
    batches = IMAGES // case.batch
    for _ in range(rounds):
        for name in starter.able(case):
            with neighbour(case.busy), starter.start(name, case, data(case.steps, case.features)) as contender:
                if name == STOCK:
                    # An epoch of it takes minutes: the first mini-batches tell.
                    few = 20
                    contender.ask("train", few)
                    warm = contender.ask("train", few).seconds / few
                    into.add(FIRST_EPOCH, name, contender.seconds_since_start() + (batches - 2 * few) * warm)
                    into.add(SECOND_EPOCH, name, batches * warm)
                    continue
                contender.ask("train", batches)
                into.add(FIRST_EPOCH, name, contender.seconds_since_start())
                into.add(SECOND_EPOCH, name, contender.ask("train", batches).seconds)
