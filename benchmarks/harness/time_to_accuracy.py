"""Has networks learn until they reach an accuracy on the test images; the time that measuring takes is not counted."""

import statistics
from dataclasses import dataclass, field

from harness.contenders import KEEP_MEMORY, Contender
from harness.label_cases import arguments
from harness.machine import await_quiet
from harness.preparation import BENCHMARKS, count_images, say
from harness.recipes import NOTEBOOK, QUICK_START, TARGET

OURS, NOTEBOOK_TUNED, RECIPE_TUNED = "ours, quick start", "PyTorch tuned, notebook", "PyTorch tuned, quick start"
RECIPE_BFLOAT16 = "PyTorch bfloat16, quick start"  # tuned, too; only in the table
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

    def __init__(self, ours, python, folder, mixed, bfloat16):
        """Takes the command that starts a class of ours, whether it can compute in mixed precision, as a new node then
        does, and whether PyTorch in bfloat16 takes part."""
        self.ours, self.pytorch = [*ours, "OursToAccuracy"], [python, BENCHMARKS / "contenders/pytorch_to_accuracy.py"]
        self.folder = folder
        in_mixed_precision = QUICK_START | {"precision": "MIXED"}
        self.settings = {OURS: in_mixed_precision if mixed else QUICK_START}
        if python:
            self.settings |= {NOTEBOOK_TUNED: NOTEBOOK, RECIPE_TUNED: QUICK_START}
            self.settings |= {RECIPE_BFLOAT16: in_mixed_precision} if bfloat16 else {}

    def start(self, name, seed):
        program = self.ours if name == OURS else self.pytorch
        command = [*program, self.folder, seed, *arguments(self.settings[name])]
        return Contender(name, list(map(str, command)), {} if name == OURS else KEEP_MEMORY)


def measure(starter, seeds):
    """Yields the courses: of all contenders in turn with the first seeds, so many, and of ours with the others."""
    for seed in range(1, max(seeds, SEEDS) + 1):
        names = list(starter.settings) if seed <= seeds else [OURS]
        at = seed % len(names)
        for name in names[at:] + names[:at]:
            yield course(starter, name, seed)


def course(starter, name, seed):
    """Trains once: ours for all epochs, the others until they reach the target."""
    told = starter.settings[name]
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
    """Returns another contender's median time to the target / ours with its seeds; None if one of ours did not reach it.

    Another contender that did not reach it counts with the time that it took in vain, which is the least it can be.

    >>> ours = [Course(OURS, 1, [20.0], [99.0]), Course(OURS, 2, [20.0, 20.0], [98.0, 98.9])]
    >>> ratio([*ours, Course(NOTEBOOK_TUNED, 1, [25.0, 25.0], [98.0, 98.5])], NOTEBOOK_TUNED)
    2.5
    """
    ours = {course.seed: course.seconds_to() for course in courses if course.name == OURS}
    theirs = {course.seed: course.seconds_to() or sum(course.seconds)
              for course in courses if course.name == name and course.seed in ours}
    if not theirs or not all(ours.values()):
        return None
    return statistics.median(theirs.values()) / statistics.median(ours[seed] for seed in theirs)
