package org.seqnet.engine.network;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.TruthFacts;

/** The last layers, with what they are trained for: they make the network's answer of an {@link Encoder}'s values. */
public sealed interface Head permits Classes, IndependentLabels, LabelPath, Values, StepClasses {

    /** Returns what the function for its kind makes of it, as {@link Encoder#fold} does. */
    <T> T fold(
            Function<Classes, T> classes,
            Function<IndependentLabels, T> independentLabels,
            Function<LabelPath, T> labelPath,
            Function<Values, T> values,
            Function<StepClasses, T> stepClasses);

    /** Returns the number of labels or classes that it tells apart, or of targets, K. */
    int labels();

    /** Returns the number of values that a network gives for each sequence or step before they are made an answer. */
    int outputs();

    /** Returns how many answers, of {@link #outputs} values each, a network gives for a sequence of so many steps. */
    default int answers(int timeSteps) {
        return 1;
    }

    /**
     * Returns where the values that a network gives for sequences begin if they stand one after another, and last where
     * they end.
     *
     * @param timeSteps the length of each sequence; the array may be longer
     * @throws SeqNetException if there are too many values for one array
     */
    default int[] starts(int[] timeSteps, int count) {
        var starts = new int[count + 1];
        long end = 0;
        for (int n = 0; n < count; n++) {
            end += (long) answers(timeSteps[n]) * outputs();
            if (end > Integer.MAX_VALUE - 8) {
                throw new SeqNetException(String.format(
                        Locale.ROOT,
                        "Predictions of %,d sequences are too many values to compute at once. Use shorter or fewer "
                                + "sequences.",
                        count));
            }
            starts[n + 1] = (int) end;
        }
        return starts;
    }

    /** Returns its layers, the first of which reads this many values. */
    List<LayerSummary> layers(int inputs);

    /** Returns what its parameters are, in their order. */
    List<ParameterBlock> parameters(int inputs);

    /** Returns the number of its parameters. */
    default long parameterCount(int inputs) {
        return ParameterBlock.count(parameters(inputs));
    }

    /** Returns the floating-point operations that it takes, as {@link Architecture#operations} counts them. */
    long operations(int inputs);

    /** Returns one line for people of a network with such a head, such as {@code LSTM, 2 layers of 128 units}. */
    String title(String encoder);

    /**
     * Makes sure that raw sequences of this shape have what it reads of them.
     *
     * @throws SeqNetException if they do not
     */
    default void requireFor(SequenceShape input) {
        // Most leave them to the encoder.
    }

    /**
     * Makes sure that sequences of which this is known can be learned from.
     *
     * @throws SeqNetException if they cannot
     */
    void requireLearnable(TruthFacts training);

    /**
     * Returns this head with what it learns from the training data before the first step, such as the means of targets.
     *
     * @throws SeqNetException if they cannot be learned from
     */
    default Head taught(TruthFacts training) {
        return this;
    }

    /**
     * Makes sure that training can go on with the weights of another head.
     *
     * @throws SeqNetException telling in what they differ
     */
    void requireWeightsOf(Head network);

    /** Returns what it is for, such as {@code predicts one class per sequence}. */
    String purpose();
}
