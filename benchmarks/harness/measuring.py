"""Lets the contenders take turns and collects their times."""

import contextlib
import statistics
import time
from dataclasses import dataclass, field

from harness.contenders import OURS, PYTORCH, STOCK
from harness.machine import await_quiet, neighbour
from harness.preparation import IMAGES, data, say

TRAINING = "training ms per mini-batch"
CLASSIFYING = {batch: f"classifying 10,000 images at batch {batch}, s" for batch in (100, 1000)}
MEMORY_TRAINING = "peak memory of training, MB"
MEMORY = "peak memory with classifying, MB"
FIRST_EPOCH = "first epoch from a cold start, s"
SECOND_EPOCH = "second epoch, s"


@dataclass
class Measured:
    """All samples of a case: measure -> contender -> values in the order of the rounds."""

    case: object
    samples: dict = field(default_factory=dict)
    foreign_cores: list = field(default_factory=list)

    def add(self, measure, name, value):
        self.samples.setdefault(measure, {}).setdefault(name, []).append(value)

    def median(self, measure, name):
        values = self.samples.get(measure, {}).get(name)
        return statistics.median(values) if values else None

    def ratio(self, measure, name):
        """Returns another contender's median over ours (above 1: ours is faster), and least and most of the rounds."""
        theirs, ours = (self.samples.get(measure, {}).get(n) for n in (name, OURS))
        if not theirs or not ours:
            return None
        rounds = [a / b for a, b in zip(theirs, ours)]
        return statistics.median(theirs) / statistics.median(ours), min(rounds), max(rounds)


@dataclass(frozen=True)
class Pace:
    """How long to measure one case."""

    rounds: int
    seconds: float  # after which no round begins but the first
    warm_up_seconds: float = 6
    turn_seconds: float = 2
    pause_seconds: float = 0.4
    patience_seconds: float = 2  # to wait for a quiet machine before each turn


def measure(case, starter, pace, classifying):
    """Measures one case; classifying is left to those named."""
    measured = Measured(case)
    folder = data(case.steps)
    start = time.perf_counter()
    with contextlib.ExitStack() as stack:
        contenders = [stack.enter_context(starter.start(name, case, folder)) for name in starter.names()]
        neighbours = stack.enter_context(neighbour(case.busy))

        def turn(contender, command, number):
            await_quiet(pace.pause_seconds, pace.patience_seconds, *neighbours)
            watch = contender.ask(command, number, neighbours)
            measured.foreign_cores.append(watch.foreign_cores)
            return watch.seconds

        def rounds(takers, share):
            for number in range(pace.rounds):
                if number and time.perf_counter() - start > share * pace.seconds:
                    return
                at = number % len(takers)  # nobody is always behind the same one
                yield from takers[at:] + takers[:at]

        batches = {contender: warm_up(contender, pace) for contender in contenders}
        for contender in rounds(contenders, 0.6):
            seconds = turn(contender, "train", batches[contender]) / batches[contender]
            batches[contender] = fitting(pace, seconds)
            measured.add(TRAINING, contender.name, 1000 * seconds)
        for contender in contenders:
            measured.add(MEMORY_TRAINING, contender.name, contender.peak_megabytes())

        classifiers = [contender for contender in contenders if contender.name in classifying]
        for share, (batch, title) in zip((0.8, 1), CLASSIFYING.items()):
            for contender in classifiers:
                warm_up_classifying(contender, batch)
            for contender in rounds(classifiers, share):
                measured.add(title, contender.name, turn(contender, "classify", batch))
        for contender in classifiers:
            measured.add(MEMORY, contender.name, contender.peak_megabytes())
    return measured


def warm_up(contender, pace):
    """Trains until the code is compiled; returns how many mini-batches make up a turn."""
    contender.ask("train", 2)
    batches, deadline = 4, time.perf_counter() + pace.warm_up_seconds
    while True:
        seconds = contender.ask("train", batches).seconds / batches
        batches = fitting(pace, seconds)
        if time.perf_counter() > deadline:
            return batches


def fitting(pace, seconds_per_batch):
    return max(2, round(pace.turn_seconds / seconds_per_batch))


def warm_up_classifying(contender, batch):
    for _ in range(4):
        if contender.ask("classify", batch).seconds > 2:
            return


def measure_epochs(case, starter, rounds, into):
    """Starts each contender anew, and takes the time until its first epoch is done, and of the second."""
    batches = IMAGES // case.batch
    for _ in range(rounds):
        for name in starter.names():
            with neighbour(case.busy), starter.start(name, case, data(case.steps)) as contender:
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
