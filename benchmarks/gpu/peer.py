"""The reference network in PyTorch on the same card, the data on the card as ours are.

Arguments: the folder with MNIST, how many of its images to use, and the hidden units. Says "ready", then answers each line with one line:
"about" tells what computes, "begin BATCH WAY" makes a network, "turn EPOCHS" trains it and gives the loss of the last epoch, "hog MEGABYTES" takes all of
the card's memory but so much, and "release" gives it back. A way is "eager", PyTorch as it is commonly used, or "graph", a
CUDA graph of the whole step. Without a card it computes on the processor, to try this script.
"""

import gzip
import sys
from pathlib import Path

import torch

DEVICE = "cuda" if torch.cuda.is_available() else "cpu"


class Network(torch.nn.Module):
    def __init__(self, hidden):
        super().__init__()
        self.layers = torch.nn.LSTM(28, hidden, num_layers=2, batch_first=True)
        self.output = torch.nn.Linear(hidden, 10)

    def forward(self, sequences):
        steps, _ = self.layers(sequences)
        return self.output(steps[:, -1])


class Peer:
    def __init__(self, folder, images, hidden):
        self.hidden, self.hogged = hidden, None
        torch.backends.cuda.matmul.allow_tf32 = torch.backends.cudnn.allow_tf32 = True
        pixels = self.idx(folder / "train-images-idx3-ubyte.gz", 16)
        self.images = pixels.view(-1, 28, 28)[:images].to(DEVICE).float().div_(255)
        self.labels = self.idx(folder / "train-labels-idx1-ubyte.gz", 8)[:images].to(DEVICE).long()

    @staticmethod
    def idx(file, header):
        return torch.frombuffer(bytearray(gzip.decompress(file.read_bytes())), dtype=torch.uint8, offset=header)

    def about(self):
        card = torch.cuda.get_device_name() if DEVICE == "cuda" else "the processor"
        return f"PyTorch {torch.__version__}, cuDNN {torch.backends.cudnn.version()}, on {card}"

    def begin(self, batch, way):
        torch.manual_seed(1)
        self.batch = int(batch)
        self.network = Network(self.hidden).to(DEVICE)
        self.total = torch.zeros((), device=DEVICE)
        self.updater = torch.optim.Adam(self.network.parameters(), lr=0.001, fused=True, capturable=way == "graph")
        self.graph = None
        if way == "graph":
            self.record()

    def record(self):
        self.indices = torch.arange(self.batch, device=DEVICE)
        stream = torch.cuda.Stream()
        stream.wait_stream(torch.cuda.current_stream())
        with torch.cuda.stream(stream):
            for _ in range(3):
                self.step(self.indices)
        torch.cuda.current_stream().wait_stream(stream)
        graph = torch.cuda.CUDAGraph()
        with torch.cuda.graph(graph):
            self.step(self.indices)
        self.graph = graph

    def step(self, indices):
        scores = self.network(self.images[indices])
        loss = torch.nn.functional.cross_entropy(scores, self.labels[indices])
        self.updater.zero_grad()
        loss.backward()
        self.updater.step()
        self.total += loss.detach() * len(indices)

    def turn(self, epochs):
        for _ in range(int(epochs)):
            self.total.zero_()
            for indices in torch.randperm(len(self.images), device=DEVICE).split(self.batch):
                if self.graph is not None and len(indices) == self.batch:
                    self.indices.copy_(indices)
                    self.graph.replay()
                else:
                    self.step(indices)
            loss = self.total.item() / len(self.images)
        return loss

    def hog(self, megabytes):
        torch.cuda.empty_cache()
        free, _ = torch.cuda.mem_get_info()
        self.hogged = torch.empty(max(0, free - int(megabytes) * 2**20), dtype=torch.uint8, device=DEVICE)

    def release(self):
        self.hogged = None
        torch.cuda.empty_cache()


def main():
    peer = Peer(Path(sys.argv[1]), *map(int, sys.argv[2:]))
    print("ready", flush=True)
    for line in sys.stdin:
        command, *values = line.split()
        try:
            answer = getattr(peer, command)(*values)
            print(f"answer={answer}" if answer is not None else "", flush=True)
        except (RuntimeError, AssertionError) as error:
            print("error=" + " ".join(str(error).split()), flush=True)


main()
