package org.seqnet.engine.training;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.augmentation.Augmenter;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Makes networks learn. It holds no state: one trainer serves many threads at once, and what one training does never
 * shows in another's result.
 */
public final class Trainer {
    /**
     * Returns what trains such a network, such as {@code CPU, 2 threads}.
     *
     * @param threads as {@link TrainingOptions#threads} states them
     */
    public static String device(Architecture architecture, int threads) {
        return LiveNetwork.device(architecture, threads);
    }

    /**
     * Trains a new network on the calling thread.
     *
     * <p>On the CPU, equal arguments give equal history and parameters to the last bit on the same machine, with any
     * number of threads and whatever else runs or ran in the process; only times differ.
     *
     * <p>The network reads sequences of any length unless one was stated when the training sequences were packed, or
     * the encoder needs one.
     *
     * @param architecture how the network is built, for the labels of the training sequences' domain
     * @param preprocessing what the network does with raw sequences; it learns the numbers from the training sequences
     * @param validation what each epoch is measured on; early stopping needs it
     * @throws org.seqnet.engine.SeqNetException if the data cannot be learned from: empty, fewer than two classes in
     *     use, no label at all, missing values that nothing fills in, validation of another shape, preparation or label
     *     domain; or if the loss stops being a number
     * @throws java.util.concurrent.CancellationException if the listener cancels or the thread is interrupted; nothing
     *     is left behind
     */
    public TrainingResult train(
            Architecture architecture,
            PreprocessingRule preprocessing,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        TrainingData.requireSome(architecture, training);
        var input = new NetworkInput(
                architecture.encoder().inputShape(training.sequences()),
                training.sequences().preparation(),
                preprocessing.learn(
                        training.sequences(),
                        architecture.encoder().scales(training.sequences().shape()),
                        listener::isCancelled));
        Function<Encoder, TrainingResult> byEpochs = encoder -> {
            TrainingData.require(architecture, options, input, training, validation);
            return run(
                    architecture,
                    options,
                    () -> TrainingStart.fresh(input, architecture, options.seed()),
                    training,
                    validation,
                    listener);
        };
        return architecture
                .encoder()
                .fold(
                        byEpochs::apply,
                        byEpochs::apply,
                        byEpochs::apply,
                        byEpochs::apply,
                        rocket -> fit(rocket, architecture, options, input, training, validation, listener));
    }

    private static TrainingResult fit(
            Rocket rocket,
            Architecture architecture,
            TrainingOptions options,
            NetworkInput input,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        Objects.requireNonNull(listener, "listener");
        var fitted = RocketFitting.toFit(rocket, input, training);
        TrainingData.require(
                new Architecture(fitted, architecture.head(), architecture.members()),
                options,
                input,
                training,
                validation);
        TrainingData.requireFittable(architecture, options);
        var preprocessing = input.preprocessing();
        var fitting = new RocketFitting(
                fitted,
                options,
                input,
                training.preprocessed(preprocessing),
                validation.map(raw -> raw.preprocessed(preprocessing)),
                listener);
        return Backend.start().withOneThread(fitting::run);
    }

    /**
     * Trains a network on, on the calling thread, for {@code options.epochs()} further epochs. Epochs are counted on,
     * and its history goes on.
     *
     * <p>With the same data, settings and seed, resuming after some epochs gives to the last bit what all epochs in one
     * training give, unless the learning rate has a schedule, which begins anew over the further epochs, or weights are
     * averaged: a network of averaged weights goes on from these, with the updater's
     * state of its last step, and takes the mean of the new steps alone. An updater other than the one that it learned
     * with starts afresh ({@link TrainedNetwork#keepsStateOf}). Early stopping chooses among the new epochs, and
     * only a new one can reach the accuracy to stop at. Labels are compared by their names; the trained network's are
     * of the type that these training sequences have. Without validation data, independent labels
     * keep their thresholds.
     *
     * @param encoder how the network reads its sequences; it may differ in what changes no layer, such as dropout
     * @throws org.seqnet.engine.SeqNetException if the network is built otherwise, cannot read the sequences or tells
     *     other labels apart, and as {@link #train} does
     * @throws java.util.concurrent.CancellationException as {@link #train} does
     */
    public TrainingResult resume(
            TrainedNetwork network,
            Encoder encoder,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        TrainingData.requireResumable(network, encoder, training);
        var trained = network.architecture();
        var architecture = new Architecture(encoder, trained.head(), trained.members());
        TrainingData.require(architecture, options, network.input(), training, validation);
        return run(architecture, options, () -> TrainingStart.at(network, options), training, validation, listener);
    }

    /**
     * Trains a new network that begins with the encoder of a trained one, on the calling thread.
     *
     * @param network any network with the same encoder and as many members, whatever its head
     * @param trainsEncoder whether the encoder learns further; otherwise it computes as in prediction and stays as it
     *     is to the bit
     * @throws org.seqnet.engine.SeqNetException if the encoder is built otherwise or cannot read the sequences, and as
     *     {@link #train} does
     * @throws java.util.concurrent.CancellationException as {@link #train} does
     */
    public TrainingResult transfer(
            TrainedNetwork network,
            boolean trainsEncoder,
            Architecture architecture,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        Architecture.requireMembers(
                architecture.members(), network.architecture().members());
        TrainingData.requireEncoder(network, architecture.encoder(), training);
        TrainingData.require(architecture, options, network.input(), training, validation);
        return run(
                architecture,
                options,
                () -> TrainingStart.transferred(network, trainsEncoder, architecture, options.seed()),
                training,
                validation,
                listener);
    }

    private static TrainingResult run(
            Architecture architecture,
            TrainingOptions options,
            Supplier<TrainingStart> start,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        Objects.requireNonNull(listener, "listener");
        return Backend.start()
                .withOneThread(() -> Memory.enoughFor(
                        () -> String.format(
                                Locale.ROOT,
                                "Training %s on %s in batches of %,d",
                                architecture.title(),
                                training.sequences(),
                                options.batchSize()),
                        () -> run(architecture, options, start.get(), training, validation, listener)));
    }

    private static Optional<Augmenter> augmenter(TrainingOptions options, Encoder encoder, NetworkInput input) {
        int features = input.preprocessed().features();
        int masks = features - input.shape().features();
        return Optional.of(options.augmentation())
                .filter(augmentation -> !augmentation.isNone())
                .map(augmentation -> new Augmenter(augmentation, options.seed(), encoder, features, masks));
    }

    private static TrainingResult run(
            Architecture architecture,
            TrainingOptions options,
            TrainingStart start,
            LabelledSequences rawTraining,
            Optional<LabelledSequences> rawValidation,
            TrainingListener listener) {
        var training = rawTraining.preprocessed(start.input().preprocessing());
        var validation = rawValidation.map(raw -> raw.preprocessed(start.input().preprocessing()));
        var targets = new Targets(training.labels(), TrainingData.weights(options, training), options.labelSmoothing());
        try (var batches = new MiniBatches(
                training.sequences(),
                targets,
                options.batchSize(),
                augmenter(options, architecture.encoder(), start.input()))) {
            Function<TrainingOptions, LearningPlan> plan = settings -> new LearningPlan(
                    architecture,
                    start.input().preprocessed(),
                    start.parameters(),
                    start.updaterState(),
                    start.steps(),
                    start.trainsEncoder(),
                    settings,
                    training.sequences(),
                    targets,
                    batches);
            var settings =
                    options.findsLearningRate() ? found(plan, options, start, training.size(), listener) : options;
            try (var learning = HeapLearning.of(plan.apply(settings))) {
                var measured = validation.map(
                        data -> new Validation(architecture, settings, data, listener, learning.network()));
                return new TrainingRun(architecture, settings, start, training, measured, listener, learning).run();
            }
        }
    }

    /** Returns the options with the learning rate that a test finds. */
    private static TrainingOptions found(
            Function<TrainingOptions, LearningPlan> plan,
            TrainingOptions options,
            TrainingStart start,
            int sequences,
            TrainingListener listener) {
        try (var learning = HeapLearning.of(plan.apply(options.withAverageWeights(false)))) {
            var order = new EpochOrder(options, sequences);
            var test = new RateFinder(learning, start.history().size(), order, listener).find();
            listener.rateFound(test);
            return options.with(draft -> draft.learningRate = test.rate());
        }
    }
}
