package org.seqnet.knime.explainer;

import java.util.Optional;
import org.seqnet.engine.explanation.Explanation;
import org.seqnet.engine.tensor.Tensor;

/**
 * A row that has been explained.
 *
 * @param key the row's
 * @param sequence what the network was given
 * @param label the index of the label that is explained, among those of the network
 * @param likeliest the index of the most probable label
 * @param confidence the probability of the most probable label
 * @param actual the actual class, if it is known
 * @param attention the weights of the time steps in a network with attention pooling; empty in others
 */
record Example(
        String key,
        Tensor sequence,
        Explanation explanation,
        int label,
        int likeliest,
        double confidence,
        Optional<String> actual,
        Optional<float[]> attention) {

    /** Returns the share of each value, in a tensor of the sequence's own shape. */
    Tensor shares() {
        return Tensor.ofFloats(sequence.shape(), explanation.shares());
    }
}
