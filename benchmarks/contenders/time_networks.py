"""Convolutions over time in PyTorch. They read N x T x F and begin by turning it into the N x F x T that PyTorch convolves."""

import torch
from torch import nn


class ChannelsFirst(nn.Module):
    def forward(self, sequences):
        return sequences.transpose(1, 2)


class MeanOverTime(nn.Module):
    def forward(self, signal):
        return signal.mean(2)


def convolution(inputs, filters, size):
    return nn.Conv1d(inputs, filters, size, padding="same", bias=False)


def normalized(inputs, filters, size):
    return nn.Sequential(convolution(inputs, filters, size), nn.BatchNorm1d(filters))


def network(outputs, classes, *layers):
    return nn.Sequential(ChannelsFirst(), *layers, MeanOverTime(), nn.Linear(outputs, classes))


def fcn(features, filters, classes):
    layers = []
    inputs = features
    for outputs, size in (filters, 8), (2 * filters, 5), (filters, 3):
        layers += [normalized(inputs, outputs, size), nn.ReLU()]
        inputs = outputs
    return network(filters, classes, *layers)


class Module(nn.Module):
    def __init__(self, inputs, filters):
        super().__init__()
        self.bottleneck = convolution(inputs, filters, 1) if inputs > 1 else nn.Identity()
        seen = filters if inputs > 1 else inputs
        self.convolutions = nn.ModuleList(convolution(seen, filters, size) for size in (40, 20, 10))
        self.pooled = nn.Sequential(nn.MaxPool1d(3, stride=1, padding=1), convolution(inputs, filters, 1))
        self.normalization = nn.BatchNorm1d(4 * filters)

    def forward(self, signal):
        seen = self.bottleneck(signal)
        parts = [convolution(seen) for convolution in self.convolutions]
        return torch.relu(self.normalization(torch.cat([*parts, self.pooled(signal)], 1)))


class Residual(nn.Module):
    def __init__(self, inputs, filters):
        super().__init__()
        self.modules_between = nn.Sequential(
            Module(inputs, filters), Module(4 * filters, filters), Module(4 * filters, filters))
        self.shortcut = normalized(inputs, 4 * filters, 1)

    def forward(self, signal):
        return torch.relu(self.modules_between(signal) + self.shortcut(signal))


def inception(features, filters, classes):
    return network(4 * filters, classes, Residual(features, filters), Residual(4 * filters, filters))
