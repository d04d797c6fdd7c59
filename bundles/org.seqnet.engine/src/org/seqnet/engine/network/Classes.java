package org.seqnet.engine.network;

import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelDomain;

/**
 * One of several classes: a linear layer with softmax gives the probability of each, and is trained by cross-entropy.
 *
 * @param count the number of classes, K, at least 1
 */
public record Classes(int count) implements Head {
    /**
     * Checks the number.
     *
     * @throws SeqNetException if it is below 1
     */
    public Classes {
        if (count < 1) {
            throw new SeqNetException("Classes: " + count + " is not at least 1.");
        }
    }

    /** Returns the classes that labels name. */
    public static Classes of(LabelDomain labels) {
        return new Classes(labels.size());
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
        return visitor.classes(this);
    }

    @Override
    public int outputs() {
        return count;
    }

    @Override
    public LayerSummary layer(int inputs) {
        return new LayerSummary("output", "linear, softmax, cross-entropy", inputs, count, count * (inputs + 1L));
    }
}
