"""Networks of sequences with their settings, and what others have published: the same settings for all data sets."""

SEEDS = 5
# In the order of the tables; other sets in the folder follow by name.
KNOWN_SETS = ["ItalyPowerDemand", "GunPoint", "ArrowHead", "BasicMotions", "JapaneseVowels"]

# What a new node has unless a network says otherwise.
DEFAULTS = {
    "members": 1,
    "epochs": 50,
    "batch": 32,
    "learningRate": 0.001,
    "l2": 0,
    "clipping": 1,
    "schedule": "constant",
    "validation": 20,
    "patience": 20,
    "warping": 0,
    "scaling": 0,
    "jitter": 0,
}
# Small data sets: all rows are trained on, in small batches, so that there are enough updates.
SMALL = {"validation": 0, "batch": 8, "epochs": 200, "schedule": "one-cycle"}
AUGMENTED = {"warping": 0.1, "scaling": 0.1, "jitter": 0.03}  # what the learners propose
NETWORKS = {
    "LSTM": DEFAULTS | {
        "encoder": "recurrent", "cell": "LSTM", "layers": 2, "units": 128, "dropout": 0, "bidirectional": "false",
        "pooling": "LAST_STEP"},
    "GRU": DEFAULTS | SMALL | AUGMENTED | {
        "encoder": "recurrent", "cell": "GRU", "layers": 1, "units": 64, "dropout": 0.2, "bidirectional": "true",
        "pooling": "ATTENTION", "learningRate": 0.005},
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
    20
    """
    chosen = NETWORKS[network]
    return chosen | {"epochs": max(1, chosen["epochs"] // 10)} if quick else chosen
