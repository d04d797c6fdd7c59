package org.seqnet.spark;

import java.util.Objects;
import java.util.function.Function;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.PreprocessingRule;

/**
 * What to train, before the data say which labels there are.
 *
 * @param encoder how the network reads sequences
 * @param head makes the head for the labels or targets of the training data
 * @param embeddingDimensions how many numbers stand for a symbol, where sequences consist of symbols
 * @param members the number of networks of an ensemble; 1 for a single one
 * @param preprocessing what the network does with raw sequences
 * @param options how it learns
 */
public record Recipe(
        Encoder encoder,
        Function<LabelDomain, Head> head,
        int embeddingDimensions,
        int members,
        PreprocessingRule preprocessing,
        TrainingOptions options) {
    public Recipe {
        Objects.requireNonNull(encoder, "encoder");
        Objects.requireNonNull(head, "head");
        Objects.requireNonNull(preprocessing, "preprocessing");
        Objects.requireNonNull(options, "options");
    }
}
