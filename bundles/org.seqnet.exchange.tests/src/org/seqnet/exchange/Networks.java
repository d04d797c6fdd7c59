package org.seqnet.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.ParameterBlock;
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

    /** Returns the file of ONNX that a network is written to. */
    static byte[] file(TrainedNetwork network) {
        try {
            var file = new ByteArrayOutputStream();
            OnnxFile.write(network, file);
            return file.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TrainedNetwork of(Architecture architecture, SequenceShape shape, long seed) {
        return of(architecture, NetworkInput.of(shape), seed);
    }

    static TrainedNetwork of(Architecture architecture, NetworkInput input, long seed) {
        var labels = new LabelDomain(IntStream.range(0, architecture.head().labels())
                .mapToObj(k -> "label " + k)
                .toList());
        return of(architecture, input, labels, seed);
    }

    static TrainedNetwork of(Architecture architecture, NetworkInput input, LabelDomain labels, long seed) {
        var random = new java.util.Random(seed);
        var weights = StartWeights.of(architecture, input.preprocessed(), seed);
        int at = 0;
        for (int member = 0; member < architecture.members(); member++) {
            for (var block : architecture.parameters(input.preprocessed())) {
                boolean mayBeNegative = block.kind() != ParameterBlock.Kind.STATISTICS;
                for (int end = at + Math.toIntExact(block.count()); at < end; at++) {
                    double change = 0.1 * random.nextGaussian();
                    weights[at] += (float) (mayBeNegative ? change : Math.abs(change));
                }
            }
        }
        return new TrainedNetwork(architecture, input, labels, weights, new float[0], 0, PROVENANCE);
    }
}
