package org.seqnet.engine.network;

import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.Truth;

/**
 * One of several classes at each time step: a linear layer with softmax, the same at every step, gives the probability
 * of each, and is trained by the mean cross-entropy of a sequence's steps.
 *
 * @param count the number of classes, K, at least 1
 */
public record StepClasses(int count) implements Head {
    /**
     * Checks the number.
     *
     * @throws SeqNetException if it is below 1
     */
    public StepClasses {
        if (count < 1) {
            throw new SeqNetException("Classes: " + count + " is not at least 1.");
        }
    }

    @Override
    public <T> T fold(
            Function<Classes, T> classes,
            Function<IndependentLabels, T> independentLabels,
            Function<LabelPath, T> labelPath,
            Function<Values, T> values,
            Function<StepClasses, T> stepClasses) {
        return stepClasses.apply(this);
    }

    @Override
    public int labels() {
        return count;
    }

    /** Returns the number of values at each time step. */
    @Override
    public int outputs() {
        return count;
    }

    @Override
    public List<LayerSummary> layers(int inputs) {
        return List.of(new LayerSummary(
                "output", "linear, softmax, cross-entropy, every step", inputs, count, count * (inputs + 1L)));
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
        return encoder + ", a label per time step";
    }

    @Override
    public void requireLearnable(Truth training) {
        if (!(training instanceof StepLabels steps)) {
            throw new SeqNetException("A label per time step requires training sequences with a label per time step.");
        }
        if (IntStream.range(0, steps.size()).allMatch(n -> IntStream.range(0, steps.timeSteps(n))
                .allMatch(t -> steps.get(n, t) == StepLabels.UNKNOWN))) {
            throw new SeqNetException(
                    "None of the time steps of the training sequences has a label. At least one must have one.");
        }
    }

    @Override
    public void requireWeightsOf(Head network) {
        if (!(network instanceof StepClasses)) {
            throw new SeqNetException("The network to resume %s; the settings specify a label per time step."
                    .formatted(network.purpose()));
        }
    }

    @Override
    public String purpose() {
        return "predicts a label per time step";
    }
}
