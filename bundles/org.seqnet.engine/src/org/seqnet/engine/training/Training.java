package org.seqnet.engine.training;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.accelerator.Accelerator;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.accelerator.Job;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.LearningPlan;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.trained.NetworkInput;

/** A training of many epochs: where it takes place, by which learning rate, and its run. */
final class Training {
    private final Accelerators accelerators;
    private final Architecture architecture;
    private final TrainingOptions options;
    private final NetworkInput input;
    private final LabelledSequences training;
    private final Optional<LabelledSequences> validation;
    private final TrainingListener listener;

    /** @param training as it is before the network preprocesses it, as is {@code validation} */
    Training(
            Accelerators accelerators,
            Architecture architecture,
            TrainingOptions options,
            NetworkInput input,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        this.accelerators = accelerators;
        this.architecture = architecture;
        this.options = options;
        this.input = input;
        this.training = training.preprocessed(input.preprocessing());
        this.validation = validation.map(raw -> raw.preprocessed(input.preprocessing()));
        this.listener = Objects.requireNonNull(listener, "listener");
    }

    /**
     * Runs it from a start that is made as soon as it is known where.
     *
     * @param learned as the start will say
     */
    TrainingResult run(LearnedLayers learned, Supplier<TrainingStart> start) {
        var choice = accelerators.choose(Job.training(
                architecture,
                input.preprocessed(),
                training.sequences(),
                options.batchSize(),
                accelerators.threads(options.threads()),
                learned,
                options.epochs()));
        if (choice.accelerator().isPresent()) {
            var accelerator = choice.accelerator().get();
            listener.begins(accelerator.name(), Optional.empty());
            var computed = options.withPrecision(PrecisionChoice.SINGLE);
            return enough(() -> run(choice.accelerator(), computed, start.get()));
        }
        var local = LocalDevice.start();
        var chosen = LiveNetwork.precision(options.precision(), architecture);
        listener.begins(
                LiveNetwork.device(architecture, options.threads(), chosen.precision()),
                local.usesGraphicsCard() ? Optional.empty() : choice.reason().or(local::fallback));
        chosen.refusal().ifPresent(listener::mixedPrecisionRefused);
        var computed = options.withPrecision(chosen.settled());
        return local.withOneThread(() -> enough(() -> run(Optional.empty(), computed, start.get())));
    }

    private TrainingResult enough(Supplier<TrainingResult> work) {
        return Memory.enoughFor(
                () -> String.format(
                        Locale.ROOT,
                        "Training %s on %s in batches of %,d",
                        architecture.title(),
                        training.sequences(),
                        options.batchSize()),
                work);
    }

    /** @param computed the options with the precision that computes */
    private TrainingResult run(Optional<Accelerator> accelerator, TrainingOptions computed, TrainingStart start) {
        var targets = new Targets(training.truth(), TrainingData.weights(options, training), options.labelSmoothing());
        try (var batches = MiniBatches.of(options, architecture.encoder(), input, training.sequences(), targets)) {
            var plan = new LearningPlan(
                    architecture,
                    input.preprocessed(),
                    start.parameters(),
                    start.updaterState(),
                    start.steps(),
                    start.learned(),
                    computed,
                    training.sequences(),
                    targets,
                    batches);
            var settled = computed.findsLearningRate() ? plan.with(found(accelerator, plan, start)) : plan;
            return accelerator.map(device -> runOn(device, settled, start)).orElseGet(() -> runHere(settled, start));
        }
    }

    /** Returns the options with the learning rate that a test finds. */
    private TrainingOptions found(Optional<Accelerator> accelerator, LearningPlan plan, TrainingStart start) {
        var unaveraged = plan.with(plan.options().withAverageWeights(false));
        try (var learning =
                accelerator.map(device -> device.learn(unaveraged)).orElseGet(() -> HeapLearning.of(unaveraged))) {
            var order = new EpochOrder(options, training.size());
            var test = new RateFinder(learning, start.history().size(), order::of, listener).find();
            listener.rateFound(test);
            return plan.options().with(draft -> draft.learningRate = test.rate());
        }
    }

    private TrainingResult runOn(Accelerator device, LearningPlan plan, TrainingStart start) {
        try (var learning = device.learn(plan)) {
            if (validation.isEmpty()) {
                return run(learning, plan.options(), start, Optional.empty(), device.library());
            }
            try (var network = LiveNetwork.of(
                    Optional.of(device),
                    architecture,
                    plan.input(),
                    start.parameters(),
                    options.threads(),
                    Precision.SINGLE)) {
                return run(learning, plan.options(), start, Optional.of(network), device.library());
            }
        }
    }

    private TrainingResult runHere(LearningPlan plan, TrainingStart start) {
        try (var learning = HeapLearning.of(plan)) {
            return run(learning, plan.options(), start, Optional.of(learning.network()), Backend.LIBRARY);
        }
    }

    /** @param network what measures on validation data, if there are any */
    private TrainingResult run(
            Learning learning,
            TrainingOptions settled,
            TrainingStart start,
            Optional<LiveNetwork> network,
            String library) {
        var measured =
                validation.map(data -> new Validation(architecture, settled, data, listener, network.orElseThrow()));
        return new TrainingRun(
                        architecture,
                        settled,
                        start,
                        new PackedData(settled, training),
                        measured,
                        listener,
                        learning,
                        BirthCertificate.of(library, training, validation))
                .run();
    }
}
