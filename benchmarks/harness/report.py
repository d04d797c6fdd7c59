"""Tables, and the one line for scripts."""

import datetime
import json
from dataclasses import asdict

from harness.contenders import (
    OURS, OURS_MIXED, PYTORCH, PYTORCH_BFLOAT16, PYTORCH_COMPILED, PYTORCH_TUNED, STOCK)
from harness.measuring import CLASSIFYING, FIRST_EPOCH, MEMORY, MEMORY_TRAINING, QUIET, SECOND_EPOCH, TRAINING
from harness.preparation import BENCHMARKS, IMAGES

TURNS = [TRAINING, *CLASSIFYING.values()]
CONTENDERS = [OURS, OURS_MIXED, PYTORCH, PYTORCH_TUNED, PYTORCH_BFLOAT16, PYTORCH_COMPILED, STOCK]
COMPARED = [*((other, OURS) for other in (PYTORCH, PYTORCH_TUNED, PYTORCH_COMPILED, STOCK)),
            *((other, OURS_MIXED) for other in (PYTORCH_TUNED, PYTORCH_BFLOAT16))]
MEASURES = [*TURNS, FIRST_EPOCH, SECOND_EPOCH, MEMORY_TRAINING, MEMORY]


def markdown(machine, results, names, more=()):
    names = [name for name in CONTENDERS if name in names]
    pairs = [(other, own) for other, own in COMPARED if other in names and own in names]
    lines = ["# Benchmark", ""]
    lines += [f"* {name}: {value}" for name, value in machine.items()]
    lines += ["", "Medians; ratio = time of the other contender / ours, above 1 ours is faster, in brackets minimum and maximum.",
              f"An epoch is computed as {IMAGES:,} sequences at the median. Foreign: cores used by other programs meanwhile;",
              f"turns with more than {QUIET} are ignored if there are quieter ones."] if results else []
    for measure in MEASURES:
        rows = [row(result, measure, names, pairs) for result in results if measure in result.samples]
        if rows:
            head = ["case", *names, *(f"{other} / {own}" for other, own in pairs)]
            head += ["foreign"] if measure in TURNS else []
            head += [f"epoch of {OURS}, s"] if measure == TRAINING else []
            lines += ["", f"## {measure[0].upper()}{measure[1:]}", "", cells(head), cells(["---"] * len(head)), *map(cells, rows)]
    disturbed = [f"{result.case}: {measure}" for result in results for measure in TURNS
                 if measure in result.samples and result.foreign_cores(measure) > QUIET]
    lines += ["", "Unreliable because other programs kept the machine busy:", *(f"* {name}" for name in disturbed)] if disturbed else []
    return "\n".join([*lines, *more]) + "\n"


def scaling(machine, scales):
    lines = ["# Scaling", "", *(f"* {name}: {value}" for name, value in machine.items()), "",
             "One epoch of the reference network. Data: one byte per pixel.", ""]
    head = ["images", "epoch, s", "us per image", "peak memory, MB", "data, MB", "rest, MB"]
    lines += [cells(head), cells(["---"] * len(head))]
    for scale in scales:
        rest = scale.peak_megabytes - scale.data_megabytes
        lines.append(cells([f"{scale.images:,}", number(scale.seconds), number(1e6 * scale.seconds / scale.images),
                            number(scale.peak_megabytes), number(scale.data_megabytes), number(rest)]))
    return "\n".join(lines) + "\n"


def row(result, measure, names, pairs):
    columns = [str(result.case)]
    columns += [number(result.median(measure, name)) for name in names]
    columns += [ratio(result.ratio(measure, other, own)) for other, own in pairs]
    if measure in TURNS:
        columns.append(f"{result.foreign_cores(measure):.2f}")
    if measure == TRAINING:
        columns.append(f"{result.median(TRAINING, OURS) / 1000 * IMAGES / result.case.batch:.1f}")
    return columns


def cells(values):
    return "| " + " | ".join(values) + " |"


def number(value):
    return "" if value is None else f"{value:.3g}" if value < 100 else f"{value:,.0f}"


def ratio(value):
    if value is None:
        return ""
    median, least, most = value
    return f"{median:.2f} ({least:.2f} to {most:.2f})" if least < most else f"{median:.2f}"


def ratio_line(result):
    """Returns the line that scripts read; what was not measured is not in it."""
    ratios = {
        "training": result.ratio(TRAINING, PYTORCH),
        "inference100": result.ratio(CLASSIFYING[100], PYTORCH),
        "inference1000": result.ratio(CLASSIFYING[1000], PYTORCH),
        "stock": result.ratio(TRAINING, STOCK),
        "mixedTraining": result.ratio(TRAINING, PYTORCH_TUNED, OURS_MIXED),
        "mixedPrediction": result.ratio(CLASSIFYING[1000], PYTORCH_TUNED, OURS_MIXED),
        "autocast": result.ratio(TRAINING, PYTORCH_BFLOAT16, OURS_MIXED),
    }
    words = [f"{name}={value[0]:.2f}" for name, value in ratios.items() if value]
    words.append(f"memoryMB={result.median(MEMORY_TRAINING, OURS):.0f}")
    if tuned := result.ratio(TRAINING, PYTORCH_TUNED):
        words.append(f"tuned={tuned[0]:.2f}")
    return " ".join(["RATIO", *words])


def new_file():
    folder = BENCHMARKS / "results"
    folder.mkdir(exist_ok=True)
    return folder / (datetime.datetime.now().strftime("%Y%m%d-%H%M%S") + ".md")


def write(file, machine, results, names, more_lines=(), more=None, line=None):
    """Writes the table, and all samples beside it, with the line for scripts; returns the table."""
    table = markdown(machine, results, names, more_lines)
    file.write_text(table)
    samples = {"machine": machine, "cases": [asdict(result) for result in results], **(more or {}), "line": line}
    file.with_suffix(".json").write_text(json.dumps(samples, indent=1) + "\n")
    return table
