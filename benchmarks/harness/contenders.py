"""The processes that take turns, each spoken to over a pipe (contenders/Contender.java says how)."""

import os
import subprocess
import sys
import time

from harness.machine import Watch, peak_megabytes
from harness.preparation import BENCHMARKS

OURS, OURS_MIXED, STOCK = "ours", "ours mixed", "stock"
PYTORCH, PYTORCH_TUNED = "PyTorch", "PyTorch tuned"
PYTORCH_BFLOAT16, PYTORCH_COMPILED = "PyTorch bfloat16", "PyTorch compiled"  # tuned, too

# glibc hands large blocks back to the system and asks for them anew, mini-batch by mini-batch; on virtual machines the
# page faults can take most of PyTorch's time. A user who knows tells it to keep them.
KEEP_MEMORY = {"MALLOC_MMAP_THRESHOLD_": "4000000000", "MALLOC_TRIM_THRESHOLD_": "4000000000"}


class Contender:
    """One running contender. Leaving the with block ends its process."""

    def __init__(self, name, command, environment):
        self.name = name
        self.started = time.perf_counter()
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, **environment})
        self.answer_is("ready")

    def answer_is(self, expected=None):
        line = self.process.stdout.readline().strip()
        if not line or expected not in (None, line):
            sys.exit(f"The contender '{self.name}' failed; see its messages above.")
        return line

    def ask(self, command, number, neighbours=()):
        """Has it train mini-batches or classify at a batch size; returns its watch, with its answer."""
        with Watch(self.process.pid, os.getpid(), *neighbours) as watch:
            print(command, number, file=self.process.stdin, flush=True)
            watch.answer = float(self.answer_is())
        return watch

    def seconds_since_start(self):
        return time.perf_counter() - self.started

    def peak_megabytes(self):
        return peak_megabytes(self.process.pid)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.kill()
        self.process.wait()


class Starter:
    """Knows how each contender is started."""

    def __init__(self, java, class_path, python, java_options=(), names=(OURS, STOCK, PYTORCH, PYTORCH_TUNED)):
        """Takes the names of those that take part; PyTorch only does if there is a Python that has it."""
        jvm = [java, *java_options, "-cp", class_path]
        pytorch = [python, BENCHMARKS / "contenders/pytorch.py"]
        commands = {
            OURS: [*jvm, "Ours"],
            OURS_MIXED: [*jvm, "Ours", "--mixed"],
            STOCK: [*jvm, "Stock"],
            PYTORCH: pytorch,
            PYTORCH_TUNED: pytorch,
            PYTORCH_BFLOAT16: [*pytorch, "--bfloat16"],
            PYTORCH_COMPILED: [*pytorch, "--compiled"],
        }
        self.commands = {name: commands[name] for name in names if python or "PyTorch" not in name}

    def names(self):
        return list(self.commands)

    def able(self, case):
        """Returns the names of the contenders that take part in a case."""
        return [name for name in self.commands if case.admits(name)]

    def start(self, name, case, folder):
        arguments = [folder, *case.arguments()]
        # Deeplearning4j takes its threads from the environment alone.
        environment = {"OMP_NUM_THREADS": str(case.threads)} if name == STOCK and case.threads else {}
        environment |= KEEP_MEMORY if name in (PYTORCH_TUNED, PYTORCH_BFLOAT16, PYTORCH_COMPILED) else {}
        return Contender(name, [*map(str, self.commands[name]), *map(str, arguments)], environment)
