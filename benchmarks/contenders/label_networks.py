"""Networks of several labels in PyTorch: each label by itself, or one after another as network.LabelPath defines it."""

import torch
from torch import nn
from torch.nn import functional as F

PADDING = -100  # what cross_entropy ignores


class Independent(nn.Module):
    """Each of K labels by itself, trained by the cross-entropy of each, summed over the labels."""

    def __init__(self, encoder, width, labels):
        super().__init__()
        self.encoder = encoder
        self.output = nn.Linear(width, labels)

    def targets(self, labels):
        return labels.float()

    def loss(self, images, targets):
        scores = self.output(self.encoder(images))
        return F.binary_cross_entropy_with_logits(scores, targets, reduction="sum") / len(images)

    def predict(self, images):
        return self.output(self.encoder(images)) > 0


class LabelPath(nn.Module):
    """One label after another, frequent ones first or in any order, until the end."""

    def __init__(self, encoder, width, labels, embedding, units, order_free, beam):
        super().__init__()
        self.encoder = encoder
        self.labels, self.end, self.start = labels, labels, labels + 1
        self.embeddings = nn.Embedding(labels + 2, embedding)
        nn.init.normal_(self.embeddings.weight, std=embedding**-0.5)
        self.cell = nn.LSTMCell(embedding, units)
        self.recurrent = nn.Linear(units, embedding, bias=False)
        self.image = nn.Linear(width, embedding)
        self.order_free, self.beam = order_free, beam

    def targets(self, labels):
        """Returns what the training reads: paths padded to the longest, N x T, or without an order the sets, N x K."""
        if self.order_free:
            return labels
        frequent_first = labels.sum(0).argsort(descending=True, stable=True)
        ranks = torch.empty_like(frequent_first)
        ranks[frequent_first] = torch.arange(self.labels)
        counts = labels.sum(1, keepdim=True)
        paths = torch.where(labels, ranks, self.labels).argsort(1)[:, : counts.max()]
        paths = F.pad(paths, (0, 1))
        step = torch.arange(paths.size(1))
        return paths.masked_fill(step == counts, self.end).masked_fill(step > counts, PADDING)

    def loss(self, images, targets):
        of_image = self.image(self.encoder(images))
        total = self.loss_in_any_order(of_image, targets) if self.order_free else self.loss_in_order(of_image, targets)
        return total / len(images)

    def loss_in_order(self, of_image, paths):
        paths = paths[:, : (paths != PADDING).sum(1).max()]
        read = F.pad(paths[:, :-1], (1, 0), value=self.start)
        read = read.masked_fill(read == PADDING, self.end)
        embedded, state, outputs = self.embeddings(read), None, []
        for step in range(paths.size(1)):
            state = self.cell(embedded[:, step], state)
            outputs.append(state[0])
        # All that is not recurrent at once, as fast as PyTorch can.
        taken = F.one_hot(read, self.labels + 2).cumsum(1)[..., : self.labels].bool()
        scores = self.scores(of_image[:, None], torch.stack(outputs, 1), taken)
        return F.cross_entropy(scores.flatten(0, 1), paths.flatten(), ignore_index=PADDING, reduction="sum")

    def loss_in_any_order(self, of_image, labels):
        left, taken, state, total = labels, torch.zeros_like(labels), None, 0
        running = torch.ones(len(labels), dtype=torch.bool)
        read = torch.full((len(labels),), self.start)
        for _ in range(labels.sum(1).max() + 1):
            state = self.cell(self.embeddings(read), state)
            scores = self.scores(of_image, state[0], taken)
            likeliest = scores.detach()[:, : self.labels].masked_fill(~left, -torch.inf).argmax(1)
            read = torch.where(left.any(1), likeliest, self.end)
            total += F.cross_entropy(
                scores, read.masked_fill(~running, PADDING), ignore_index=PADDING, reduction="sum")
            running = running & (read != self.end)
            chosen = F.one_hot(read, self.labels + 1)[:, : self.labels].bool()
            left, taken = left & ~chosen, taken | chosen
        return total

    def scores(self, of_image, outputs, taken):
        joint = F.relu(self.recurrent(outputs) + of_image)
        return (joint @ self.embeddings.weight[: self.labels + 1].T).masked_fill(F.pad(taken, (0, 1)), -torch.inf)

    def predict(self, images):
        """Returns the labels of the likeliest path that a beam finds, N x K."""
        count, beam, labels = len(images), self.beam, self.labels
        of_image = self.image(self.encoder(images)).repeat_interleave(beam, 0)
        first = torch.arange(count)[:, None] * beam
        taken = torch.zeros(count * beam, labels, dtype=torch.bool)
        likelihood = torch.full((count, beam), -torch.inf)
        likelihood[:, 0] = 0
        read, state = torch.full((count * beam,), self.start), None
        only_end = torch.full((labels + 1,), -torch.inf)
        only_end[self.end] = 0
        for _ in range(labels + 1):
            state = self.cell(self.embeddings(read), state)
            following = self.scores(of_image, state[0], taken).log_softmax(1)
            following = torch.where((read == self.end)[:, None], only_end, following)
            likelihood, best = (likelihood.view(-1, 1) + following).view(count, -1).topk(beam)
            parents, read = (first + best // (labels + 1)).flatten(), (best % (labels + 1)).flatten()
            state = state[0][parents], state[1][parents]
            taken = taken[parents] | F.one_hot(read, labels + 1)[:, :labels].bool()
            if (read == self.end).all():
                break
        return taken.view(count, beam, labels)[:, 0]


def load(network, parameters):
    """Gives a network parameters in the order of TrainedNetwork."""
    position = 0

    def take(target, of=lambda values: values):
        nonlocal position
        with torch.no_grad():
            target.copy_(of(parameters[position : position + target.numel()]).reshape(target.shape))
        position += target.numel()

    normalized = any(isinstance(module, nn.BatchNorm2d) for module in network.encoder)
    for module in network.encoder:
        if isinstance(module, nn.Conv2d):
            if not normalized:
                take(module.bias)
            take(module.weight)
        elif isinstance(module, nn.BatchNorm2d):
            for values in module.weight, module.bias, module.running_mean, module.running_var:
                take(values)
        elif isinstance(module, nn.Linear):
            take(module.weight)
            take(module.bias)
    if isinstance(network, Independent):
        take(network.output.weight)
        take(network.output.bias)
    else:
        # PyTorch's gates stand in another order, and have a second bias, which must not learn beside the first.
        def gates(values):
            cell_input, forget, output, input = values.chunk(4)
            return torch.cat([input, forget, cell_input, output])

        take(network.embeddings.weight)
        for values in network.cell.weight_ih, network.cell.weight_hh, network.cell.bias_ih:
            take(values, gates)
        network.cell.bias_hh.requires_grad_(False).zero_()
        take(network.recurrent.weight)
        take(network.image.weight)
        take(network.image.bias)
    assert position == len(parameters), f"{len(parameters)} parameters for a network of {position}"
