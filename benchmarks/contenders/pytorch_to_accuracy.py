"""PyTorch on the way to an accuracy. Arguments and commands are those of OursToAccuracy.java."""

import sys
from pathlib import Path

from pytorch import ClassContender, serve  # before PyTorch itself, whose warnings it hides
import torch
from torch.optim.lr_scheduler import OneCycleLR
from torch.optim.swa_utils import AveragedModel

AVERAGED_SPANS = 19  # of all steps: about the last twentieth counts, as in the engine's AverageWeights


class Recipe(ClassContender):
    def __init__(self, folder, settings):
        bfloat16 = settings["precision"] == "MIXED"
        super().__init__(folder, "LSTM", int(settings["units"]), int(settings["batch"]), bfloat16)
        self.clipping = float(settings["clipping"])
        if settings["start"] != "PyTorch":
            start(self.network)
        rate, steps = float(settings["learningRate"]), int(settings["epochs"]) * (len(self.images) // self.batch)
        self.updater = torch.optim.Adam(self.network.parameters(), lr=rate)
        self.schedule = None
        if settings["schedule"] == "one-cycle":
            self.schedule = OneCycleLR(self.updater, rate, total_steps=steps, cycle_momentum=False)
        self.average = AveragedModel(self.network, multi_avg_fn=approach) if settings["averaged"] == "true" else None

    def move(self, network, updater):
        if self.clipping:
            torch.nn.utils.clip_grad_norm_(network.parameters(), self.clipping)
        updater.step()
        if self.schedule:
            self.schedule.step()
        if self.average:
            self.average.update_parameters(network)

    def measured(self):
        return self.average or self.network


def approach(means, latest, steps):
    torch._foreach_lerp_(means, latest, (AVERAGED_SPANS + 1) / (int(steps) + AVERAGED_SPANS + 1))


@torch.no_grad()
def start(network):
    """Draws the weights that ours start with: of variance 2 / (inputs + outputs), and open forget gates."""
    layers, output = network.layers, network.output
    units = layers.hidden_size
    for layer in range(layers.num_layers):
        to_gates, from_steps, bias, second_bias = layers.all_weights[layer]
        spread = (2 / (units + to_gates.size(1) + units)) ** 0.5
        to_gates.normal_(0, spread)
        from_steps.normal_(0, spread)
        bias.zero_()
        second_bias.zero_()
        bias[units : 2 * units] = 1
    output.weight.normal_(0, (2 / sum(output.weight.shape)) ** 0.5)
    output.bias.zero_()


def main():
    folder, seed, *settings = sys.argv[1:]
    torch.manual_seed(int(seed))
    serve(Recipe(Path(folder), dict(setting.split("=") for setting in settings)))


main()
