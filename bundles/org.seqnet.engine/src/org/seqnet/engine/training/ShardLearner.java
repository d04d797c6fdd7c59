package org.seqnet.engine.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Optional;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.forecast.TrainingWindows;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.trained.NetworkInput;

/** Learns from the data of one shard by a plan, some mini-batches at a time, and measures networks on its data. */
final class ShardLearner implements AutoCloseable {
    /** A round that breaks off leaves no place to go on from. */
    private static final int NOWHERE = -1;

    private final ShardPlan plan;
    private final Architecture architecture;
    private final NetworkInput input;
    private final TrainingOptions options;
    private final LabelledSequences training;
    private final Optional<LabelledSequences> validation;
    private final Targets targets;

    private Optional<MiniBatches> batches = Optional.empty();
    private Optional<HeapLearning> learning = Optional.empty();
    private Optional<LiveNetwork> measured = Optional.empty();
    private Optional<RocketPart> rocket = Optional.empty();
    private int epoch;
    private int done;

    ShardLearner(Shard shard, ShardPlan plan) {
        var start = plan.start();
        var forecast = TrainingWindows.forecast(start.architecture().head());
        this.plan = plan;
        this.architecture = start.architecture();
        this.input = start.input();
        this.options = start.provenance().options().with(draft -> {
            draft.seed = seed(draft.seed, shard.number());
            draft.threads = shard.threads();
        });
        var raw = shard.training(forecast).in(input.vocabulary());
        var rawValidation = shard.validation(forecast).map(data -> data.in(input.vocabulary()));
        if (raw.size() > 0) {
            TrainingData.requirePart(architecture, options, input, raw);
        }
        rawValidation
                .filter(data -> data.size() > 0)
                .ifPresent(data -> TrainingData.requireValidation(architecture, input, raw, data));
        this.training = raw.preprocessed(input.preprocessing());
        this.validation = rawValidation.map(data -> data.preprocessed(input.preprocessing()));
        this.targets = new Targets(training.truth(), weights(), options.labelSmoothing());
    }

    /** The first shard draws what a training without shards draws. */
    private static long seed(long seed, int shard) {
        return shard == 0 ? seed : new SeedStream(seed, Purpose.SHARDS, shard).nextLong();
    }

    private Weights weights() {
        return switch (options.weighting()) {
            case EQUAL -> Weights.EQUAL;
            case BALANCED -> Weights.balanced(training.labels(), plan.frequencies());
            case GIVEN -> training.weights().ofMeanOne(plan.meanWeight());
        };
    }

    boolean follows(ShardPlan other) {
        return plan.number().equals(other.number());
    }

    /** Returns how many mini-batches an epoch of this shard has; 0 if it has no sequences. */
    int epochBatches() {
        return training.size() == 0 ? 0 : (training.size() + batchSize() - 1) / batchSize();
    }

    private int batchSize() {
        return Math.min(options.batchSize(), training.size());
    }

    /** Learns the mini-batches of a round, as many of them as its epoch has left. */
    RoundResult learn(Round round) {
        int count = Math.min(round.rates().length, epochBatches() - round.firstBatch());
        if (count <= 0) {
            return RoundResult.NONE;
        }
        var ready = ready(round);
        done = NOWHERE;
        var steps = new ArrayList<RoundResult.Step>(count);
        for (int i = 0; i < count; i++) {
            ready.step(round.rates()[i]);
            steps.add(RoundResult.Step.of(ready.figures()));
        }
        done = round.firstBatch() + count;
        return new RoundResult(ready.state(), steps);
    }

    private HeapLearning ready(Round round) {
        var state = round.state();
        if (learning.isPresent() && epoch == round.epoch() && done == round.firstBatch() && state.steps() > 0) {
            learning.get().take(state);
            return learning.get();
        }
        close();
        var begun = begun(state);
        int first = round.firstBatch();
        int[] order = new EpochOrder(options, training.size()).of(round.epoch());
        int before = first * batchSize();
        begun.goOn(state, round.epoch(), Arrays.copyOfRange(order, before, order.length), first, before);
        epoch = round.epoch();
        done = first;
        return begun;
    }

    private HeapLearning begun(LearnedState state) {
        var made = MiniBatches.of(options, architecture.encoder(), input, training.sequences(), targets);
        batches = Optional.of(made);
        learning = Optional.of(HeapLearning.of(new LearningPlan(
                architecture,
                input.preprocessed(),
                state.parameters(),
                state.updaterState(),
                state.steps(),
                plan.learned(),
                options,
                training.sequences(),
                targets,
                made)));
        return learning.get();
    }

    /** Returns how a network with these parameters does on the shard's validation data. */
    MeasuredPart measure(float[] parameters) {
        if (validation.isEmpty() || validation.get().size() == 0) {
            return MeasuredPart.NONE;
        }
        var predictions = validationOf(parameters).predictions(parameters);
        return new MeasuredPart(predictions.tally(validationWeights()), predictions.undecided());
    }

    /** Returns what such a network gives for some of the shard's validation data, every so many-th one. */
    OutputsPart outputs(float[] parameters, long first, int every) {
        if (validation.isEmpty() || validation.get().size() == 0) {
            return OutputsPart.NONE;
        }
        var data = validation.get();
        var outputs = validationOf(parameters).outputs(parameters);
        return OutputsPart.of(outputs, data.labels(), first, every);
    }

    private Validation validationOf(float[] parameters) {
        return new Validation(
                architecture, options, validation.orElseThrow(), TrainingListener.NONE, network(parameters));
    }

    private Weights validationWeights() {
        return options.weighting() == Weighting.BALANCED
                ? Weights.balanced(validation.orElseThrow().labels(), plan.validationFrequencies())
                : Weights.EQUAL;
    }

    private LiveNetwork network(float[] parameters) {
        if (measured.isEmpty()) {
            measured = Optional.of(LiveNetwork.of(
                    Optional.empty(),
                    architecture,
                    input.preprocessed(),
                    parameters,
                    options.threads(),
                    Precision.SINGLE));
        }
        return measured.get().with(parameters);
    }

    /** Returns the shard's part in the fitting of a network that is not trained by epochs. */
    RocketPart rocket() {
        if (rocket.isEmpty()) {
            rocket = Optional.of(
                    new RocketPart((Rocket) architecture.encoder(), architecture.head(), options, training));
        }
        return rocket.get();
    }

    /** Returns the value that is farthest from 0, as the network reads it. */
    float largestValue() {
        return new PackedData(options, training).largestValue();
    }

    @Override
    public void close() {
        rocket.ifPresent(RocketPart::close);
        learning.ifPresent(HeapLearning::close);
        batches.ifPresent(MiniBatches::close);
        measured.ifPresent(LiveNetwork::close);
        rocket = Optional.empty();
        learning = Optional.empty();
        batches = Optional.empty();
        measured = Optional.empty();
    }
}
