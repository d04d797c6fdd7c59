"""The same network in PyTorch, at its defaults. Arguments and commands are those of Contender.java.

Before these arguments, --bfloat16 has what may be computed in bfloat16 (autocast), and --compiled compiles the network.
"""

import argparse
import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
warnings.filterwarnings("ignore", message="Using padding='same' with even kernel lengths")
import torch  # noqa: E402
from label_networks import Independent, LabelPath, load  # noqa: E402
from time_networks import fcn, inception  # noqa: E402


class Recurrent(torch.nn.Module):
    def __init__(self, layers, hidden):
        super().__init__()
        self.layers = layers
        self.output = torch.nn.Linear(hidden, 10)

    def forward(self, sequences):
        steps, _ = self.layers(sequences)
        return self.output(steps[:, -1, :])


class Bidirectional(Recurrent):
    """Both directions of the last layer, each with its own last output."""

    def __init__(self, layers, hidden):
        super().__init__(layers, 2 * hidden)

    def forward(self, sequences):
        _, (last, _) = self.layers(sequences)
        return self.output(torch.cat((last[-2], last[-1]), 1))


def convolutional(rows, columns, filters, normalized, dropout, dense, dense_dropout):
    layers, channels = [torch.nn.Unflatten(1, (1, rows))], 1
    for outputs in filters:
        layers.append(torch.nn.Conv2d(channels, outputs, 3, padding=1, bias=not normalized))
        layers += [torch.nn.BatchNorm2d(outputs)] if normalized else []
        layers += [torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Dropout(dropout)]
        channels, rows, columns = outputs, rows // 2, columns // 2
    return torch.nn.Sequential(
        *layers, torch.nn.Flatten(), torch.nn.Linear(channels * rows * columns, dense), torch.nn.ReLU(),
        torch.nn.Dropout(dense_dropout))


def class_network(name, steps, features, hidden):
    stack = {"num_layers": 2, "batch_first": True}
    if name == "CNN":
        return convolutional(steps, features, [32, 64], False, 0.1, hidden, 0.4).append(torch.nn.Linear(hidden, 10))
    if name == "FCN":
        return fcn(features, hidden, 10)
    if name == "Inception":
        return inception(features, hidden, 10)
    if name == "BiLSTM":
        return Bidirectional(torch.nn.LSTM(features, hidden, bidirectional=True, **stack), hidden)
    if name in ("LSTM", "GRU"):
        return Recurrent(getattr(torch.nn, name)(features, hidden, **stack), hidden)
    nonlinearity = {"RNN-tanh": "tanh", "RNN-ReLU": "relu"}[name]
    return Recurrent(torch.nn.RNN(features, hidden, nonlinearity=nonlinearity, **stack), hidden)


def label_network(name, images, labels, dense, settings, drops=True):
    def dropout(name):
        return float(settings[name]) if drops else 0

    encoder = convolutional(
        images.size(1), images.size(2), list(map(int, settings["filters"].split(","))),
        settings["normalized"] == "true", dropout("dropout"), dense, dropout("denseDropout"))
    if name == "CNN of labels":
        return Independent(encoder, dense, labels.size(1))
    return LabelPath(
        encoder, dense, labels.size(1), int(settings["embedding"]), int(settings["units"]),
        order_free=name == "CNN-RNN in any order", beam=int(settings["beam"]))


def read(folder, split, labels="labels-idx1-ubyte"):
    """Returns the images as floats from 0 to 1, ready to be sliced, which is the fastest way to feed a training."""

    def idx(name):
        content = bytearray((folder / name).read_bytes())
        sizes = [int.from_bytes(content[at : at + 4], "big") for at in range(4, 4 + 4 * content[3], 4)]
        return torch.frombuffer(content, dtype=torch.uint8, offset=4 + 4 * content[3]).reshape(sizes)

    return idx(f"{split}-images-idx3-ubyte").float().div_(255), idx(f"{split}-{labels}")


class Contender:
    """Trains and classifies in turns. Subclasses have a network, and know its loss and when it is right."""

    def __init__(self, images, targets, test, batch):
        self.batch = batch
        self.images, self.targets = images, targets
        self.test = test
        self.updater = self.adam(self.network)
        self.order = iter(())

    @staticmethod
    def adam(network):
        return torch.optim.Adam(network.parameters(), lr=0.001)

    def next_batch(self):
        indices = next(self.order, None)
        if indices is None:
            whole = len(self.images) // self.batch * self.batch
            self.order = iter(torch.randperm(len(self.images))[:whole].split(self.batch))
            indices = next(self.order)
        return self.images[indices], self.targets[indices]

    def train(self, mini_batches):
        total = 0
        self.network.train()
        for _ in range(mini_batches):
            total += self.step(self.network, self.updater, *self.next_batch())
        return total / mini_batches

    def step(self, network, updater, images, targets):
        loss = self.loss(network, images, targets)
        updater.zero_grad()
        loss.backward()
        self.move(network, updater)
        return loss.item()

    def move(self, network, updater):
        updater.step()

    def classify(self, batch):
        images, labels = self.test
        correct = 0
        self.network.eval()
        with torch.inference_mode():
            for i, l in zip(images.split(batch), labels.split(batch)):
                correct += self.right(i, l).sum().item()
        return correct / len(labels)


class ClassContender(Contender):
    def __init__(self, folder, name, hidden, batch, bfloat16=False, compiled=False):
        images, labels = read(folder, "train")
        self.network = class_network(name, images.size(1), images.size(2), hidden)
        if compiled:
            self.network = torch.compile(self.network)
        self.bfloat16 = bfloat16
        self.cross_entropy = torch.nn.CrossEntropyLoss()
        test_images, test_labels = read(folder, "t10k")
        super().__init__(images, labels.long(), (test_images, test_labels.long()), batch)

    def loss(self, network, images, labels):
        return self.cross_entropy(self.scores(network, images), labels)

    def right(self, images, labels):
        return self.scores(self.measured(), images).argmax(1) == labels

    def scores(self, network, images):
        with torch.autocast("cpu", torch.bfloat16, enabled=self.bfloat16):
            scores = network(images)
        return scores.float()

    def measured(self):
        return self.network


class LabelContender(Contender):
    def __init__(self, folder, name, hidden, batch, settings):
        self.parameters = folder / "start-parameters"
        images, labels = read(folder, "train", "labels-idx2-ubyte")
        labels = labels.bool()
        self.new_network = lambda drops=True: label_network(name, images, labels, hidden, settings, drops)
        self.network = self.new_network()
        test_images, test_labels = read(folder, "t10k", "labels-idx2-ubyte")
        super().__init__(images, self.network.targets(labels), (test_images, test_labels.bool()), batch)

    def loss(self, network, images, targets):
        return network.loss(images, targets)

    def right(self, images, labels):
        return (self.network.predict(images) == labels).all(1)

    def check(self, mini_batches):
        """Returns the mean loss of the first mini-batches, beginning with our parameters and dropping nothing."""
        network = self.new_network(drops=False)
        load(network, torch.frombuffer(bytearray(self.parameters.read_bytes()), dtype=torch.float32))
        updater, total = self.adam(network), 0
        for images, targets in list(zip(self.images.split(self.batch), self.targets.split(self.batch)))[:mini_batches]:
            total += self.step(network, updater, images, targets)
        return total / mini_batches


def serve(contender):
    """Answers each line of standard input."""
    print("ready", flush=True)
    for line in sys.stdin:
        command, number = line.split()
        print(getattr(contender, command)(int(number)), flush=True)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--bfloat16", action="store_true")
    parser.add_argument("--compiled", action="store_true")
    parser.add_argument("folder", type=Path)
    parser.add_argument("network")
    for name in ("hidden", "batch", "threads"):
        parser.add_argument(name, type=int)
    parser.add_argument("settings", nargs="*")
    options = parser.parse_args()
    if options.threads:
        torch.set_num_threads(options.threads)
    torch.manual_seed(1)
    arguments = [options.folder, options.network, options.hidden, options.batch]
    settings = dict(setting.split("=") for setting in options.settings)
    serve(LabelContender(*arguments, settings) if settings
          else ClassContender(*arguments, options.bfloat16, options.compiled))


if __name__ == "__main__":
    main()
