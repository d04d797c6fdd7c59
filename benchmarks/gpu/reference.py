"""Gradients in double precision, of the equations as the documentation of TrainedNetwork states them.

Each argument is the name of a network, "=" and a folder with the mini-batch, the parameters and the gradient that a card
computed from them. Prints a line for each: the relative difference of the gradients, of the block of parameters where it is
largest, the name of that block, and the relative difference of the losses that the reference found to the one in "loss".
"""

import sys
from pathlib import Path

import torch
from torch.nn import functional as F

UNITS, LAYERS, CLASSES, FILTERS = 128, 2, 10, 32


class Parameters:
    """Takes blocks off the flat parameters, in their order; what is computed from them leads back to these."""

    def __init__(self, flat):
        self.flat, self.at, self.blocks = flat, 0, {}

    def take(self, name, *sizes):
        count = torch.Size(sizes).numel()
        self.blocks[name] = slice(self.at, self.at + count)
        self.at += count
        return self.flat[self.blocks[name]].view(*sizes)


class Batch:
    """Sequences padded with zeros, N x T x F; of a sequence's steps past its end, none counts."""

    def __init__(self, folder):
        self.lengths = read(folder / "lengths", torch.int32).long()
        self.labels = read(folder / "labels", torch.int32).long()
        sequences = read(folder / "values", torch.float32).double().split((self.lengths * 28).tolist())
        self.values = torch.nn.utils.rnn.pad_sequence([s.view(-1, 28) for s in sequences], batch_first=True)
        self.is_step = torch.arange(self.values.size(1)) < self.lengths[:, None]


def read(file, kind):
    return torch.frombuffer(bytearray(file.read_bytes()), dtype=kind)


def lstm(x, weights, recurrent, bias, is_step):
    h = c = torch.zeros(len(x), UNITS, dtype=torch.float64)
    outputs = []
    for t in range(x.size(1)):
        cell, forget, output, input = (x[:, t] @ weights.T + h @ recurrent.T + bias).chunk(4, 1)
        c_new = forget.sigmoid() * c + input.sigmoid() * cell.tanh()
        h_new = output.sigmoid() * c_new.tanh()
        h, c = torch.where(is_step[:, t, None], h_new, h), torch.where(is_step[:, t, None], c_new, c)
        outputs.append(h)
    return torch.stack(outputs, 1)


def gru(x, weights, recurrent, bias, is_step):
    h = torch.zeros(len(x), UNITS, dtype=torch.float64)
    outputs = []
    for t in range(x.size(1)):
        of_x, of_h = (x[:, t] @ weights.T).chunk(3, 1), (h @ recurrent.T).chunk(3, 1)
        reset, update, candidate, candidate_h = bias.chunk(4)
        r = (of_x[0] + of_h[0] + reset).sigmoid()
        z = (of_x[1] + of_h[1] + update).sigmoid()
        n = (of_x[2] + candidate + r * (of_h[2] + candidate_h)).tanh()
        h = torch.where(is_step[:, t, None], (1 - z) * n + z * h, h)
        outputs.append(h)
    return torch.stack(outputs, 1)


def simple(activation):
    def layer(x, weights, recurrent, bias, is_step):
        h = torch.zeros(len(x), UNITS, dtype=torch.float64)
        outputs = []
        for t in range(x.size(1)):
            h = torch.where(is_step[:, t, None], activation(x[:, t] @ weights.T + h @ recurrent.T + bias), h)
            outputs.append(h)
        return torch.stack(outputs, 1)

    return layer


def recurrent(layer, gates, biases, directions=1):
    def encoder(parameters, batch):
        signal = batch.values
        for number in range(1, LAYERS + 1):
            read = []
            for direction in range(directions):
                of = f"layer {number}, {'backward' if direction else 'forward'}, "
                weights = parameters.take(of + "input weights", gates * UNITS, signal.size(2))
                rest = parameters.take(of + "recurrent weights", gates * UNITS, UNITS)
                bias = parameters.take(of + "biases", biases * UNITS)
                x = signal.flip(1) if direction else signal
                outputs = layer(x, weights, rest, bias, batch.is_step)
                read.append(outputs.flip(1) if direction else outputs)
            signal = torch.cat(read, 2)
        # The backward direction ends at the first step.
        return torch.cat([signal[:, -1, :UNITS], signal[:, 0, UNITS:]], 1)

    return encoder


def convolutional(parameters, batch):
    signal = batch.values[:, None]
    for number, filters in enumerate((32, 64), 1):
        bias = parameters.take(f"block {number}, biases", filters)
        weights = parameters.take(f"block {number}, weights", filters, signal.size(1), 3, 3)
        signal = F.max_pool2d(F.conv2d(signal, weights, bias, padding=1).relu(), 2)
    return linear(parameters, "dense layer", signal.flatten(1), UNITS).relu()


def temporal(parameters, batch):
    signal = batch.values.transpose(1, 2)
    for number, (filters, size) in enumerate(((FILTERS, 8), (2 * FILTERS, 5), (FILTERS, 3)), 1):
        of = f"convolution {number}, "
        weights = parameters.take(of + "weights", size, signal.size(1), filters)
        gammas, betas = parameters.take(of + "gammas", filters), parameters.take(of + "betas", filters)
        for moving in "means", "variances":
            parameters.take(of + "moving " + moving, filters)
        signal = F.conv1d(signal, weights.permute(2, 1, 0), padding="same")
        signal = F.batch_norm(signal, None, None, gammas, betas, training=True).relu()
    return signal.mean(2)


def linear(parameters, name, signal, outputs):
    weights = parameters.take(name + ", weights", outputs, signal.size(1))
    return signal @ weights.T + parameters.take(name + ", biases", outputs)


ENCODERS = {
    "LSTM": recurrent(lstm, 4, 4),
    "BiLSTM": recurrent(lstm, 4, 4, directions=2),
    "GRU": recurrent(gru, 3, 4),
    "RNN-tanh": recurrent(simple(torch.tanh), 1, 1),
    "RNN-ReLU": recurrent(simple(torch.relu), 1, 1),
    "CNN": convolutional,
    "FCN": temporal,
}


def compare(network, folder):
    batch = Batch(folder)
    flat = read(folder / "parameters", torch.float32).double().requires_grad_()
    parameters = Parameters(flat)
    encoded = ENCODERS[network.removesuffix("-ragged")](parameters, batch)
    scores = linear(parameters, "output", encoded, CLASSES)
    assert parameters.at == len(flat), f"{network} has {parameters.at} parameters, not {len(flat)}"
    loss = F.cross_entropy(scores, batch.labels, reduction="sum")
    loss.backward()
    card = read(folder / "gradient", torch.float32).double()
    differences = {
        name: ((card[block] - flat.grad[block]).norm() / flat.grad[block].norm()).item()
        for name, block in parameters.blocks.items() if "moving" not in name
    }
    # What is no number compares as less than all others.
    worst = max(differences, key=lambda name: (differences[name] != differences[name], differences[name]))
    lossOfCard = float((folder / "loss").read_text())
    print(network, differences[worst], worst, abs(lossOfCard / loss.item() - 1), sep="\t", flush=True)


if __name__ == "__main__":
    for argument in sys.argv[1:]:
        name, _, place = argument.partition("=")
        compare(name, Path(place))
