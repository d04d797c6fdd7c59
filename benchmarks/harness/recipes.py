"""How the networks learn that are timed until they reach an accuracy: the one place for what we and PyTorch are told."""

from harness.sequence_cases import DEFAULTS, ONE_DIRECTION

TARGET = 98.86  # percent of MNIST's test images: what the notebook's settings have after ten epochs
NETWORK = DEFAULTS | ONE_DIRECTION | {"encoder": "recurrent", "layers": 2, "units": 128, "validation": 0}
NOTEBOOK = NETWORK | {"epochs": 10, "batch": 100, "learningRate": 0.001, "averaged": "false", "start": "PyTorch"}
# TrainingOptions.quickStart(60_000), against which OursToAccuracy checks what it is told. Batches divide the images:
# PyTorch leaves out what is left.
QUICK_START = NETWORK | {
    "epochs": 4,
    "batch": 100,
    "learningRate": 0.006,
    "schedule": "one-cycle",
    "clipping": 1,
    "start": "Xavier, forget gates 1",
}
