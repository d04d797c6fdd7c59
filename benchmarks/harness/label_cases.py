"""The networks of several labels: one place for what we and PyTorch are told, and for how the figures come about."""

from dataclasses import dataclass

from harness.machine import CORES

CNN_RNN, ANY_ORDER, CNN = "CNN-RNN", "CNN-RNN in any order", "CNN of labels"
RANKING = "ranking"  # the most likely labels of CNN, as many for each scene as scenes have on average
OUTFITS, INDEPENDENT = "outfits", "independent"
SEEDS = [1, 2, 3]
SETTINGS = {
    # The encoder: convolutions of 3 x 3, each followed by pooling of 2 x 2.
    "filters": "16,32",
    "normalized": "true",
    "dropout": 0,
    "dense": 128,
    "denseDropout": 0.2,
    # The label path.
    "embedding": 64,
    "units": 128,
    "beam": 5,
    # The training of the networks whose figures are compared; the best epoch by validation loss is kept.
    "batch": 100,
    "learningRate": 0.002,
    "epochs": 20,
    "patience": 4,
}
QUICK = {"epochs": 6}


def arguments(settings):
    return [f"{name}={value}" for name, value in settings.items()]


@dataclass(frozen=True)
class LabelCase:
    """What the contenders compute in turns."""

    network: str = CNN_RNN
    batch: int = SETTINGS["batch"]
    threads: int = 0
    busy: bool = False

    def arguments(self):
        return [self.network, SETTINGS["dense"], self.batch, self.threads, *arguments(SETTINGS)]

    def __str__(self):
        threads = self.threads or CORES
        return f"{self.network}, batch {self.batch}, {threads} thread{'s' * (threads > 1)}"


CASES = [LabelCase(network) for network in (CNN_RNN, ANY_ORDER, CNN)]
