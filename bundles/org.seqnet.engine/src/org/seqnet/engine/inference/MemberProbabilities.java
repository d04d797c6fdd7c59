package org.seqnet.engine.inference;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.seqnet.engine.metrics.Deviation;

/**
 * What each member of an ensemble gives for N sequences; the arrays are the caller's.
 *
 * @param members the probabilities of each member, N x K row-major
 */
public record MemberProbabilities(List<float[]> members) {
    public MemberProbabilities {
        members = List.copyOf(members);
    }

    /** Returns the mean of the members' probabilities, to the bit what the ensemble gives. */
    public float[] mean() {
        var mean = members.get(0).clone();
        for (var member : members.subList(1, members.size())) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += member[i];
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= members.size();
        }
        return mean;
    }

    /**
     * Returns how far the members disagree about a probability: its standard deviation among them, from 0 to 0.5.
     *
     * @param probability what to take of a member's probabilities
     */
    public double deviation(ToDoubleFunction<float[]> probability) {
        return Deviation.of(members.stream().mapToDouble(probability).toArray());
    }
}
