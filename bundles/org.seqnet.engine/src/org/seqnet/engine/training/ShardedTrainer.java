package org.seqnet.engine.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.forecast.TrainingWindows;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Makes networks learn from data that other processes hold, each a shard of them. Every shard learns some mini-batches
 * by itself; then parameters and the optimizer's state become the means over the shards ({@link ShardedLearning}).
 *
 * <p>The same shards and options give the same network to the last bit, whoever holds the shards and however many at a
 * time, on processors of one kind. One shard gives what {@link Trainer} gives. All is computed in single precision on
 * processors.
 */
public final class ShardedTrainer {
    private final Shards shards;
    private final int interval;
    private final Checkpoints checkpoints;

    /**
     * @param interval how many mini-batches each shard learns between two averages, at least 1
     * @param checkpoints where to go on, and where to keep what is needed for it
     * @throws SeqNetException if the interval is less
     */
    public ShardedTrainer(Shards shards, int interval, Checkpoints checkpoints) {
        this.checkpoints = Objects.requireNonNull(checkpoints, "checkpoints");
        this.shards = Objects.requireNonNull(shards, "shards");
        this.interval = interval;
        if (interval < 1) {
            throw new SeqNetException("Interval: " + interval + " is not at least 1.");
        }
    }

    /**
     * Trains a new network, as {@link Trainer#train} does, or goes on with a training that was ended from outside, with
     * the same data and settings, as if it never had been. One that is fitted at once has no rounds.
     *
     * @param architecture how the network is built, for the labels of {@code domain} and the symbols of
     *     {@code vocabulary}
     * @param domain the labels or targets of all shards
     * @param vocabulary the symbols that the sequences of all shards have numbers for; empty if they have none
     * @throws SeqNetException if the data cannot be learned from, or the loss stops being a number
     * @throws java.util.concurrent.CancellationException if the listener cancels
     */
    public TrainingResult train(
            Architecture architecture,
            PreprocessingRule rule,
            TrainingOptions options,
            LabelDomain domain,
            Optional<Vocabulary> vocabulary,
            TrainingListener listener) {
        var parts = parts(architecture);
        var facts = ShardFacts.sum(architecture, parts);
        new WholeTruth(facts.truth(), domain).requireLearnable(architecture);
        var print = new Fingerprint(
                architecture, options, facts, parts, domain, rule + "\n" + vocabulary.map(Vocabulary::symbols));
        return goOn(print, domain, parts, options, listener).orElseGet(() -> {
            var input = new NetworkInput(
                    architecture.encoder().inputShape(facts.sequences()),
                    facts.sequences().prepared(),
                    vocabulary,
                    learned(rule, architecture, facts));
            var taught = architecture.with(architecture.head().taught(facts.truth()));
            if (architecture.encoder() instanceof Rocket rocket) {
                TrainingData.requireFittable(architecture, options);
                boolean areValues = taught.head() instanceof Values;
                var fitted = RocketFitting.toFit(rocket, input, facts.sequences(), areValues);
                return run(taught.with(fitted), options, domain, parts, print, listener)
                        .fit(input);
            }
            return run(taught, options, domain, parts, print, listener)
                    .run(TrainingStart.fresh(input, taught, options.seed()));
        });
    }

    private Preprocessing learned(PreprocessingRule rule, Architecture architecture, ShardFacts facts) {
        var forecast = TrainingWindows.forecast(architecture.head()).orElse(null);
        int columns = architecture.encoder().scales(facts.sequences().shape());
        return rule.learn(new ShardedFeatures(shards, forecast, facts.sequences(), columns), columns);
    }

    /**
     * Trains a network on, as {@link Trainer#resume} does.
     *
     * @throws SeqNetException if the network is built otherwise, cannot read the sequences or tells other labels apart,
     *     and as {@link #train} does
     * @throws java.util.concurrent.CancellationException as {@link #train} does
     */
    public TrainingResult resume(
            TrainedNetwork network,
            Encoder encoder,
            TrainingOptions options,
            LabelDomain domain,
            TrainingListener listener) {
        var architecture = network.architecture().with(encoder);
        var parts = parts(architecture);
        var facts = ShardFacts.sum(architecture, parts);
        TrainingData.requireResumable(network, architecture, facts.sequences(), domain);
        new WholeTruth(facts.truth(), domain).requireLearnable(architecture);
        var print = new Fingerprint(
                architecture,
                options,
                facts,
                parts,
                domain,
                network.provenance().toString());
        return goOn(print, domain, parts, options, listener)
                .orElseGet(() -> run(architecture, options, domain, parts, print, listener)
                        .run(TrainingStart.at(network, options)));
    }

    private List<ShardFacts> parts(Architecture architecture) {
        var forecast = TrainingWindows.forecast(architecture.head()).orElse(null);
        return shards.ask(new ShardFacts.Question(forecast));
    }

    /** Goes on with a training that was ended from outside, if there is a checkpoint of it. */
    private Optional<TrainingResult> goOn(
            Fingerprint print,
            LabelDomain domain,
            List<ShardFacts> parts,
            TrainingOptions options,
            TrainingListener listener) {
        return checkpoints.latest().map(checkpoint -> {
            print.requireSame(checkpoint, shards.count(), interval);
            var latest = checkpoint.latest();
            double found = latest.provenance().options().learningRate();
            var settled = options.with(draft -> draft.learningRate = found);
            return run(latest.architecture(), settled, domain, parts, print, listener)
                    .goOn(checkpoint);
        });
    }

    private ShardedRun run(
            Architecture architecture,
            TrainingOptions options,
            LabelDomain domain,
            List<ShardFacts> parts,
            Fingerprint print,
            TrainingListener listener) {
        return new ShardedRun(shards, interval, checkpoints, architecture, options, domain, parts, print, listener);
    }
}
