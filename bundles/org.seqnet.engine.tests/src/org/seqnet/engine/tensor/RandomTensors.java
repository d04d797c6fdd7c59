package org.seqnet.engine.tensor;

import java.util.Random;

/** Makes tensors of any type, shape and content from a seed, so that a failing case can be repeated. */
public final class RandomTensors {

    private static final int MAX_RANK = 5;
    private static final int MAX_SIZE = 6;

    private final Random random;

    public RandomTensors(long seed) {
        this.random = new Random(seed);
    }

    public Shape shape() {
        return Shape.of(
                random.ints(1 + random.nextInt(MAX_RANK), 1, MAX_SIZE + 1).toArray());
    }

    public ElementType type() {
        return ElementType.values()[random.nextInt(ElementType.values().length)];
    }

    public Tensor tensor(ElementType type, Shape shape) {
        var n = (int) shape.elements();
        return switch (type) {
            case UNSIGNED_BYTE -> Tensor.ofUnsignedBytes(shape, bytes(n));
            case BYTE -> Tensor.ofBytes(shape, bytes(n));
            case SHORT -> Tensor.ofShorts(shape, shorts(n));
            case INT -> Tensor.ofInts(shape, random.ints(n).toArray());
            case FLOAT -> Tensor.ofFloats(shape, floats(n));
            case DOUBLE -> Tensor.ofDoubles(shape, random.doubles(n, -1e6, 1e6).toArray());
        };
    }

    private byte[] bytes(int n) {
        var bytes = new byte[n];
        random.nextBytes(bytes);
        return bytes;
    }

    private short[] shorts(int n) {
        var shorts = new short[n];
        for (var i = 0; i < n; i++) {
            shorts[i] = (short) random.nextInt();
        }
        return shorts;
    }

    private float[] floats(int n) {
        var floats = new float[n];
        for (var i = 0; i < n; i++) {
            floats[i] = (random.nextFloat() - 0.5f) * 1000;
        }
        return floats;
    }
}
