"""What the benchmarks found for a version, in a line."""

import json
import sys

from harness.preparation import BENCHMARKS

KINDS = ["RATIO", "TIME", "SEQUENCES", "FORECAST"]


def line(version):
    """Returns the line of a version, of the newest results."""
    newest = {}
    for file in sorted((BENCHMARKS / "results").glob("*.json")):
        result = json.loads(file.read_text())
        if words := result.get("line"):
            newest[words.split()[0]] = result
    if not newest:
        sys.exit("benchmarks/results has no result with a line for scripts; run 'benchmarks/run --quick' first.")
    return text(version, newest)


def text(version, newest):
    """Returns the line of a version: where it was measured, and the lines for scripts by their first word.

    >>> machine = {"date": "2026-11-30 00:38 UTC", "processor": "AMD EPYC", "cores": 2, "vector instructions": "avx512f",
    ...            "bfloat16": "AVX512-BF16"}
    >>> print(text("0.1.0", {"TIME": {"machine": machine, "line": "TIME notebook=4.5"},
    ...                      "RATIO": {"machine": machine, "line": "RATIO training=1.8"}}))
    * 0.1.0, 2026-11-30, AMD EPYC, 2 cores, avx512f, bfloat16: AVX512-BF16: `RATIO training=1.8`; `TIME notebook=4.5`
    """
    machine = max((result["machine"] for result in newest.values()), key=lambda machine: machine["date"])
    date = machine["date"].split()[0]
    where = (f"{machine['processor']}, {machine['cores']} cores, {machine['vector instructions']}, "
             f"bfloat16: {machine['bfloat16']}")
    lines = "; ".join(f"`{newest[kind]['line']}`" for kind in KINDS if kind in newest)
    return f"* {version}, {date}, {where}: {lines}"
