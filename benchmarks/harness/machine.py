"""What the measurements ran on, and what else ran there meanwhile."""

import contextlib
import datetime
import os
import platform
import re
import subprocess
import sys
import time
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
CORES = len(os.sched_getaffinity(0))


def describe(java, python):
    """Returns name and value of what a reader needs to compare figures with those of another machine."""
    memory = int(first(r"^MemTotal:\s*(.*) kB", "/proc/meminfo")) // 1024
    flags = first(r"^flags\s*:(.*)", "/proc/cpuinfo").split()
    version = subprocess.run([java, "-version"], capture_output=True, text=True).stderr.splitlines()
    facts = {
        "date": datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M UTC"),
        "commit": commit(),
        "processor": first(r"^model name\s*:(.*)", "/proc/cpuinfo"),
        "cores": CORES,
        "vector instructions": next((f for f in ("avx512f", "avx2", "avx") if f in flags), "none known"),
        "bfloat16": bfloat16() or "none",
        "memory": f"{memory:,} MB",
        "virtual": "hypervisor" in flags,
        "system": platform.platform(),
        "Java": version[-1],
        "load average at the start": " ".join(f"{load:.2f}" for load in os.getloadavg()),
    }
    if python:
        code = "import torch; print(torch.__version__)"
        facts["PyTorch"] = subprocess.run(
            [python, "-W", "ignore", "-c", code], capture_output=True, text=True).stdout.strip()
    return facts


def commit():
    """Returns the commit that is checked out, with -dirty if files differ from it; "unknown" outside a repository."""
    command = ["git", "describe", "--always", "--dirty", "--exclude=*"]
    try:
        found = subprocess.run(command, cwd=Path(__file__).parent, capture_output=True, text=True)
    except FileNotFoundError:
        return "unknown"
    return found.stdout.strip() or "unknown"


def bfloat16():
    """Returns the instructions that multiply bfloat16, or None if the processor has none."""
    names = {"amx_bf16": "AMX", "avx512_bf16": "AVX512-BF16"}
    flags = first(r"^flags\s*:(.*)", "/proc/cpuinfo").split()
    return next((name for flag, name in names.items() if flag in flags), None)


def first(pattern, file):
    found = re.search(pattern, Path(file).read_text(), re.MULTILINE)
    return found.group(1).strip() if found else "unknown"


def busy_seconds():
    """Returns the seconds of all cores that somebody used, other guests of the host included (steal)."""
    user, nice, system, idle, iowait, irq, softirq, steal, *_ = map(int, Path("/proc/stat").read_text().split()[1:11])
    return (user + nice + system + irq + softirq + steal) / TICKS


def process_seconds(pid):
    """Returns the processor seconds that a process has used."""
    user, system = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / TICKS


def peak_megabytes(pid):
    """Returns the most memory that a process ever held (VmHWM)."""
    return int(re.search(r"VmHWM:\s*(\d+) kB", Path(f"/proc/{pid}/status").read_text()).group(1)) / 1024


class Watch:
    """A stop-watch for one process: wall-clock seconds, and how many cores others kept busy meanwhile."""

    def __init__(self, *pids):
        self.pids = pids

    def __enter__(self):
        self.others = busy_seconds() - self.ours()
        self.start = time.perf_counter()
        return self

    def __exit__(self, *_):
        self.seconds = time.perf_counter() - self.start
        self.foreign_cores = max(0.0, (busy_seconds() - self.ours() - self.others) / self.seconds)

    def ours(self):
        return sum(map(process_seconds, self.pids))


def await_quiet(pause, patience, *pids):
    """Lets threads that spin after their work fall asleep, and waits a while for others to leave the cores."""
    deadline = time.perf_counter() + patience
    while True:
        with Watch(os.getpid(), *pids) as watch:
            time.sleep(pause)
        if watch.foreign_cores < 0.1 or time.perf_counter() > deadline:
            return


@contextlib.contextmanager
def neighbour(busy):
    """Keeps one core busy with a process of its own, if asked to; gives the process ids."""
    if not busy:
        yield []
        return
    process = subprocess.Popen([sys.executable, "-c", "while True: pass"])
    try:
        yield [process.pid]
    finally:
        process.kill()
        process.wait()
