package org.seqnet.engine.training;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.sequence.DividedQuartiles;
import org.seqnet.engine.sequence.FeatureMoments;
import org.seqnet.engine.sequence.FeatureSource;
import org.seqnet.engine.sequence.PackedFeatures;
import org.seqnet.engine.sequence.RankCounts;
import org.seqnet.engine.sequence.SequenceFacts;

/** The features of the training sequences of all shards, each of which is asked once for its moments. */
final class ShardedFeatures implements FeatureSource {
    private final Shards shards;
    private final Forecast forecast;
    private final SequenceFacts facts;
    private final int columns;
    private FeatureMoments measured;

    /**
     * @param forecast how the network forecasts that reads them; null if it does not
     * @param columns how many features have figures of their own
     */
    ShardedFeatures(Shards shards, Forecast forecast, SequenceFacts facts, int columns) {
        this.shards = shards;
        this.forecast = forecast;
        this.facts = facts;
        this.columns = columns;
    }

    /** Asks for the moments of a shard's columns. */
    record MomentsQuestion(Forecast forecast, int columns) implements ShardQuestion<FeatureMoments> {
        @Override
        public FeatureMoments of(Shard shard) {
            return features(shard, forecast, columns).moments();
        }
    }

    /** Asks for the first pass of counting over some columns of a shard. */
    record BeginningsQuestion(Forecast forecast, int columns, int first, int number)
            implements ShardQuestion<RankCounts> {
        @Override
        public RankCounts of(Shard shard) {
            return RankCounts.ofBeginnings(features(shard, forecast, columns), first, number);
        }
    }

    /** Asks for the second pass. */
    record EndsQuestion(Forecast forecast, int columns, int first, List<char[]> beginnings)
            implements ShardQuestion<RankCounts> {
        @Override
        public RankCounts of(Shard shard) {
            return RankCounts.ofEnds(features(shard, forecast, columns), first, beginnings);
        }
    }

    private static PackedFeatures features(Shard shard, Forecast forecast, int columns) {
        var sequences = shard.training(Optional.ofNullable(forecast)).sequences();
        return new PackedFeatures(sequences, columns, () -> false);
    }

    @Override
    public SequenceFacts facts() {
        return facts;
    }

    @Override
    public FeatureMoments moments() {
        if (measured == null) {
            measured = shards.ask(new MomentsQuestion(forecast, columns)).stream()
                    .reduce(FeatureMoments::plus)
                    .orElseThrow();
        }
        return measured;
    }

    @Override
    public double[][] quartiles() {
        return new DividedQuartiles(moments(), shards.count(), new Counting()).find();
    }

    private final class Counting implements DividedQuartiles.Passes {
        @Override
        public RankCounts beginnings(int first, int number) {
            return sum(new BeginningsQuestion(forecast, columns, first, number));
        }

        @Override
        public RankCounts ends(int first, List<char[]> beginnings) {
            return sum(new EndsQuestion(forecast, columns, first, beginnings));
        }

        private RankCounts sum(ShardQuestion<RankCounts> question) {
            return shards.ask(question).stream().reduce(RankCounts::plus).orElseThrow();
        }
    }
}
