"""Trainings on Spark clusters on this machine, by the scripts of this repository."""

import json
import os
import re
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from harness.preparation import FILES, HOME, say

APPLICATION = HOME / "spark/org.seqnet.spark/target/seqnet-spark.jar"
EVENT = "seqnet-event "
ACCURACY = re.compile(r"validation accuracy ([0-9.]+)")


@dataclass(frozen=True)
class Images:
    """The files of a data set: training images and labels, test images and labels."""
    files: list

    def arguments(self):
        images, labels, test_images, test_labels = map(str, self.files)
        return ["--format", "idx", "--data", images, "--label-file", labels,
                "--validation", test_images, "--validation-label-file", test_labels]


@dataclass(frozen=True)
class Course:
    """What a training told: samples per second after the first epoch, and the accuracy on test images at its end."""
    samples_per_second: float
    accuracy: float


def sample():
    return Images([HOME / "workflows/fashion-mnist-sample/data" / f"{name}.gz" for name in FILES])


def fashion_mnist():
    folder = Path(os.environ.get("SEQNET_CACHE", Path.home() / ".cache/seqnet")) / "fashion-mnist"
    files = [next((path for path in (folder / name, folder / f"{name}.gz") if path.exists()), None) for name in FILES]
    if None in files:
        sys.exit("Fashion-MNIST is not in the cache: './run fashion-mnist-lstm' downloads it.")
    return Images(files)


class Cluster:
    """A master and workers with one core each."""

    def __init__(self, version, workers):
        self.version, self.workers = version, workers

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="seqnet-cluster-")
        started = script("spark-cluster", "start", "--spark", self.version, "--workers", str(self.workers),
                         "--memory", "3g", "--folder", self.folder.name)
        self.url = subprocess.run(started, check=True, stdout=subprocess.PIPE, text=True).stdout.split()[-1]
        return self

    def __exit__(self, *_):
        subprocess.run(script("spark-cluster", "stop", "--folder", self.folder.name), check=True)
        self.folder.cleanup()

    def train(self, images, epochs, shards, interval, seed):
        return train(self.version, self.url, images, epochs, shards, interval, seed)


def train_locally(version, images, epochs, shards, interval, seed):
    return train(version, "local[2]", images, epochs, shards, interval, seed)


def script(name, *arguments):
    return [str(HOME / "scripts" / name), *arguments]


def train(version, master, images, epochs, shards, interval, seed):
    """Trains the reference network and returns its course."""
    if not APPLICATION.exists():
        say("Building the application ...")
        subprocess.run(["./mvnw", "-q", "-DskipTests", "-am", "package", "-pl",
                        "bundles/org.seqnet.dl4j,bundles/org.seqnet.engine,spark/org.seqnet.spark"], cwd=HOME,
                       check=True)
    with tempfile.TemporaryDirectory(prefix="seqnet-spark-") as folder:
        command = script(
            "spark-submit", "--spark", version, "--master", master, "--driver-memory", "3g", "--executor-memory", "2g",
            "--conf", "spark.ui.enabled=false", "--conf", "spark.log.level=ERROR", str(APPLICATION),
            "train", *images.arguments(), "--preset", "reference", "--epochs", str(epochs), "--shards", str(shards),
            "--interval", str(interval), "--seed", str(seed), "--events", "--output", f"{folder}/network.seqnet")
        with (Path(folder) / "spark.log").open("w+") as log, \
                subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True) as process:
            rows, ends, line = follow(process.stdout)
            if process.wait():
                log.seek(0)
                sys.exit(f"{log.read()[-3000:]}\nThe training failed.")
    seconds = ends[-1] - ends[0]
    accuracy = ACCURACY.search(line)
    return Course(rows * (len(ends) - 1) / seconds, float(accuracy.group(1)))


def follow(lines):
    """Returns the rows of a training, the times at which its epochs ended, and the last epoch's line."""
    rows, ends, last = 0, [], ""
    for line in lines:
        if line.startswith(EVENT):
            event = json.loads(line[len(EVENT):])
            if event["event"] == "begin":
                rows = event["rows"]
            elif event["event"] == "epoch":
                ends.append(time.monotonic())
                last = event["line"]
            elif event["event"] == "error":
                say(event["text"])
    return rows, ends, last
