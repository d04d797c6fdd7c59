package org.seqnet.exchange;

import ai.onnxruntime.OnnxTensor;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Sequences of random numbers, for our networks and for graphs.
 *
 * @param sequences as our networks read them
 * @param inputs as graphs read them, padded behind the end with numbers that must not matter
 */
record RandomSequences(Sequences sequences, Map<String, OnnxTensor> inputs) {

    /** What stands behind the ends. */
    private static final float[] BEHIND = {1e6f, Float.NaN, Float.NEGATIVE_INFINITY};

    /** Returns {@code count} sequences; of any length, each has 1 to 9 time steps. */
    static RandomSequences of(SequenceShape shape, int count, long seed) {
        return of(shape, count, 9, 0, seed);
    }

    /**
     * Returns {@code count} sequences.
     *
     * @param most the most time steps of one if they are of any length
     * @param missing the share of values that are missing
     */
    static RandomSequences of(SequenceShape shape, int count, int most, double missing, long seed) {
        var random = new Random(seed);
        int features = shape.features();
        int[] steps = IntStream.range(0, count)
                .map(n -> shape.isAnyLength() ? 1 + random.nextInt(most) : shape.timeSteps())
                .toArray();
        int longest = Arrays.stream(steps).max().orElseThrow();
        var padded = new float[count * longest * features];
        for (int i = 0; i < padded.length; i++) {
            padded[i] = BEHIND[i % BEHIND.length];
        }
        var packer = Sequences.packer(shape, InputForm.SEQUENCES, "").keepingMissing();
        for (int n = 0; n < count; n++) {
            var values = values(random, steps[n] * features, missing);
            System.arraycopy(values, 0, padded, n * longest * features, values.length);
            packer.add(Tensor.ofFloats(Shape.of(steps[n], features), values));
        }
        var inputs = new HashMap<String, OnnxTensor>();
        inputs.put("sequences", OnnxRuntime.floats(padded, count, longest, features));
        if (shape.isAnyLength()) {
            inputs.put(
                    "lengths",
                    OnnxRuntime.longs(Arrays.stream(steps).asLongStream().toArray(), count));
        }
        return new RandomSequences(packer.build(), inputs);
    }

    static float[] values(Random random, int count, double missing) {
        var values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = random.nextDouble() < missing ? Float.NaN : (float) random.nextGaussian();
        }
        return values;
    }
}
