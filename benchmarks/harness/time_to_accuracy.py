"""Has networks learn until they reach an accuracy on the test images; the time that measuring takes is not counted."""

import statistics
from dataclasses import dataclass, field

from harness.contenders import KEEP_MEMORY, Contender
from harness.label_cases import arguments
from harness.machine import await_quiet
from harness.preparation import BENCHMARKS, count_images, say
from harness.recipes import NOTEBOOK, QUICK_START, TARGET

OURS, NOTEBOOK_TUNED, RECIPE_TUNED = "ours, quick start", "PyTorch tuned, notebook", "PyTorch tuned, quick start"
SEEDS = 5  # of ours
MEASURING_BATCH = 1000


@dataclass
class Course:
    """One training: the seconds of each epoch, and the accuracy after it in percent."""

    name: str
    seed: int
    seconds: list = field(default_factory=list)
    accuracies: list = field(default_factory=list)
    foreign_cores: list = field(default_factory=list)

    def epochs_to(self, accuracy=TARGET):
        """Returns how many epochs it took, or None if none was enough.

        >>> Course("ours", 1, [15.0, 14.0], [98.5, 99.0]).epochs_to(98.86)
        2
        """
        return next((n for n, reached in enumerate(self.accuracies, 1) if reached >= accuracy), None)

    def seconds_to(self, accuracy=TARGET):
        """Returns the seconds of training that it took, or None.

        >>> Course("ours", 1, [15.0, 14.0, 14.0], [98.5, 99.0, 99.1]).seconds_to(98.86)
        29.0
        """
        epochs = self.epochs_to(accuracy)
        return epochs and sum(self.seconds[:epochs])


class Starter:
    """Knows how each contender is started, and what it is told."""

    def __init__(self, ours, python, folder):
        """Takes the command that starts a class of ours, without its name."""
        pytorch = [python, BENCHMARKS / "contenders/pytorch_to_accuracy.py"]
        self.folder = folder
        self.commands = {OURS: [*ours, "OursToAccuracy"]}
        if python:
            self.commands |= {NOTEBOOK_TUNED: pytorch, RECIPE_TUNED: pytorch}

    def start(self, name, seed):
        command = [*self.commands[name], self.folder, seed, *arguments(settings(name))]
        return Contender(name, list(map(str, command)), {} if name == OURS else KEEP_MEMORY)


def settings(name):
    return NOTEBOOK if name == NOTEBOOK_TUNED else QUICK_START


def measure(starter, seeds):
    """Yields the courses: of all contenders in turn with the first seeds, so many, and of ours with the others."""
    for seed in range(1, max(seeds, SEEDS) + 1):
        names = list(starter.commands) if seed <= seeds else [OURS]
        at = seed % len(names)
        for name in names[at:] + names[:at]:
            yield course(starter, name, seed)


def course(starter, name, seed):
    """Trains once: ours for all epochs, the others until they reach the target."""
    told = settings(name)
    batches = count_images(starter.folder) // told["batch"]
    result = Course(name, seed)
    with starter.start(name, seed) as contender:
        while len(result.seconds) < told["epochs"] and (name == OURS or not result.epochs_to()):
            await_quiet(pause=0.4, patience=2)
            watch = contender.ask("train", batches)
            result.seconds.append(watch.seconds)
            result.foreign_cores.append(watch.foreign_cores)
            result.accuracies.append(100 * contender.ask("classify", MEASURING_BATCH).answer)
    say(f"  {name}, seed {seed}: {max(result.accuracies):.2f} %, {sum(result.seconds):.0f} s")
    return result


def ratio(courses, name):
    """Returns another contender's median time to the target / ours; None if one of ours did not reach it.

    Another contender that did not reach it counts with the time that it took in vain, which is the least it can be.

    >>> ours = [Course(OURS, 1, [20.0], [99.0]), Course(OURS, 2, [10.0, 10.0], [98.0, 98.9])]
    >>> ratio([*ours, Course(NOTEBOOK_TUNED, 1, [25.0, 25.0], [98.0, 98.5])], NOTEBOOK_TUNED)
    2.5
    """
    ours = [course.seconds_to() for course in courses if course.name == OURS]
    theirs = [course.seconds_to() or sum(course.seconds) for course in courses if course.name == name]
    return statistics.median(theirs) / statistics.median(ours) if theirs and all(ours) else None
