"""What is varied: one thing at a time around the reference network."""

from dataclasses import dataclass, replace

from harness.contenders import PYTORCH_COMPILED, STOCK
from harness.machine import CORES

LSTM, BILSTM, GRU, TANH, RELU, CNN = "LSTM", "BiLSTM", "GRU", "RNN-tanh", "RNN-ReLU", "CNN"
FCN, INCEPTION = "FCN", "Inception"  # convolutions over time


@dataclass(frozen=True)
class Case:
    network: str = LSTM
    batch: int = 100
    hidden: int = 128  # of a CNN: units of its dense layer; of convolutions over time: filters
    steps: int = 28
    features: int = 28
    threads: int = 0  # 0: each contender's own default, all cores
    busy: bool = False

    def arguments(self):
        """Returns what a contender is told about it."""
        return [self.network, self.hidden, self.batch, self.threads]

    def admits(self, contender):
        """Says whether a contender has its network and can train it; compiling takes too long to do it for each case."""
        if contender == STOCK:
            return self.network not in (BILSTM, GRU, FCN, INCEPTION)
        return contender != PYTORCH_COMPILED or not (self.threads or self.busy)

    def __str__(self):
        threads = self.threads or CORES
        features = "" if self.features == 28 else f"{self.features} feature{'s' * (self.features > 1)}, "
        return (f"{self.network}, batch {self.batch}, hidden {self.hidden}, {self.steps} steps, {features}"
                f"{threads} thread{'s' * (threads > 1)}, " + ("busy" if self.busy else "quiet"))


REFERENCE = Case()
# Java's heap collected as soon as it may be, so that peak memory shows what is in use, not what garbage may take.
TIGHT_HEAP = ["-XX:+UseSerialGC", "-Xms64m", "-Xmn24m", "-XX:MinHeapFreeRatio=5", "-XX:MaxHeapFreeRatio=15"]
SCALES = [1_000, 10_000, 60_000, 200_000, 600_000]  # training images
VARIATIONS = [REFERENCE, *(replace(REFERENCE, **change) for change in (
    {"batch": 32}, {"batch": 512}, {"hidden": 64}, {"hidden": 512}, {"steps": 128},
    {"network": BILSTM}, {"network": GRU}, {"network": TANH}, {"network": RELU}, {"network": CNN},
    *({"network": network, "batch": 32, "hidden": filters, "steps": 150, "features": features}
      for network, filters in ((FCN, 128), (INCEPTION, 32)) for features in (1, 6))))]
ALL = [replace(case, threads=threads, busy=busy)
       for threads in ([0, 1] if CORES > 1 else [0]) for busy in (False, True) for case in VARIATIONS]
