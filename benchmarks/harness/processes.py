"""Programs that print what they find out, line by line."""

import subprocess


def read(command, result):
    """Runs a program and has the result read each line that it prints; says whether it succeeded."""
    with subprocess.Popen(list(map(str, command)), stdout=subprocess.PIPE, text=True) as process:
        for line in process.stdout:
            result.read(line)
    return process.returncode == 0
