package org.seqnet.exchange;

import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.NetworkInput;

/** ONNX Runtime fills in and scales raw sequences as we do. */
class PreprocessingExportTest {

    private record Case(Filling filling, boolean mask, FeatureScale scale) {}

    static Stream<Case> cases() {
        return Arrays.stream(Filling.values()).flatMap(filling -> Stream.of(false, true)
                .filter(mask -> !mask || filling != Filling.NONE)
                .flatMap(mask -> Stream.of(FeatureScale.NONE, FeatureScale.ROBUST)
                        .map(scale -> new Case(filling, mask, scale))));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void raw_sequences_are_prepared_alike(Case one) throws IOException {
        for (var shape : new SequenceShape[] {
            new SequenceShape(11, 3),
            new SequenceShape(1, 1),
            SequenceShape.ofAnyLength(4),
            SequenceShape.ofAnyLength(1)
        }) {
            var input = new NetworkInput(shape, Preparation.UNKNOWN, preprocessing(one, shape.features()));
            for (Encoder encoder : new Encoder[] {
                new Recurrent(Cell.RNN_TANH, 1, 4, 0, 0, true, Pooling.MEAN),
                new TemporalConvolutional(Design.FCN, 4, 1, 3, 1, 0)
            }) {
                for (int count : new int[] {1, 9}) {
                    var network = Networks.of(new Architecture(encoder, new Classes(3)), input, count);
                    double missing = one.filling() == Filling.NONE ? 0 : 0.6;
                    Alike.requireProbabilities(network, RandomSequences.of(shape, count, 9, missing, 5));
                }
            }
        }
    }

    private static Preprocessing preprocessing(Case one, int features) {
        var random = new Random(features);
        return new Preprocessing(
                one.scale(),
                random.doubles(one.scale() == FeatureScale.NONE ? 0 : features).toArray(),
                random.doubles(one.scale() == FeatureScale.NONE ? 0 : features).toArray(),
                one.filling(),
                random.doubles(one.filling() == Filling.NONE ? 0 : features).toArray(),
                one.mask());
    }
}
