package org.seqnet.engine.explanation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.seqnet.engine.kernel.InputGradients;
import org.seqnet.engine.kernel.MiniBatch;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Targets;

/**
 * Gradients of the probability of a label with respect to what the first layer reads.
 *
 * <p>They come from those of the loss L: of classes, dP/dx = -P dL/dx, for L is -log P. Of independent labels, the loss
 * without the label less the loss with it is the label's logit z, and dP/dx = P (1 - P) dz/dx. Those of an ensemble are
 * the mean of its members'.
 */
final class ProbabilityGradients implements AutoCloseable {
    private final List<InputGradients> members = new ArrayList<>();
    private final boolean areClasses;
    private float[] gradients = new float[0];

    /** @param input the shape of preprocessed sequences */
    ProbabilityGradients(Architecture architecture, SequenceShape input, float[] parameters, int threads) {
        areClasses = architecture
                .head()
                .fold(classes -> true, independent -> false, path -> false, values -> false, steps -> false);
        var member = architecture.member();
        int count = parameters.length / architecture.members();
        try {
            for (int from = 0; from < parameters.length; from += count) {
                var own = Arrays.copyOfRange(parameters, from, from + count);
                members.add(InputGradients.of(member, input, own, threads));
            }
        } catch (RuntimeException | OutOfMemoryError e) {
            close();
            throw e;
        }
    }

    /**
     * Adds up the gradients of some sequences of one length.
     *
     * @param values {@code count} preprocessed sequences, one after another
     * @param sums added to: dP/dx, T x F
     */
    void add(float[] values, int count, int timeSteps, int label, double[] sums) {
        for (var member : members) {
            if (areClasses) {
                addOfClass(member, values, count, timeSteps, label, sums);
            } else {
                addOfLabel(member, values, count, timeSteps, label, sums);
            }
        }
    }

    private void addOfClass(InputGradients member, float[] values, int count, int timeSteps, int label, double[] sums) {
        var losses = differentiate(member, values, count, timeSteps, label);
        for (int n = 0; n < count; n++) {
            add(n, -Math.exp(-losses[n]) / members.size(), gradients, sums);
        }
    }

    private void addOfLabel(InputGradients member, float[] values, int count, int timeSteps, int label, double[] sums) {
        var with = differentiate(member, values, count, timeSteps, label);
        var gradientsWith = Arrays.copyOf(gradients, count * sums.length);
        var without = differentiate(member, values, count, timeSteps);
        for (int n = 0; n < count; n++) {
            double probability = 1 / (1 + Math.exp(with[n] - without[n]));
            double slope = probability * (1 - probability) / members.size();
            add(n, slope, gradients, sums);
            add(n, -slope, gradientsWith, sums);
        }
    }

    /** Writes dL/dx; returns the losses. */
    private double[] differentiate(InputGradients member, float[] values, int count, int timeSteps, int... labels) {
        if (gradients.length < values.length) {
            gradients = new float[values.length];
        }
        var lengths = new int[count];
        Arrays.fill(lengths, timeSteps);
        var targets = new Targets(LabelSets.of(Collections.nCopies(count, labels)));
        var losses = new double[count];
        member.differentiate(new MiniBatch(values, lengths, targets, count), gradients, losses);
        return losses;
    }

    private static void add(int sequence, double factor, float[] gradients, double[] sums) {
        int from = sequence * sums.length;
        for (int i = 0; i < sums.length; i++) {
            sums[i] += factor * gradients[from + i];
        }
    }

    @Override
    public void close() {
        members.forEach(InputGradients::close);
    }
}
