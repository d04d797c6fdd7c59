package org.seqnet.exchange;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;

/** Networks that nobody trained, with random weights and biases. */
final class Networks {
    static final Provenance PROVENANCE = new Provenance(
            "1.2.3",
            "a library",
            "a Java",
            "a system",
            "a device",
            Instant.EPOCH,
            10,
            0,
            TrainingOptions.defaults(),
            List.of(),
            0,
            StopReason.ALL_EPOCHS_DONE);

    private Networks() {}

    static TrainedNetwork of(Architecture architecture, SequenceShape shape, long seed) {
        return of(architecture, NetworkInput.of(shape), seed);
    }

    static TrainedNetwork of(Architecture architecture, NetworkInput input, long seed) {
        var random = new java.util.Random(seed);
        var weights = StartWeights.of(architecture, input.preprocessed(), seed);
        for (int i = 0; i < weights.length; i++) {
            weights[i] += (float) (0.1 * Math.abs(random.nextGaussian()));
        }
        var labels = new LabelDomain(IntStream.range(0, architecture.head().labels())
                .mapToObj(k -> "label " + k)
                .toList());
        return new TrainedNetwork(architecture, input, labels, weights, new float[0], 0, PROVENANCE);
    }
}
