package org.seqnet.engine.training;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.TruthFacts;

/**
 * What a shard's data are like; those of all shards add up.
 *
 * @param checksum of all values and of what is known of the sequences, in their order
 * @param weightSum the sum of the weights that the data give to training sequences
 * @param validation the validation sequences; as many as none if there are none
 */
record ShardFacts(
        SequenceFacts sequences,
        TruthFacts truth,
        double weightSum,
        long checksum,
        SequenceFacts validation,
        TruthFacts validationTruth)
        implements Serializable {

    /** Asks for the facts of data as a network reads them that forecasts like this; null if it does not forecast. */
    record Question(Forecast forecast) implements ShardQuestion<ShardFacts> {
        @Override
        public ShardFacts of(Shard shard) {
            var ahead = Optional.ofNullable(forecast);
            var training = shard.training(ahead);
            var validation = shard.validation(ahead).orElseGet(() -> training.select(new int[0]));
            return new ShardFacts(
                    SequenceFacts.of(training.sequences()),
                    truth(training),
                    training.weights().sum(training.size()),
                    31 * Checksum.of(training) + Checksum.of(validation),
                    SequenceFacts.of(validation.sequences()),
                    truth(validation));
        }
    }

    private static TruthFacts truth(LabelledSequences data) {
        return TruthFacts.of(data.truth(), data.domain().size());
    }

    /** Returns those of all shards, which have at least one training sequence. */
    static ShardFacts sum(Architecture architecture, List<ShardFacts> parts) {
        var facts = parts.stream().reduce(ShardFacts::plus).orElseThrow();
        TrainingData.requireSome(architecture, facts.sequences().sequences());
        return facts;
    }

    private ShardFacts plus(ShardFacts others) {
        return new ShardFacts(
                sequences.plus(others.sequences),
                truth.plus(others.truth),
                weightSum + others.weightSum,
                31 * checksum + others.checksum,
                validation.plus(others.validation),
                validationTruth.plus(others.validationTruth));
    }
}
