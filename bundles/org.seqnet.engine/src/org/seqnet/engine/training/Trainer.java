package org.seqnet.engine.training;

import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.forecast.TrainingWindows;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/**
 * Makes networks learn. It holds no state: one trainer serves many threads at once, and what one training does never
 * shows in another's result.
 */
public final class Trainer {
    private final Accelerators accelerators;

    /** Makes a trainer that computes as the settings of the process say. */
    public Trainer() {
        this(Accelerators.ofProcess());
    }

    /** @param accelerators what chooses the device of each training */
    Trainer(Accelerators accelerators) {
        this.accelerators = accelerators;
    }

    /**
     * Trains a new network on the calling thread.
     *
     * <p>On the CPU, equal arguments give equal history and parameters to the last bit on the same machine, with any
     * number of threads and whatever else runs or ran in the process; only times differ.
     *
     * <p>Numeric targets are standardized by means and deviations of the training sequences alone, whatever the
     * architecture says; a network that is resumed keeps its own.
     *
     * <p>The network reads sequences of any length unless one was stated when the training sequences were packed, or
     * the encoder needs one.
     *
     * @param architecture how the network is built, for the labels of the training sequences' domain; of sequences of
     *     symbols, it embeds as many as their vocabulary has, which becomes the network's
     * @param preprocessing what the network does with raw sequences; it learns the numbers from the training sequences
     * @param rawTraining what it learns from, as it is before the network preprocesses it
     * @param rawValidation what each epoch is measured on; early stopping needs it. A recursive forecast is measured on
     *     the step that it learns, the first one
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
            LabelledSequences rawTraining,
            Optional<LabelledSequences> rawValidation,
            TrainingListener listener) {
        TrainingData.requireSome(architecture, rawTraining.size());
        var training = TrainingWindows.of(architecture.head(), rawTraining);
        var validation = rawValidation.map(raw -> TrainingWindows.of(architecture.head(), raw));
        var input = new NetworkInput(
                architecture.encoder().inputShape(SequenceFacts.of(training.sequences())),
                training.sequences().preparation(),
                training.sequences().vocabulary(),
                preprocessing.learn(
                        training.sequences(),
                        architecture.encoder().scales(training.sequences().shape()),
                        listener::isCancelled));
        var measured = validation.map(data -> data.in(input.vocabulary()));
        Function<Encoder, TrainingResult> byEpochs = encoder -> {
            TrainingData.require(architecture, options, input, training, measured);
            var taught = taught(architecture, training);
            return new Training(accelerators, taught, options, input, training, measured, listener)
                    .run(LearnedLayers.ALL, () -> TrainingStart.fresh(input, taught, options.seed()));
        };
        return architecture
                .encoder()
                .fold(
                        byEpochs::apply,
                        byEpochs::apply,
                        byEpochs::apply,
                        byEpochs::apply,
                        rocket -> fit(rocket, architecture, options, input, training, measured, listener));
    }

    private TrainingResult fit(
            Rocket rocket,
            Architecture architecture,
            TrainingOptions options,
            NetworkInput input,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        Objects.requireNonNull(listener, "listener");
        var fitted = RocketFitting.toFit(rocket, input, training);
        TrainingData.require(architecture.with(fitted), options, input, training, validation);
        TrainingData.requireFittable(architecture, options);
        accelerators.require(architecture);
        var preprocessing = input.preprocessing();
        var fitting = new RocketFitting(
                fitted,
                taught(architecture, training).head(),
                options,
                input,
                training.preprocessed(preprocessing),
                validation.map(raw -> raw.preprocessed(preprocessing)),
                listener);
        Backend.start(); // leaves OpenBLAS, which ridge regression uses, one thread for good
        var local = LocalDevice.start();
        listener.begins(local.processor(options.threads()), Optional.empty());
        return local.withOneThread(fitting::run);
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
            LabelledSequences rawTraining,
            Optional<LabelledSequences> rawValidation,
            TrainingListener listener) {
        var architecture = network.architecture().with(encoder);
        var training = read(architecture, network, rawTraining);
        var validation = rawValidation.map(raw -> read(architecture, network, raw));
        TrainingData.requireResumable(network, architecture, SequenceFacts.of(training.sequences()), training.domain());
        TrainingData.require(architecture, options, network.input(), training, validation);
        return new Training(accelerators, architecture, options, network.input(), training, validation, listener)
                .run(LearnedLayers.ALL, () -> TrainingStart.at(network, options));
    }

    /**
     * Trains a new network that begins with the encoder of a trained one, on the calling thread.
     *
     * @param network any network with the same encoder and as many members, whatever its head
     * @param asked which layers learn, and how fast; by {@link LearnedLayers#ALL}, the encoder learns as the head does
     * @throws org.seqnet.engine.SeqNetException if the encoder is built otherwise, cannot read the sequences, or read
     *     windows that were normalized otherwise; if more layers are frozen than there are, or some of those that
     *     stand side by side; and as {@link #train} does
     * @throws java.util.concurrent.CancellationException as {@link #train} does
     */
    public TrainingResult transfer(
            TrainedNetwork network,
            LearnedLayers asked,
            Architecture architecture,
            TrainingOptions options,
            LabelledSequences rawTraining,
            Optional<LabelledSequences> rawValidation,
            TrainingListener listener) {
        Architecture.requireMembers(
                architecture.members(), network.architecture().members());
        TrainingData.requireReadAlike(network.architecture().head(), architecture.head());
        var training = read(architecture, network, rawTraining);
        var validation = rawValidation.map(raw -> read(architecture, network, raw));
        TrainingData.requireEncoder(network, architecture, SequenceFacts.of(training.sequences()));
        TrainingData.require(architecture, options, network.input(), training, validation);
        var learned = TrainingData.learned(asked, architecture, network.input().preprocessed());
        var taught = taught(architecture, training);
        return new Training(accelerators, taught, options, network.input(), training, validation, listener)
                .run(learned, () -> TrainingStart.transferred(network, learned, taught, options.seed()));
    }

    private static Architecture taught(Architecture architecture, LabelledSequences training) {
        return architecture.with(
                architecture.head().taught(WholeTruth.of(training).facts()));
    }

    /** Returns sequences as a trained network reads them: the windows of its forecast, and symbols by its numbers. */
    private static LabelledSequences read(Architecture architecture, TrainedNetwork network, LabelledSequences raw) {
        return TrainingWindows.of(architecture.head(), raw).in(network.input().vocabulary());
    }
}
