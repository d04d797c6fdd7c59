package org.seqnet.engine.network;

import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.TruthFacts;

/**
 * Any number of several labels, each by itself: a linear layer with a sigmoid gives the probability of each, and is
 * trained by the cross-entropy of each, summed over the labels.
 *
 * @param thresholds for each of K labels, at least one, the least probability with which it is predicted, 0 to 1
 */
public record IndependentLabels(List<Float> thresholds) implements Head {
    /** The threshold of each label as long as there is no better one. */
    public static final float USUAL_THRESHOLD = 0.5f;

    /**
     * Checks the thresholds.
     *
     * @throws SeqNetException if there are none, or one is not between 0 and 1
     */
    public IndependentLabels {
        thresholds = List.copyOf(thresholds);
        if (thresholds.isEmpty()) {
            throw new SeqNetException("Labels: 0 is not at least 1.");
        }
        for (float threshold : thresholds) {
            if (!(threshold >= 0 && threshold <= 1)) {
                throw new SeqNetException("Threshold: " + threshold + " is not between 0 and 1.");
            }
        }
    }

    /** Returns the head for these labels before any threshold has been chosen. */
    public static IndependentLabels of(LabelDomain labels) {
        return of(labels.size());
    }

    /** Returns the head for so many labels, all with the usual threshold. */
    public static IndependentLabels of(int labels) {
        return new IndependentLabels(Collections.nCopies(labels, USUAL_THRESHOLD));
    }

    /**
     * Says whether all probabilities of a sequence are finite; otherwise, numbers grew too large in the network, so
     * that it says nothing.
     *
     * @param probabilities N x K row-major
     */
    public boolean isFinite(float[] probabilities, int sequence) {
        for (int k = 0; k < labels(); k++) {
            if (!Float.isFinite(probabilities[sequence * labels() + k])) {
                return false;
            }
        }
        return true;
    }

    /** Says whether a label of a sequence is predicted. */
    public boolean predicts(float[] probabilities, int sequence, int label) {
        return probabilities[sequence * labels() + label] >= thresholds.get(label);
    }

    @Override
    public <T> T fold(
            Function<Classes, T> classes,
            Function<IndependentLabels, T> independentLabels,
            Function<LabelPath, T> labelPath,
            Function<Values, T> values,
            Function<StepClasses, T> stepClasses) {
        return independentLabels.apply(this);
    }

    @Override
    public int labels() {
        return thresholds.size();
    }

    @Override
    public int outputs() {
        return labels();
    }

    @Override
    public List<LayerSummary> layers(int inputs) {
        return List.of(new LayerSummary(
                "output", "linear, sigmoid, cross-entropy", inputs, labels(), labels() * (inputs + 1L)));
    }

    @Override
    public List<ParameterBlock> parameters(int inputs) {
        return List.of(ParameterBlock.weights((long) inputs * labels()), ParameterBlock.biases(labels()));
    }

    @Override
    public long operations(int inputs) {
        return 2L * inputs * labels();
    }

    @Override
    public String title(String encoder) {
        return encoder + ", independent labels";
    }

    @Override
    public void requireLearnable(TruthFacts training) {
        LabelPath.requireLabels(training);
    }

    @Override
    public void requireWeightsOf(Head network) {
        if (!(network instanceof IndependentLabels)) {
            throw new SeqNetException(
                    "The network to resume %s; the settings specify independent labels.".formatted(network.purpose()));
        }
    }

    @Override
    public String purpose() {
        return "predicts independent labels";
    }
}
