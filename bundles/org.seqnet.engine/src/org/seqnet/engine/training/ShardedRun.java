package org.seqnet.engine.training;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.trained.Checkpoint;
import org.seqnet.engine.trained.ClusterRun;
import org.seqnet.engine.trained.MeanWeights;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.Shards.Shared;

/** A training of many epochs on shards. */
final class ShardedRun {
    private final Shards shards;
    private final int interval;
    private final Checkpoints checkpoints;
    private final Architecture architecture;
    private final TrainingOptions options;
    private final LabelDomain domain;
    private final List<ShardFacts> parts;
    private final Fingerprint print;
    private final TrainingListener listener;
    private final ShardFacts facts;
    private final BirthCertificate certificate;

    ShardedRun(
            Shards shards,
            int interval,
            Checkpoints checkpoints,
            Architecture architecture,
            TrainingOptions options,
            LabelDomain domain,
            List<ShardFacts> parts,
            Fingerprint print,
            TrainingListener listener) {
        this.shards = shards;
        this.interval = interval;
        this.checkpoints = checkpoints;
        this.architecture = architecture;
        this.options = options.withPrecision(PrecisionChoice.SINGLE);
        this.domain = domain;
        this.parts = parts;
        this.print = print;
        this.listener = listener;
        this.facts = print.facts();
        long heldOut = shards.holdsOut() ? facts.validation().sequences() : 0;
        this.certificate =
                new BirthCertificate(Backend.LIBRARY, facts.sequences().sequences(), heldOut);
        requireValidation();
        if (isMeasured()) {
            new WholeTruth(facts.validationTruth(), domain).requireMeasurable();
        }
        listener.begins(shards.device(), Optional.empty());
        if (options.precision() == PrecisionChoice.MIXED) {
            listener.mixedPrecisionRefused("Training by shards computes in single precision.");
        }
    }

    private void requireValidation() {
        if (options.earlyStopping().isPresent() && !isMeasured()) {
            throw new SeqNetException("Early stopping requires validation data. "
                    + (shards.holdsOut()
                            ? "Shards of fewer than %d sequences hold none out: use fewer shards."
                                    .formatted(ValidationShare.LEAST_SEQUENCES)
                            : "Specify validation data or a share to hold out, or disable early stopping."));
        }
    }

    private boolean isMeasured() {
        return facts.validation().sequences() > 0;
    }

    /** Runs it from its beginning. */
    TrainingResult run(TrainingStart start) {
        var mean = new float[options.averageWeights() ? start.parameters().length : 0];
        var state = new LearnedState(start.parameters(), start.updaterState(), mean, 0, start.steps());
        return run(start, state, Midway.beginning(start.history().size()), 0);
    }

    /** Fits a network that has no epochs. */
    TrainingResult fit(NetworkInput input) {
        var before = new TrainedNetwork(
                architecture,
                input,
                domain,
                ShardedRocketFitting.before(architecture, input.preprocessed()),
                new float[0],
                0,
                certificate.provenance(shards.device(), options, List.of(), 0, StopReason.ALL_EPOCHS_DONE));
        try (var plan = shards.share(ShardPlan.of(before, LearnedLayers.ALL, facts))) {
            shards.ask(new BatchesQuestion(plan)); // has data and settings checked
            return new ShardedRocketFitting(
                            shards, plan, before, starts(ShardFacts::sequences), measure(plan), certificate, listener)
                    .run()
                    .with(cluster(0));
        }
    }

    private ClusterRun cluster(long rounds) {
        return new ClusterRun(shards.device(), shards.workers(), shards.count(), interval, rounds, shards.data());
    }

    /** Runs it from where it stood. */
    TrainingResult goOn(Checkpoint checkpoint) {
        var latest = checkpoint.latest();
        var start = new TrainingStart(
                latest.input(),
                latest.parameters(),
                latest.updaterState(),
                latest.steps(),
                latest.provenance().history(),
                LearnedLayers.ALL);
        var state = new LearnedState(
                start.parameters(),
                start.updaterState(),
                checkpoint.mean().map(MeanWeights::values).orElse(new float[0]),
                checkpoint.mean().map(MeanWeights::steps).orElse(0L),
                start.steps());
        return run(start, state, Midway.of(checkpoint), checkpoint.rounds());
    }

    private TrainingResult run(TrainingStart start, LearnedState state, Midway midway, long roundsBefore) {
        var before = new TrainedNetwork(
                architecture,
                start.input(),
                domain,
                start.parameters(),
                new float[0],
                0,
                certificate.provenance(shards.device(), options, List.of(), 0, StopReason.ALL_EPOCHS_DONE));
        try (var plan = shards.share(ShardPlan.of(before, start.learned(), facts))) {
            int batches = shards.ask(new BatchesQuestion(plan)).stream()
                    .mapToInt(count -> count)
                    .max()
                    .orElseThrow();
            boolean isToFind = options.findsLearningRate() && roundsBefore == 0;
            var settled = isToFind ? found(plan, batches, state, start) : options;
            var learning = new ShardedLearning(shards, plan, batches, interval, state);
            learning.goOn(start.history().size() + 1, midway.batches(), roundsBefore);
            var result = new TrainingRun(
                            architecture,
                            settled,
                            start,
                            midway,
                            new ShardedData(shards, plan, domain),
                            measure(plan),
                            listener,
                            learning,
                            certificate,
                            Optional.of(maker(learning, settled, start)))
                    .run();
            return result.with(cluster(learning.rounds()));
        }
    }

    /** Asks how many mini-batches an epoch of a shard has, which has its data and settings checked. */
    private record BatchesQuestion(Shared<ShardPlan> plan) implements ShardQuestion<Integer> {
        @Override
        public Integer of(Shard shard) {
            return shard.learner(plan.value()).epochBatches();
        }
    }

    private CheckpointMaker maker(ShardedLearning learning, TrainingOptions settled, TrainingStart start) {
        return new CheckpointMaker(
                checkpoints,
                learning,
                architecture,
                start.input(),
                domain,
                settled,
                certificate,
                shards.count(),
                print.text());
    }

    private Optional<Measure> measure(Shared<ShardPlan> plan) {
        return isMeasured()
                ? Optional.of(new ShardedMeasure(shards, plan, architecture, starts(ShardFacts::validation), listener))
                : Optional.empty();
    }

    /** Returns how many sequences the shards before each one have, and last how many all have. */
    private long[] starts(Function<ShardFacts, SequenceFacts> which) {
        var starts = new long[parts.size() + 1];
        for (int shard = 0; shard < parts.size(); shard++) {
            starts[shard + 1] = starts[shard] + which.apply(parts.get(shard)).sequences();
        }
        return starts;
    }

    /** Returns the options with the learning rate that a test finds, in which each round is one mini-batch. */
    private TrainingOptions found(Shared<ShardPlan> plan, int batches, LearnedState state, TrainingStart start) {
        var learning = new ShardedLearning(shards, plan, batches, 1, state);
        var test = new RateFinder(learning, start.history().size(), epoch -> new int[0], listener).find();
        listener.rateFound(test);
        return options.with(draft -> draft.learningRate = test.rate());
    }
}
