package org.seqnet.engine.training;

import java.util.Optional;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.sequence.FeatureMoments;
import org.seqnet.engine.sequence.FeatureSource;
import org.seqnet.engine.sequence.PackedFeatures;
import org.seqnet.engine.sequence.SequenceFacts;

/**
 * The features of the training sequences of all shards.
 *
 * @param forecast how the network forecasts that reads them; null if it does not
 * @param columns how many features have figures of their own
 */
record ShardedFeatures(Shards shards, Forecast forecast, SequenceFacts facts, int columns) implements FeatureSource {

    /** Asks for the moments of a shard's columns. */
    record MomentsQuestion(Forecast forecast, int columns) implements ShardQuestion<FeatureMoments> {
        @Override
        public FeatureMoments of(Shard shard) {
            var sequences = shard.training(Optional.ofNullable(forecast)).sequences();
            return new PackedFeatures(sequences, columns, () -> false).moments();
        }
    }

    @Override
    public FeatureMoments moments() {
        return shards.ask(new MomentsQuestion(forecast, columns)).stream()
                .reduce(FeatureMoments::plus)
                .orElseThrow();
    }

    @Override
    public double[][] quartiles() {
        throw new UnsupportedOperationException();
    }
}
