"""Has networks of values and symbols trained and measured (contenders/ForecastFigures.java), and reports them."""

import os
import statistics
import subprocess
from dataclasses import asdict, dataclass, field
from pathlib import Path

from harness import report
from harness.forecast_cases import COVID, DEMAND, DNA, MEASURES, OTHERS
from harness.label_cases import arguments
from harness.preparation import HOME, say
from harness.processes import read
from harness.report import cells, number
from harness.sequence_report import stated

R_PACKAGES = {DEMAND: "forecast", DNA: "mlbench"}


@dataclass
class Figures:
    """What came of one task: for each seed its figures, and seconds."""

    task: str
    runs: dict = field(default_factory=dict)
    seconds: list = field(default_factory=list)

    def read(self, line):
        """Reads a line of the contender.

        >>> figures = Figures(DEMAND)
        >>> figures.read("scored\\t1\\t0.5\\t1.0\\t0.8\\t12.5\\n")
        >>> figures.runs, figures.seconds
        ({1: [0.5, 1.0, 0.8]}, [12.5])
        """
        kind, *words = line.split()
        if kind == "scored":
            seed, *values, seconds = words
            self.runs[int(seed)] = list(map(float, values))
            self.seconds.append(float(seconds))

    def values(self, measure):
        return [run[measure] for run in self.runs.values()]

    def mean(self, measure=0):
        return statistics.mean(self.values(measure))


def cache():
    """Returns the folder where example data are, as the engine and tools/data have it."""
    script = 'fail() { printf "%s\\n" "$@" >&2; exit 1; }; . "$home/tools/data"; printf %s "$cache"'
    found = subprocess.run(["bash", "-c", script], env=os.environ | {"home": str(HOME)}, stdout=subprocess.PIPE, text=True,
                           check=True)
    return Path(found.stdout)


def provide(task):
    """Sees to it that the example data of a task are in the cache, which Debian's packages have too."""
    script = 'fail() { printf "%s\\n" "$@" >&2; exit 1; }; . "$home/tools/data"; provide_examples "$1" >&2'
    subprocess.run(["bash", "-c", script, "", R_PACKAGES[task]], env=os.environ | {"home": str(HOME)}, check=True)


def figures(java, class_path, folder, task, seeds, settings):
    """Trains and measures a network with each seed; returns None, after saying so, if that fails."""
    if task in R_PACKAGES:
        provide(task)
        folder = cache()
    result = Figures(task)
    command = [java, "-cp", class_path, "ForecastFigures", task, folder, ",".join(map(str, seeds)), *arguments(settings)]
    if not read(command, result) or not result.runs:
        say(f"  {task} failed; see the messages above.")
        return None
    say(f"  {task}: {MEASURES[task][0]} {result.mean():.4f}, {sum(result.seconds):.3g} s")
    return result


def sections(found, settings):
    """Returns the lines of the tables."""
    lines = ["", "## Figures", "", cells(["task", "measure", "mean", "standard deviation", "seeds", "seconds per seed"]),
             cells(["---"] * 6)]
    for result in found:
        for place, measure in enumerate(MEASURES[result.task]):
            values = result.values(place)
            spread = statistics.stdev(values) if len(values) > 1 else 0
            lines.append(cells([result.task, measure, f"{result.mean(place):.4f}", f"{spread:.4f}", str(len(values)),
                                number(statistics.median(result.seconds))]))
    lines += ["", "## Others", "", *(f"* {task}: {text}" for task, text in OTHERS.items() if text)]
    return [*lines, "", "## Settings", "", *stated(list(settings), settings)]


def line(found):
    """Returns the line that scripts read.

    >>> line([Figures(COVID, {1: [0.04], 2: [0.05]}), Figures(DEMAND, {1: [0.6, 1.0, 0.8]}), Figures(DNA, {0: [0.95]})])
    'FORECAST covidRMSE=0.0450 maseVsSeasonalNaive=0.600 maseVsSmoothing=0.750 dna=95.00'
    """
    words = ["FORECAST"]
    for result in found:
        if result.task == COVID:
            words.append(f"covidRMSE={result.mean():.4f}")
        elif result.task == DEMAND:
            words.append(f"maseVsSeasonalNaive={result.mean(0) / result.mean(1):.3f}")
            words.append(f"maseVsSmoothing={result.mean(0) / result.mean(2):.3f}")
        else:
            words.append(f"dna={100 * result.mean():.2f}")
    return " ".join(words)


def write(file, machine, found, settings, quick):
    """Writes the tables, and all that they are made of beside them; returns the tables."""
    more = {"figures": [asdict(result) for result in found], "settings": settings}
    return report.write(file, machine, [], [], sections(found, settings), more, None if quick else line(found))
