"""What the benchmarks found for a version, in a line."""

import json
import sys

from harness.preparation import BENCHMARKS, say

KINDS = ["RATIO", "TIME", "SEQUENCES", "FORECAST"]
SAME = ["commit", "processor", "cores"]


def line(version):
    """Returns the line of a version, of the newest results; says which kinds are not there."""
    newest = comparable([json.loads(file.read_text()) for file in sorted((BENCHMARKS / "results").glob("*.json"))])
    if not newest:
        sys.exit("benchmarks/results has no result with a line for scripts; run 'benchmarks/run --quick' first.")
    if missing := [kind for kind in KINDS if kind not in newest]:
        say(f"Not measured with the commit and on the machine of the newest result: {', '.join(missing)}.")
    return text(version, newest)


def comparable(results):
    """Returns the newest result of each kind, by its first word: of the commit and the machine of the newest of all.

    >>> def result(line, commit):
    ...     return {"machine": {"commit": commit, "processor": "AMD EPYC", "cores": 2}, "line": line}
    >>> found = comparable([result("RATIO training=1.7", "a1"), result("TIME notebook=4.4", "a1"),
    ...                     result("RATIO training=1.8", "b2"), result(None, "c3"), result("RATIO training=1.9", "b2")])
    >>> {kind: result["line"] for kind, result in found.items()}
    {'RATIO': 'RATIO training=1.9'}
    """
    known = [result for result in results if (result.get("line") or "").partition(" ")[0] in KINDS]
    return {result["line"].split()[0]: result for result in known
            if all(result["machine"].get(fact) == known[-1]["machine"].get(fact) for fact in SAME)}


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
