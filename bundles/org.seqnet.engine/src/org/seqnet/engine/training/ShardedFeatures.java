package org.seqnet.engine.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.sequence.DividedQuartiles;
import org.seqnet.engine.sequence.FeatureMoments;
import org.seqnet.engine.sequence.FeatureSource;
import org.seqnet.engine.sequence.PackedFeatures;
import org.seqnet.engine.sequence.RankCounts;
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
            return features(shard, forecast, columns).moments();
        }
    }

    @Override
    public FeatureMoments moments() {
        return shards.ask(new MomentsQuestion(forecast, columns)).stream()
                .reduce(FeatureMoments::plus)
                .orElseThrow();
    }

    /** Asks how a shard's values of some columns begin. */
    record BeginningsQuestion(Forecast forecast, int columns, int first, int number)
            implements ShardQuestion<RankCounts> {
        @Override
        public RankCounts of(Shard shard) {
            return RankCounts.ofBeginnings(features(shard, forecast, columns), first, number);
        }
    }

    /** Asks how those of them end that begin in a certain way. */
    record EndsQuestion(Forecast forecast, int columns, int first, ArrayList<char[]> beginnings)
            implements ShardQuestion<RankCounts> {
        @Override
        public RankCounts of(Shard shard) {
            return RankCounts.ofEnds(features(shard, forecast, columns), first, beginnings);
        }
    }

    @Override
    public double[][] quartiles() {
        return new DividedQuartiles(moments(), shards.count(), new DividedQuartiles.Passes() {
                    @Override
                    public RankCounts beginnings(int first, int number) {
                        return sum(new BeginningsQuestion(forecast, columns, first, number));
                    }

                    @Override
                    public RankCounts ends(int first, List<char[]> beginnings) {
                        return sum(new EndsQuestion(forecast, columns, first, new ArrayList<>(beginnings)));
                    }
                })
                .find();
    }

    private RankCounts sum(ShardQuestion<RankCounts> question) {
        return shards.ask(question).stream().reduce(RankCounts::plus).orElseThrow();
    }

    private static PackedFeatures features(Shard shard, Forecast forecast, int columns) {
        return new PackedFeatures(shard.training(Optional.ofNullable(forecast)).sequences(), columns, () -> false);
    }
}
