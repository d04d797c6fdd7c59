package org.seqnet.engine.training;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.forecast.TrainingWindows;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Shards.Shared;

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

    /**
     * @param interval how many mini-batches each shard learns between two averages, at least 1
     * @throws SeqNetException if it is less
     */
    public ShardedTrainer(Shards shards, int interval) {
        this.shards = Objects.requireNonNull(shards, "shards");
        this.interval = interval;
        if (interval < 1) {
            throw new SeqNetException("Interval: " + interval + " is not at least 1.");
        }
    }

    /**
     * Trains a new network, as {@link Trainer#train} does. One that is fitted at once has no rounds.
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
        var forecast = TrainingWindows.forecast(architecture.head()).orElse(null);
        var parts = shards.ask(new ShardFacts.Question(forecast));
        var facts = sum(architecture, parts);
        int columns = architecture.encoder().scales(facts.sequences().shape());
        var features = new ShardedFeatures(shards, forecast, facts.sequences(), columns);
        var input = new NetworkInput(
                architecture.encoder().inputShape(facts.sequences()),
                facts.sequences().prepared(),
                vocabulary,
                rule.learn(features, columns));
        new WholeTruth(facts.truth(), domain).requireLearnable(architecture);
        var taught = architecture.with(architecture.head().taught(facts.truth()));
        if (architecture.encoder() instanceof Rocket rocket) {
            TrainingData.requireFittable(architecture, options);
            var fitted = RocketFitting.toFit(rocket, input, facts.sequences(), taught.head() instanceof Values);
            return fit(taught.with(fitted), input, options, domain, parts, facts, listener);
        }
        return run(taught, options, domain, parts, facts, TrainingStart.fresh(input, taught, options.seed()), listener);
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
        var forecast = TrainingWindows.forecast(architecture.head()).orElse(null);
        var parts = shards.ask(new ShardFacts.Question(forecast));
        var facts = sum(architecture, parts);
        TrainingData.requireResumable(network, architecture, facts.sequences(), domain);
        new WholeTruth(facts.truth(), domain).requireLearnable(architecture);
        return run(architecture, options, domain, parts, facts, TrainingStart.at(network, options), listener);
    }

    private static ShardFacts sum(Architecture architecture, List<ShardFacts> parts) {
        var facts = parts.stream().reduce(ShardFacts::plus).orElseThrow();
        TrainingData.requireSome(architecture, facts.sequences().sequences());
        return facts;
    }

    private TrainingResult fit(
            Architecture architecture,
            NetworkInput input,
            TrainingOptions options,
            LabelDomain domain,
            List<ShardFacts> parts,
            ShardFacts facts,
            TrainingListener listener) {
        begin(options, domain, facts, listener);
        var before = new TrainedNetwork(
                architecture,
                input,
                domain,
                ShardedRocketFitting.before(architecture, input.preprocessed()),
                new float[0],
                0,
                certificate(facts).provenance(shards.device(), options, List.of(), 0, StopReason.ALL_EPOCHS_DONE));
        try (var plan = shards.share(ShardPlan.of(before, true, facts))) {
            shards.ask(new BatchesQuestion(plan)); // has data and settings checked
            return new ShardedRocketFitting(
                            shards,
                            plan,
                            before,
                            starts(parts, ShardFacts::sequences),
                            measure(plan, architecture, parts, facts, listener),
                            listener)
                    .run()
                    .with(run(0));
        }
    }

    private ClusterRun run(long rounds) {
        return new ClusterRun(shards.device(), shards.workers(), shards.count(), interval, rounds, shards.data());
    }

    private static BirthCertificate certificate(ShardFacts facts) {
        return new BirthCertificate(Backend.LIBRARY, facts.sequences().sequences(), 0);
    }

    /** Checks the validation data and tells the listener what computes. */
    private void begin(TrainingOptions options, LabelDomain domain, ShardFacts facts, TrainingListener listener) {
        boolean isMeasured = facts.validation().sequences() > 0;
        TrainingData.requireValidationFor(options, isMeasured);
        if (isMeasured) {
            new WholeTruth(facts.validationTruth(), domain).requireMeasurable();
        }
        listener.begins(shards.device(), Optional.empty());
    }

    private Optional<Measure> measure(
            Shared<ShardPlan> plan,
            Architecture architecture,
            List<ShardFacts> parts,
            ShardFacts facts,
            TrainingListener listener) {
        return facts.validation().sequences() > 0
                ? Optional.of(
                        new ShardedMeasure(shards, plan, architecture, starts(parts, ShardFacts::validation), listener))
                : Optional.empty();
    }

    private TrainingResult run(
            Architecture architecture,
            TrainingOptions options,
            LabelDomain domain,
            List<ShardFacts> parts,
            ShardFacts facts,
            TrainingStart start,
            TrainingListener listener) {
        begin(options, domain, facts, listener);
        if (options.precision() == PrecisionChoice.MIXED) {
            listener.mixedPrecisionRefused("Training by shards computes in single precision.");
        }
        var computed = options.withPrecision(PrecisionChoice.SINGLE);
        var certificate = certificate(facts);
        var before = new TrainedNetwork(
                architecture,
                start.input(),
                domain,
                start.parameters(),
                new float[0],
                0,
                certificate.provenance(shards.device(), computed, List.of(), 0, StopReason.ALL_EPOCHS_DONE));
        try (var plan = shards.share(ShardPlan.of(before, start.trainsEncoder(), facts))) {
            int batches = shards.ask(new BatchesQuestion(plan)).stream()
                    .mapToInt(count -> count)
                    .max()
                    .orElseThrow();
            var settled = computed.findsLearningRate() ? found(computed, plan, batches, start, listener) : computed;
            var measure = measure(plan, architecture, parts, facts, listener);
            var learning = learning(settled, plan, batches, interval, start);
            var result = new TrainingRun(
                            architecture,
                            settled,
                            start,
                            new ShardedData(shards, plan, domain),
                            measure,
                            listener,
                            learning,
                            certificate)
                    .run();
            return result.with(run(learning.rounds()));
        }
    }

    /** Asks how many mini-batches an epoch of a shard has, which has its data and settings checked. */
    private record BatchesQuestion(Shared<ShardPlan> plan) implements ShardQuestion<Integer> {
        @Override
        public Integer of(Shard shard) {
            return shard.learner(plan.value()).epochBatches();
        }
    }

    private ShardedLearning learning(
            TrainingOptions options, Shared<ShardPlan> plan, int batches, int every, TrainingStart start) {
        var mean = new float[options.averageWeights() ? start.parameters().length : 0];
        var state = new LearnedState(start.parameters(), start.updaterState(), mean, 0, start.steps());
        return new ShardedLearning(shards, plan, batches, every, state);
    }

    /** Returns the options with the learning rate that a test finds, in which each round is one mini-batch. */
    private TrainingOptions found(
            TrainingOptions options,
            Shared<ShardPlan> plan,
            int batches,
            TrainingStart start,
            TrainingListener listener) {
        var learning = learning(options, plan, batches, 1, start);
        var test = new RateFinder(learning, start.history().size(), epoch -> new int[0], listener).find();
        listener.rateFound(test);
        return options.with(draft -> draft.learningRate = test.rate());
    }

    /** Returns how many sequences the shards before each one have, and last how many all have. */
    private static long[] starts(List<ShardFacts> parts, Function<ShardFacts, SequenceFacts> which) {
        var starts = new long[parts.size() + 1];
        for (int shard = 0; shard < parts.size(); shard++) {
            starts[shard + 1] = starts[shard] + which.apply(parts.get(shard)).sequences();
        }
        return starts;
    }
}
