"""The same network in PyTorch, at its defaults. Arguments and commands are those of Contender.java."""

import sys
import warnings
from pathlib import Path

warnings.filterwarnings("ignore", message="Failed to initialize NumPy")
import torch  # noqa: E402


class Recurrent(torch.nn.Module):
    def __init__(self, layers, hidden):
        super().__init__()
        self.layers = layers
        self.output = torch.nn.Linear(hidden, 10)

    def forward(self, sequences):
        steps, _ = self.layers(sequences)
        return self.output(steps[:, -1, :])


def convolutional(rows, columns, dense):
    def block(inputs, filters):
        convolution = torch.nn.Conv2d(inputs, filters, 3, padding=1)
        return [convolution, torch.nn.ReLU(), torch.nn.MaxPool2d(2), torch.nn.Dropout(0.1)]

    return torch.nn.Sequential(
        torch.nn.Unflatten(1, (1, rows)), *block(1, 32), *block(32, 64), torch.nn.Flatten(),
        torch.nn.Linear(64 * (rows // 4) * (columns // 4), dense), torch.nn.ReLU(), torch.nn.Dropout(0.4),
        torch.nn.Linear(dense, 10))


def network(name, steps, features, hidden):
    stack = {"num_layers": 2, "batch_first": True}
    if name == "CNN":
        return convolutional(steps, features, hidden)
    if name == "LSTM":
        return Recurrent(torch.nn.LSTM(features, hidden, **stack), hidden)
    nonlinearity = {"RNN-tanh": "tanh", "RNN-ReLU": "relu"}[name]
    return Recurrent(torch.nn.RNN(features, hidden, nonlinearity=nonlinearity, **stack), hidden)


def read(folder, split):
    """Returns the images as floats from 0 to 1, ready to be sliced, which is the fastest way to feed a training."""

    def idx(name):
        content = bytearray((folder / name).read_bytes())
        sizes = [int.from_bytes(content[at : at + 4], "big") for at in range(4, 4 + 4 * content[3], 4)]
        return torch.frombuffer(content, dtype=torch.uint8, offset=4 + 4 * content[3]).reshape(sizes)

    return idx(f"{split}-images-idx3-ubyte").float().div_(255), idx(f"{split}-labels-idx1-ubyte").long()


class Contender:
    def __init__(self, folder, name, hidden, batch):
        self.batch = batch
        self.images, self.labels = read(folder, "train")
        self.test = read(folder, "t10k")
        self.network = network(name, self.images.size(1), self.images.size(2), hidden)
        self.loss = torch.nn.CrossEntropyLoss()
        self.updater = torch.optim.Adam(self.network.parameters(), lr=0.001)
        self.order = iter(())

    def next_batch(self):
        indices = next(self.order, None)
        if indices is None:
            whole = len(self.images) // self.batch * self.batch
            self.order = iter(torch.randperm(len(self.images))[:whole].split(self.batch))
            indices = next(self.order)
        return self.images[indices], self.labels[indices]

    def train(self, mini_batches):
        total = 0
        self.network.train()
        for _ in range(mini_batches):
            images, labels = self.next_batch()
            loss = self.loss(self.network(images), labels)
            self.updater.zero_grad()
            loss.backward()
            self.updater.step()
            total += loss.item()
        return total / mini_batches

    def classify(self, batch):
        images, labels = self.test
        correct = 0
        self.network.eval()
        with torch.inference_mode():
            for i, l in zip(images.split(batch), labels.split(batch)):
                correct += (self.network(i).argmax(1) == l).sum().item()
        return correct / len(labels)


def main():
    folder, name, hidden, batch, threads = sys.argv[1:]
    if int(threads):
        torch.set_num_threads(int(threads))
    torch.manual_seed(1)
    contender = Contender(Path(folder), name, int(hidden), int(batch))
    print("ready", flush=True)
    for line in sys.stdin:
        command, number = line.split()
        print({"train": contender.train, "classify": contender.classify}[command](int(number)), flush=True)


main()
