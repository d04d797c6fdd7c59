#!/usr/bin/env python3
"""Writes the state dictionaries of small networks of PyTorch and what they predict, as data of SafetensorsFileTest.

Needs PyTorch and safetensors; made with PyTorch 2.13.0 and safetensors 0.8.0. The files are written to the folder given.
"""

import struct
import sys
from pathlib import Path

import torch
from safetensors.torch import save_file
from torch import nn


class Network(nn.Module):
    def __init__(self, module, outputs):
        super().__init__()
        self.layers = module
        self.output = nn.Linear((2 if module.bidirectional else 1) * module.hidden_size, outputs)

    def forward(self, values, mean):
        steps, last = self.layers(values)
        if mean:
            return self.output(steps.mean(dim=1))
        last = last[0] if isinstance(last, tuple) else last
        directions = 2 if self.layers.bidirectional else 1
        return self.output(torch.cat(list(last[-directions:]), dim=-1))


CASES = {
    "lstm": (lambda: nn.LSTM(3, 4, batch_first=True), False),
    "lstm-both": (lambda: nn.LSTM(3, 4, num_layers=2, bidirectional=True, batch_first=True), False),
    "lstm-bare": (lambda: nn.LSTM(3, 4, bias=False, batch_first=True), True),
    "gru": (lambda: nn.GRU(3, 4, num_layers=2, batch_first=True), False),
    "gru-both": (lambda: nn.GRU(3, 4, bidirectional=True, batch_first=True), True),
    "rnn-tanh": (lambda: nn.RNN(3, 4, num_layers=3, batch_first=True), False),
    "rnn-relu": (lambda: nn.RNN(3, 4, nonlinearity="relu", batch_first=True), False),
}


def main():
    folder = Path(sys.argv[1])
    for number, (name, (make, mean)) in enumerate(CASES.items()):
        torch.manual_seed(number)
        network = Network(make(), 2)
        values = torch.randn(5, 6, 3)
        with torch.no_grad():
            predicted = network(values, mean)
        save_file(network.state_dict(), folder / f"{name}.safetensors", {"format": "pt"})
        numbers = values.flatten().tolist() + predicted.flatten().tolist()
        (folder / f"{name}.expected").write_bytes(struct.pack(f">{len(numbers)}f", *numbers))


if __name__ == "__main__":
    main()
