package org.seqnet.engine.training;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.dl4j.LiveNetwork;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * Makes networks learn. It holds no state: one trainer serves many threads at once, and what one training does never
 * shows in another's result.
 */
public final class Trainer {
    /**
     * Trains a new network on the calling thread.
     *
     * <p>On the CPU, equal arguments give equal history and parameters to the last bit on the same machine, with any
     * number of threads and whatever else runs or ran in the process; only times differ.
     *
     * @param validation what each epoch is measured on; early stopping needs it
     * @throws org.seqnet.engine.SeqNetException if the data cannot be learned from: empty, fewer than two labels in
     *     use, validation of another shape or label domain; or if the loss stops being a number
     * @throws java.util.concurrent.CancellationException if the listener cancels or the thread is interrupted; nothing
     *     is left behind
     */
    public TrainingResult train(
            Architecture architecture,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        Objects.requireNonNull(listener, "listener");
        TrainingData.require(architecture, options, training, validation);
        Backend.start().prepareThread();
        return Memory.enoughFor(
                () -> String.format(
                        Locale.ROOT,
                        "Training %s with %s in batches of %,d",
                        architecture.title(),
                        training.sequences(),
                        options.batchSize()),
                () -> run(architecture, options, training, validation, listener));
    }

    private static TrainingResult run(
            Architecture architecture,
            TrainingOptions options,
            LabelledSequences training,
            Optional<LabelledSequences> validation,
            TrainingListener listener) {
        var shape = training.sequences().shape();
        int classes = training.domain().size();
        var start = StartWeights.of(architecture, shape, classes, options.seed());
        try (var network = LiveNetwork.toTrain(architecture, shape, classes, start, options.seed(), options.threads());
                var step = UpdateStep.of(options, network.weightRanges());
                var batches = new MiniBatches(training, options.batchSize())) {
            return new TrainingRun(architecture, options, training, validation, listener, network, step, batches).run();
        }
    }
}
