package org.seqnet.engine.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.TruthFacts;
import org.seqnet.engine.sequence.TruthFacts.Kind;

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
    public int answers(int timeSteps) {
        return timeSteps;
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
    public void requireLearnable(TruthFacts training) {
        if (training.kind() != Kind.STEPS) {
            throw new SeqNetException("A label per time step requires training sequences with a label per time step.");
        }
        // the mean over no steps is none
        if (training.firstUnlabeled() >= 0) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "No time step of training sequence %,d has a label. Label at least one, or remove the sequence.",
                    training.firstUnlabeled() + 1));
        }
    }

    /**
     * Makes sure that an encoder gives values at each step.
     *
     * @throws SeqNetException if it does not
     */
    void requireStepsOf(Encoder encoder) {
        String found = encoder.fold(
                recurrent -> recurrent.pooling() == Pooling.LAST_STEP
                        ? ""
                        : "pooling makes one value per feature of all steps. Set the pooling to the last step",
                convolutional -> "a CNN for images reads all time steps at once. Use an LSTM, GRU or RNN",
                temporal -> "convolutions over time end in a mean over all steps. Use an LSTM, GRU or RNN",
                composition -> "convolutions over time end in a mean over all steps. Use an LSTM, GRU or RNN",
                rocket -> "MiniRocket makes features of whole sequences. Use an LSTM, GRU or RNN");
        if (!found.isEmpty()) {
            throw new SeqNetException("A label per time step requires values at each step, but " + found + ".");
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
