"""The processes that the check talks to: each answers a line of standard input with a line of names and values."""

import re
import selectors
import subprocess
import sys
import tarfile
import time
from pathlib import Path


class Failed(Exception):
    pass


def say(text):
    print(text, file=sys.stderr, flush=True)


class Server:
    def __init__(self, name, command, log):
        self.name, self.log = name, log
        self.process = subprocess.Popen(
            list(map(str, command)), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log.open("a"))
        self.rest = b""
        self.selector = selectors.DefaultSelector()
        self.selector.register(self.process.stdout, selectors.EVENT_READ)
        while self.line(time.monotonic() + 120) != "ready":
            pass

    def ask(self, command, timeout=60):
        """Returns the values of an answer by their names."""
        try:
            self.process.stdin.write(f"{command}\n".encode())
            self.process.stdin.flush()
        except BrokenPipeError:
            raise Failed(self.end(command)) from None
        answer = dict(part.split("=", 1) for part in self.line(time.monotonic() + timeout).split("\t") if part)
        if "error" in answer:
            raise Failed(f"{command}: {answer['error']}")
        return answer

    def line(self, deadline):
        while b"\n" not in self.rest:
            if not self.selector.select(max(0, deadline - time.monotonic())):
                self.process.kill()
                raise Failed(f"{self.name} did not answer in time.")
            piece = self.process.stdout.read1(65536)
            if not piece:
                raise Failed(self.end("start"))
            self.rest += piece
        line, _, self.rest = self.rest.partition(b"\n")
        return line.decode()

    def end(self, command):
        return f"{self.name} ended at: {command}; {self.log} ends with: {self.log.read_text()[-2000:]}"

    def resident_bytes(self):
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s*(\d+) kB", status).group(1)) * 1024

    def close(self):
        try:
            self.process.stdin.close()
            self.process.wait(20)
        except BrokenPipeError:
            pass
        except subprocess.TimeoutExpired:
            self.process.kill()


def unpacked_java(kit):
    """Returns the Java of the kit, which travels packed."""
    folder, packed = kit / "jre", kit / "jre.tar.xz"
    if not folder.exists():
        say("Unpacking Java ...")
        with tarfile.open(packed) as archive:
            archive.extractall(kit)
    return folder / "bin" / "java"
