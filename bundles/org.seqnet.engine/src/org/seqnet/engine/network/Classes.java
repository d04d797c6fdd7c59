package org.seqnet.engine.network;

import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.TruthFacts;

/**
 * One of several classes: a linear layer with softmax gives the probability of each, and is trained by cross-entropy.
 *
 * @param count the number of classes, K, at least 1
 * @param temperature what the logits are divided by to calibrate the probabilities, found on validation data; above 0,
 *     and 1 if there is none (Guo et al., ICML 2017, arXiv:1706.04599). Training does without it
 */
public record Classes(int count, float temperature) implements Head {
    /**
     * Checks the numbers.
     *
     * @throws SeqNetException if one is outside its range
     */
    public Classes {
        if (count < 1) {
            throw new SeqNetException("Classes: " + count + " is not at least 1.");
        }
        if (!(temperature > 0) || Float.isInfinite(temperature)) {
            throw new SeqNetException("Temperature: " + temperature + " is not a positive number.");
        }
    }

    /** Returns classes whose probabilities are not calibrated. */
    public Classes(int count) {
        this(count, 1);
    }

    /** Returns the classes that labels name. */
    public static Classes of(LabelDomain labels) {
        return new Classes(labels.size());
    }

    /**
     * Returns the index of the likeliest class of a sequence; of equally likely ones, the first. Empty if not all of
     * its probabilities are finite: numbers grew too large in the network, so that it says nothing.
     *
     * @param probabilities class probabilities, N x K row-major
     */
    public OptionalInt likeliest(float[] probabilities, int sequence) {
        int start = sequence * count;
        int best = 0;
        for (int k = 0; k < count; k++) {
            if (!Float.isFinite(probabilities[start + k])) {
                return OptionalInt.empty();
            }
            if (probabilities[start + k] > probabilities[start + best]) {
                best = k;
            }
        }
        return OptionalInt.of(best);
    }

    /**
     * Returns the probabilities as the temperature calibrates them: softmax of the logits divided by it. The order of
     * the classes stays; what is not finite stays so.
     *
     * @param probabilities class probabilities, N x K row-major
     */
    public float[] calibrated(float[] probabilities) {
        var calibrated = probabilities.clone();
        for (int start = 0; temperature != 1 && start < calibrated.length; start += count) {
            double sum = 0;
            for (int k = start; k < start + count; k++) {
                sum += Math.pow(probabilities[k], 1.0 / temperature);
            }
            for (int k = start; k < start + count; k++) {
                calibrated[k] = (float) (Math.pow(probabilities[k], 1.0 / temperature) / sum);
            }
        }
        return calibrated;
    }

    @Override
    public <T> T fold(
            Function<Classes, T> classes,
            Function<IndependentLabels, T> independentLabels,
            Function<LabelPath, T> labelPath,
            Function<Values, T> values,
            Function<StepClasses, T> stepClasses) {
        return classes.apply(this);
    }

    @Override
    public int labels() {
        return count;
    }

    @Override
    public int outputs() {
        return count;
    }

    @Override
    public List<LayerSummary> layers(int inputs) {
        return List.of(
                new LayerSummary("output", "linear, softmax, cross-entropy", inputs, count, count * (inputs + 1L)));
    }

    @Override
    public List<ParameterBlock> parameters(int inputs) {
        return List.of(ParameterBlock.weights((long) inputs * count), ParameterBlock.biases(count));
    }

    @Override
    public long operations(int inputs) {
        return 2L * inputs * count;
    }

    @Override
    public String title(String encoder) {
        return encoder;
    }

    @Override
    public void requireLearnable(TruthFacts training) {
        if (!training.areClasses()) {
            throw new SeqNetException("Classification requires exactly one label per training sequence.");
        }
    }

    @Override
    public void requireWeightsOf(Head network) {
        if (!(network instanceof Classes)) {
            throw new SeqNetException("The network to resume %s; the settings specify one class per sequence."
                    .formatted(network.purpose()));
        }
    }

    @Override
    public String purpose() {
        return "predicts one class per sequence";
    }
}
