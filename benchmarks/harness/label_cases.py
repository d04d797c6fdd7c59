"""Scenes and networks of several labels: the one place for what we and PyTorch are told about them."""

from dataclasses import dataclass

from harness.machine import CORES

CNN_RNN, ANY_ORDER, CNN = "CNN-RNN", "CNN-RNN in any order", "CNN of labels"
ONE_THRESHOLD = "CNN of labels, one threshold"  # the one with the best O-F1 on the validation scenes
RANKING = "ranking"  # the most likely labels of CNN, as many for each scene as scenes have on average
OUTFITS, INDEPENDENT = "outfits", "independent"
SEEDS = 3
# The Scene Composer's defaults. Each combination of clear articles goes with one of four faint ones, which no clear
# article alone tells, nor two of them.
SCENES = {
    "training": 6_000,
    "validation": 2_000,
    "test": 10_000,
    "canvas": 32,
    "scale": "0.6,0.75",
    "brightness": "0.7,1",
    "faintScale": "0.25,0.35",
    "faintBrightness": "0.08,0.15",
    "background": 7,
    "mostHidden": 0.2,
    "noise": 12,
    "outfits": """
        Trouser, (Shirt)
        Pullover, (Sandal)
        Dress, (Sandal)
        Bag, (Coat)
        Ankle boot, (Sneaker)
        Trouser, Pullover, (Sneaker)
        Trouser, Dress, (Coat)
        Trouser, Bag, (Sandal)
        Trouser, Ankle boot, (Coat)
        Pullover, Dress, (Coat)
        Pullover, Bag, (Sneaker)
        Pullover, Ankle boot, (Coat)
        Dress, Bag, (Shirt)
        Dress, Ankle boot, (Shirt)
        Bag, Ankle boot, (Sandal)
        Trouser, Pullover, Dress, (Shirt)
        Trouser, Pullover, Bag, (Coat)
        Trouser, Pullover, Ankle boot, (Sandal)
        Trouser, Dress, Bag, (Sneaker)
        Trouser, Dress, Ankle boot, (Sneaker)
        Trouser, Bag, Ankle boot, (Shirt)
        Pullover, Dress, Bag, (Sandal)
        Pullover, Dress, Ankle boot, (Sneaker)
        Pullover, Bag, Ankle boot, (Shirt)
        Dress, Bag, Ankle boot, (Coat)
        T-shirt/top""",
}
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
    "epochs": 60,
    "patience": 4,
}
QUICK = {"epochs": 10}


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

    def admits(self, contender):
        return True

    def __str__(self):
        threads = self.threads or CORES
        return f"{self.network}, batch {self.batch}, {threads} thread{'s' * (threads > 1)}"


CASES = [LabelCase(network) for network in (CNN_RNN, ANY_ORDER, CNN)]
