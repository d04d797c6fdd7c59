"""Networks of sequences with their settings, and what others have published: the same settings for all data sets."""

SEEDS = 5
# In the order of the tables; other sets in the folder follow by name.
KNOWN_SETS = ["ItalyPowerDemand", "GunPoint", "ArrowHead", "BasicMotions", "JapaneseVowels"]

# A new node has these settings, apart from those that a network states.
DEFAULTS = {
    "members": 1,
    "epochs": 50,
    "batch": 32,
    "learningRate": 0.001,
    "schedule": "constant",
    "averaged": "true",
    "clipping": 0,
    "l2": 0,
    "validation": 20,
    "patience": 20,
    "warping": 0,
    "scaling": 0,
    "jitter": 0,
}
ONE_DIRECTION = {"cell": "LSTM", "dropout": 0, "bidirectional": "false", "pooling": "LAST_STEP"}
# For tables of tens or hundreds of rows: all are trained on, in small batches and many epochs, without early stopping,
# for which a fifth of so few rows is too few.
FEW_ROWS = {"validation": 0, "schedule": "one-cycle", "clipping": 1}
GRU = DEFAULTS | FEW_ROWS | {
    "encoder": "recurrent",
    "cell": "GRU",
    "layers": 1,
    "units": 32,
    "dropout": 0,
    "bidirectional": "true",
    "pooling": "ATTENTION",
    "epochs": 400,
    "batch": 8,
    "learningRate": 0.005,
    "warping": 0.1,
    "scaling": 0.1,
    "jitter": 0.2,
}
CONVOLUTIONS = DEFAULTS | FEW_ROWS | {
    "encoder": "convolutional", "dilationGrowth": 1, "convolutionalDropout": 0, "epochs": 200, "batch": 16}
FCN = CONVOLUTIONS | {"design": "FCN", "filters": 128, "depth": 3, "kernel": 8}
NETWORKS = {
    "LSTM": DEFAULTS | ONE_DIRECTION | {"encoder": "recurrent", "layers": 2, "units": 128, "clipping": 1},
    "GRU": GRU,
    "FCN": FCN,
    "ResNet": CONVOLUTIONS | {"design": "RESNET", "filters": 64, "depth": 3, "kernel": 8},
    "Inception": CONVOLUTIONS | {"design": "INCEPTION", "filters": 32, "depth": 6, "kernel": 40},
    "LSTM-FCN": FCN | ONE_DIRECTION | {"encoder": "composition", "layers": 1, "units": 8, "dropout": 0.8},
    "Rocket": DEFAULTS | {"encoder": "rocket", "features": 10_000, "validation": 0},
}

# Accuracy on the default split, in percent. InceptionTime: Ismail Fawaz et al., Data Mining and Knowledge Discovery 34,
# 2020. ROCKET: Dempster, Petitjean and Webb, the same, 34, 2020. MiniRocket: Dempster, Schmidt and Webb, KDD 2021.
# HIVE-COTE 2: Middlehurst et al., Machine Learning 110, 2021.
PUBLISHED = {
    "ItalyPowerDemand": {"ROCKET": 97.0, "MiniRocket": 96.9, "InceptionTime": 96.6, "HIVE-COTE 2": 97.0},
    "GunPoint": {"ROCKET": 100, "MiniRocket": 99.3, "InceptionTime": 100},
    "ArrowHead": {"ROCKET": 81.4, "MiniRocket": 86.3, "InceptionTime": 86.3, "HIVE-COTE 2": 86.9},
}
PUBLISHED_NETWORKS = ["ROCKET", "MiniRocket", "InceptionTime", "HIVE-COTE 2"]


def settings(network, quick=False):
    """Returns the settings of a network; a quick training has a tenth of its epochs.

    >>> settings("GRU", quick=True)["epochs"]
    40
    """
    chosen = NETWORKS[network]
    return chosen | {"epochs": max(1, chosen["epochs"] // 10)} if quick else chosen
