"""Makes small networks of PyTorch with random weights as test data for the import: ONNX by both exporters, safetensors of
those that are only recurrent layers and a linear one, and what PyTorch itself computes.

Usage: python benchmarks/exchange/pytorch.py <folder>
With torch, onnx, onnxscript and safetensors installed. For each network NAME of a module below, the folder gets

  NAME.onnx, NAME.legacy.onnx  by torch.onnx.export with dynamo=True and dynamo=False; but for lstm.onnx without the
                               stack traces that the former adds to each node, nine tenths of such files
  NAME.safetensors             its state dict, keys as PyTorch has them
  NAME.in.f32, NAME.out.f32    inputs and outputs, row-major floats, little-endian; each has SEQUENCES rows
"""

import logging
import sys
import warnings
from pathlib import Path

import onnx
import torch
from safetensors.torch import save_file
from torch import nn

SEQUENCES = 3
STEPS = 6
FEATURES = 2
UNITS = 4
CLASSES = 3


class Recurrent(nn.Module):
    """Recurrent layers, what summary makes of their outputs, and a linear layer."""

    def __init__(self, cell, layers=1, both=False, summary="last", nonlinearity=None, answer=None, batch_first=True):
        super().__init__()
        more = {"nonlinearity": nonlinearity} if nonlinearity else {}
        dropout = 0.2 if layers > 1 else 0
        self.rnn = cell(FEATURES, UNITS, layers, batch_first=batch_first, bidirectional=both, dropout=dropout, **more)
        self.fc = nn.Linear(UNITS * (2 if both else 1), CLASSES)
        self.time = 1 if batch_first else 0
        self.summary = summary
        self.answer = answer

    def forward(self, sequences):
        if not self.time:
            sequences = sequences.transpose(0, 1)
        steps, state = self.rnn(sequences)
        hidden = state[0] if isinstance(state, tuple) else state
        if self.summary == "last":
            values = steps[:, -1] if self.time else steps[-1]
        elif self.summary == "hidden":
            values = hidden[-1]
        elif self.summary == "both":
            values = torch.cat((hidden[-2], hidden[-1]), 1)
        else:
            values = steps.mean(self.time)
        outputs = self.fc(values)
        return self.answer(outputs) if self.answer else outputs


class Scaled(nn.Module):
    """Subtracts means and divides by deviations in front of a network."""

    def __init__(self, network, means, deviations):
        super().__init__()
        self.register_buffer("means", torch.tensor(means))
        self.register_buffer("deviations", torch.tensor(deviations))
        self.network = network

    def forward(self, inputs):
        return self.network((inputs - self.means) / self.deviations)


class ChannelsFirst(nn.Module):
    def forward(self, sequences):
        return sequences.transpose(1, 2)


class MeanOverTime(nn.Module):
    def forward(self, signal):
        return signal.mean(-1)


def fcn(begin, end, bias):
    layers = []
    inputs = FEATURES
    for filters, size in (3, 8), (6, 5), (3, 3):
        layers += [nn.Conv1d(inputs, filters, size, padding="same", bias=bias), nn.BatchNorm1d(filters), nn.ReLU()]
        inputs = filters
    return nn.Sequential(*begin, *layers, *end, nn.Linear(3, CLASSES))


def images(channels, blocks, normalized, rows, columns):
    layers = []
    for filters, size, pooling in blocks:
        layers.append(nn.Conv2d(channels, filters, size, padding=size // 2))
        if normalized:
            layers.append(nn.BatchNorm2d(filters))
        layers.append(nn.ReLU())
        if pooling > 1:
            layers.append(nn.MaxPool2d(pooling))
        channels, rows, columns = filters, rows // pooling, columns // pooling
    dense = [nn.Linear(channels * rows * columns, 8), nn.ReLU(), nn.Dropout(0.4), nn.Linear(8, CLASSES)]
    return nn.Sequential(*layers, nn.Flatten(), *dense)


def softmax(outputs):
    return torch.softmax(outputs, 1)


def networks():
    """Yields the name of each network, the network, and the shape of an input."""
    sequence = (STEPS, FEATURES)
    yield "lstm", Recurrent(nn.LSTM), sequence
    yield "lstm-2-both", Recurrent(nn.LSTM, 2, True, "both", answer=softmax), sequence
    yield "lstm-2-hidden", Recurrent(nn.LSTM, 2, summary="hidden", answer=nn.LogSoftmax(1)), sequence
    yield "lstm-mean", Recurrent(nn.LSTM, 1, True, "mean", answer=torch.sigmoid), sequence
    yield "lstm-time-first", Recurrent(nn.LSTM, 2, batch_first=False), sequence
    yield "gru", Recurrent(nn.GRU), sequence
    yield "gru-2-both", Recurrent(nn.GRU, 2, True, "both"), sequence
    yield "rnn-tanh", Recurrent(nn.RNN, 2, summary="hidden"), sequence
    yield "rnn-relu", Recurrent(nn.RNN, 1, True, "mean", nonlinearity="relu"), sequence
    yield "scaled", Scaled(Recurrent(nn.GRU, summary="mean"), [1.0, -2.0], [2.0, 0.5]), sequence
    yield "fcn", fcn([ChannelsFirst()], [MeanOverTime()], False), (12, FEATURES)
    yield "fcn-channels-first", fcn([], [nn.AdaptiveAvgPool1d(1), nn.Flatten()], True), (FEATURES, 12)
    yield "cnn", images(1, [(2, 3, 2), (3, 3, 2)], False, 8, 8), (1, 8, 8)
    yield "cnn-normalized", images(2, [(3, 5, 2), (4, 3, 1)], True, 7, 6), (2, 7, 6)
    yield "last-of-both", Recurrent(nn.LSTM, 1, True), sequence  # is refused


def randomize(network):
    """Makes every number of a network matter, the moving averages of batch normalization, too."""
    for name, tensor in network.state_dict().items():
        if name.endswith("running_var"):
            tensor.uniform_(0.5, 2)
        elif tensor.is_floating_point() and name not in ("means", "deviations"):
            tensor.uniform_(-0.6, 0.6)


def export(network, inputs, file, dynamo):
    long = isinstance(network, (Recurrent, Scaled)) or file.name.startswith("fcn")
    time = inputs.dim() - 1 if file.name.startswith("fcn-channels") else 1
    shapes = {0: "batch", time: "time"} if long else {0: "batch"}
    if dynamo:
        sizes = {axis: torch.export.Dim.AUTO for axis in shapes}
        more = {"dynamic_shapes": (sizes,), "external_data": False, "verbose": False}
    else:
        more = {"dynamic_axes": {"x": shapes}}
    torch.onnx.export(network, (inputs,), str(file), input_names=["x"], output_names=["y"], dynamo=dynamo, **more)
    if dynamo and file.name != "lstm.onnx":
        onnx.save(stripped(onnx.load(file)), file)


def stripped(model):
    del model.metadata_props[:], model.graph.metadata_props[:], model.graph.value_info[:]
    for part in [*model.graph.node, *model.graph.input, *model.graph.output]:
        del part.metadata_props[:]
        part.doc_string = ""
    return model


def write(folder):
    for seed, (name, network, shape) in enumerate(networks()):
        torch.manual_seed(seed)
        network.eval()
        with torch.no_grad():
            randomize(network)
            inputs = torch.randn(SEQUENCES, *shape)
            outputs = network(inputs)
        export(network, inputs, folder / f"{name}.onnx", True)
        export(network, inputs, folder / f"{name}.legacy.onnx", False)
        if isinstance(network, Recurrent):
            save_file(network.state_dict(), folder / f"{name}.safetensors")
        for end, values in ("in", inputs), ("out", outputs):
            values.numpy().astype("<f4").tofile(folder / f"{name}.{end}.f32")


if __name__ == "__main__":
    warnings.filterwarnings("ignore")
    logging.disable(logging.WARNING)
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    write(target)
