package org.seqnet.cudnn.layer;

import java.util.List;

/** Layers one upon another, as one. Each has a part of the space of its own. */
public final class Stack implements CardLayer {
    private final List<CardLayer> layers;
    /** What each reads. */
    private final long[] inputs;

    /** @param layers from the input up */
    public Stack(List<CardLayer> layers) {
        this.layers = List.copyOf(layers);
        this.inputs = new long[layers.size()];
    }

    @Override
    public int parameterCount() {
        return layers.stream().mapToInt(Part::parameterCount).reduce(0, Math::addExact);
    }

    @Override
    public int spaceSize() {
        return layers.stream().mapToInt(Part::alignedSize).reduce(0, Math::addExact);
    }

    @Override
    public void place(int[] places, int from, int base) {
        int at = from;
        int space = base;
        for (var layer : layers) {
            layer.place(places, at, space);
            at += layer.parameterCount();
            space += layer.alignedSize();
        }
    }

    @Override
    public void prepare(CardBatch batch, Mode mode) {
        layers.forEach(layer -> layer.prepare(batch, mode));
    }

    @Override
    public long forward(CardBatch batch, long input, long weights, Mode mode) {
        long x = input;
        long space = weights;
        for (int i = 0; i < layers.size(); i++) {
            inputs[i] = x;
            x = layers.get(i).forward(batch, x, space, mode);
            space += 4L * layers.get(i).alignedSize();
        }
        return x;
    }

    @Override
    public long backward(CardBatch batch, long input, long outputGradient, long weights, long gradients) {
        long gradient = outputGradient;
        long offset = 4L * spaceSize();
        for (int i = layers.size() - 1; i >= 0; i--) {
            offset -= 4L * layers.get(i).alignedSize();
            gradient = layers.get(i).backward(batch, inputs[i], gradient, weights + offset, gradients + offset);
        }
        return gradient;
    }
}
