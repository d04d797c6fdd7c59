"""Tables of networks of sequences, and the one line for scripts."""

from dataclasses import asdict

from harness import report
from harness.report import cells, number
from harness.sequence_cases import DEFAULTS, PUBLISHED, PUBLISHED_NETWORKS


def sections(found, networks, settings):
    """Returns the lines of all tables."""
    sets = list(dict.fromkeys(figures.data_set for figures in found))
    by_names = {(figures.data_set, figures.network): figures for figures in found}
    lines = ["", "## Data", "", *data(sets, found)]
    lines += ["", "## Accuracy", "", "On the test split, in percent: mean and standard deviation over the seeds.", "",
              *table(sets, networks, by_names, accuracy, PUBLISHED_NETWORKS)]
    lines += ["", "## Training", "", "Seconds for all epochs: the median over the seeds.", "",
              *table(sets, networks, by_names, lambda figures: number(figures.seconds("training")))]
    lines += ["", "## Prediction", "", "Seconds for the test split: the median over the seeds.", "",
              *table(sets, networks, by_names, lambda figures: number(figures.seconds("prediction")))]
    lines += ["", "## Settings", "", *stated(networks, settings)]
    return lines


def stated(networks, settings):
    """Returns what each network has instead of the settings that most have.

    >>> list(stated(["Rocket"], {"Rocket": DEFAULTS | {"encoder": "rocket"}}))[1:]
    ['* Rocket: encoder rocket']
    """
    yield "* Unless stated otherwise: " + words(DEFAULTS)
    for network in networks:
        own = {name: value for name, value in settings[network].items() if DEFAULTS.get(name) != value}
        yield f"* {network}: {words(own)}"


def words(settings):
    return ", ".join(f"{name} {value}" for name, value in settings.items())


def data(sets, found):
    yield cells(["set", "training", "test", "time steps", "features", "classes"])
    yield cells(["---"] * 6)
    for name in sets:
        training, test, fewest, most, features, classes = next(f.sizes for f in found if f.data_set == name)
        steps = str(most) if fewest == most else f"{fewest} to {most}"
        yield cells([name, str(training), str(test), steps, str(features), str(classes)])


def table(sets, networks, by_names, text, published=()):
    yield cells(["set", *networks, *(f"{other} (published)" for other in published)])
    yield cells(["---"] * (1 + len(networks) + len(published)))
    for name in sets:
        ours = [text(by_names[name, network]) if (name, network) in by_names else "" for network in networks]
        others = [PUBLISHED.get(name, {}).get(other) for other in published]
        yield cells([name, *ours, *("" if value is None else f"{value:.1f}" for value in others)])


def accuracy(figures):
    return f"{figures.mean():.2f} ± {figures.deviation():.2f}"


def line(found):
    """Returns the line that scripts read: for each set, the mean of our best network.

    >>> from harness.sequence_figures import Figures, Run
    >>> line([Figures("GunPoint", "LSTM", [], [Run(1, 97.0, 1, 1, 1), Run(2, 98.0, 1, 1, 1)]),
    ...       Figures("GunPoint", "Rocket", [], [Run(1, 99.0, 1, 1, 1)])])
    'SEQUENCES GunPoint=99.00'
    """
    best = {}
    for figures in found:
        best[figures.data_set] = max(best.get(figures.data_set, 0), figures.mean())
    return " ".join(["SEQUENCES", *(f"{name}={mean:.2f}" for name, mean in best.items())])


def write(file, machine, found, networks, settings, quick):
    """Writes the tables, and all that they are made of beside them; returns the tables."""
    more = {"figures": [asdict(figures) for figures in found], "settings": settings}
    return report.write(file, machine, [], [], sections(found, networks, settings), more, None if quick else line(found))
