"""The table of times to an accuracy, and the one line for scripts."""

import statistics
from dataclasses import asdict

from harness import report
from harness.recipes import TARGET
from harness.report import cells, number
from harness.sequence_report import stated
from harness.time_to_accuracy import NOTEBOOK_TUNED, OURS, RECIPE_TUNED, SEEDS, Course, ratio


def sections(courses, settings):
    """Returns the lines of the tables."""
    precision = settings[OURS]["precision"].lower()
    lines = ["", f"## Training until {TARGET} % of the test images are right", "",
             "Seconds of training, without measuring after each epoch. PyTorch ends when it is there, ours goes on.",
             f"Ours computes in {precision} precision, PyTorch in single precision unless its name says bfloat16.", "",
             cells(["contender", "seed", "seconds", "epochs", "seconds per epoch", "accuracy after each epoch", "foreign"]),
             cells(["---"] * 7), *map(row, courses)]
    lines += ["", *(f"* {course.name}, seed {course.seed}: not reached; best {max(course.accuracies):.2f} % in "
                    f"{len(course.seconds)} epochs." for course in courses if not course.epochs_to())]
    names = dict.fromkeys(course.name for course in courses)
    return [*lines, "", "## Settings", "", *stated(names, settings)]


def row(course):
    reached = course.epochs_to()
    return cells([course.name, str(course.seed), number(course.seconds_to()) or "not reached",
                  f"{reached or '-'} of {len(course.seconds)}", number(statistics.mean(course.seconds)),
                  ", ".join(f"{accuracy:.2f}" for accuracy in course.accuracies),
                  f"{statistics.mean(course.foreign_cores):.2f}"])


def line(courses):
    """Returns the line that scripts read, or None as long as seeds of ours are missing; an unknown ratio is not in it.

    >>> ours = [Course(OURS, seed, [20.0, 20.0], [98.9, last]) for seed, last in enumerate([99.0, 99.1, 99.2, 99.1, 99.1], 1)]
    >>> line([*ours, Course(NOTEBOOK_TUNED, 1, [30.0] * 3, [97.0, 98.0, 98.9])])
    'TIME notebook=4.50 accuracyMean=99.10 accuracyLeast=99.00'
    """
    accuracies = [course.accuracies[-1] for course in courses if course.name == OURS]
    if len(accuracies) < SEEDS:
        return None
    ratios = {"notebook": ratio(courses, NOTEBOOK_TUNED), "recipe": ratio(courses, RECIPE_TUNED)}
    figures = {name: value for name, value in ratios.items() if value}
    figures |= {"accuracyMean": statistics.mean(accuracies), "accuracyLeast": min(accuracies)}
    return " ".join(["TIME", *(f"{name}={value:.2f}" for name, value in figures.items())])


def write(file, machine, courses, settings):
    """Writes the tables, and all that they are made of beside them; returns the tables."""
    more = {"courses": [asdict(course) for course in courses]}
    return report.write(file, machine, [], [], sections(courses, settings), more, line(courses))
