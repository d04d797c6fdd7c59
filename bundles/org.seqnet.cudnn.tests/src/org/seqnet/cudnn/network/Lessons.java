package org.seqnet.cudnn.network;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** What the tests teach. */
final class Lessons {
    static final int SEQUENCES = 20;
    static final int FEATURES = 3;
    static final int CLASSES = 3;
    private static final int STEPS = 4;

    private Lessons() {}

    static Recurrent lstm() {
        return new Recurrent(Cell.LSTM, 2, 5, 0, 1);
    }

    /** Reads images of 6 x 6 pixels of two channels, which are sequences of 6 steps of 12 features. */
    static Convolutional cnn(double dropout) {
        var block = new ConvolutionBlock(3, 3, 1, 2, true, dropout);
        return new Convolutional(2, List.of(block, block), 5, dropout);
    }

    static Sequences images(boolean areBytes) {
        return packed(n -> 6, 12, areBytes, false);
    }

    static TrainingOptions options() {
        return TrainingOptions.defaults()
                .withBatchSize(8)
                .withUpdater(Updater.ADAM, 0.01)
                .withAverageWeights(false);
    }

    /** A class of three. */
    static Lesson classes(Encoder encoder, Sequences sequences) {
        return new Lesson(
                new Architecture(encoder, new Classes(CLASSES)), options(), sequences, new Targets(classLabels()));
    }

    static Lesson lstmOfFloats() {
        return classes(lstm(), floats(n -> STEPS));
    }

    static LabelSets classLabels() {
        return LabelSets.ofClasses(
                IntStream.range(0, SEQUENCES).map(n -> n % 5 % CLASSES).toArray());
    }

    /** Any of three labels, also none. */
    static Lesson labels(Encoder encoder, Sequences sequences) {
        var head = IndependentLabels.of(LabelDomain.of("a", "b", "c"));
        return new Lesson(new Architecture(encoder, head), options(), sequences, new Targets(labelSets()));
    }

    private static LabelSets labelSets() {
        var sets = new ArrayList<int[]>();
        for (int n = 0; n < SEQUENCES; n++) {
            int bits = n % 8;
            sets.add(IntStream.range(0, CLASSES)
                    .filter(k -> (bits >> k & 1) == 1)
                    .toArray());
        }
        return LabelSets.of(sets);
    }

    /** The same labels, as paths. */
    private static Lesson paths(Encoder encoder, Sequences sequences) {
        var head = new LabelPath(CLASSES, 3, 4, LabelPath.frequentFirst(labelSets(), CLASSES));
        return new Lesson(new Architecture(encoder, head), options(), sequences, new Targets(labelSets()));
    }

    /** One of each kind of network that a card computes. */
    static Stream<Lesson> ofAllKinds() {
        var fcn = new TemporalConvolutional(Design.FCN, 2, 2, 3, 1, 0.2);
        var attention = new Recurrent(Cell.GRU, 1, 4, 0.2, 0, true, Pooling.ATTENTION);
        return Stream.of(
                classes(attention, floats(n -> 4)),
                classes(new Recurrent(Cell.RNN_TANH, 2, 4, 0.2, 0, false, Pooling.MEAN), floats(n -> 4)),
                classes(fcn, floats(n -> 4)),
                classes(new Composition(lstm(), fcn), floats(n -> 4)),
                classes(cnn(0.2), images(true)),
                paths(lstm(), floats(n -> 4)),
                paths(new Composition(attention, fcn), floats(n -> 1 + n % 6)));
    }

    static Weights weights() {
        var weights = new float[SEQUENCES];
        for (int n = 0; n < SEQUENCES; n++) {
            weights[n] = 0.5f + n % 4;
        }
        return Weights.of(weights).ofMeanOne();
    }

    interface Lengths {
        int of(int sequence);
    }

    static Sequences floats(Lengths lengths) {
        var stream = new SeedStream(9, Purpose.SCENES);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(FEATURES), InputForm.SEQUENCES, "");
        for (int n = 0; n < SEQUENCES; n++) {
            var values = new float[lengths.of(n) * FEATURES];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) stream.nextGaussian();
            }
            packer.add(Tensor.ofFloats(Shape.of(lengths.of(n), FEATURES), values));
        }
        return packer.build();
    }

    /** Sequences of bytes, or of floats that are the same numbers. */
    static Sequences ofNumbers(Lengths lengths, boolean areBytes, boolean areSigned) {
        return packed(lengths, FEATURES, areBytes, areSigned);
    }

    private static Sequences packed(Lengths lengths, int features, boolean areBytes, boolean areSigned) {
        var stream = new SeedStream(7, Purpose.SCENES);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "");
        for (int n = 0; n < SEQUENCES; n++) {
            var bytes = new byte[lengths.of(n) * features];
            var values = new float[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) stream.nextInt(256);
                values[i] = areSigned ? bytes[i] : bytes[i] & 0xFF;
            }
            var shape = Shape.of(lengths.of(n), features);
            if (!areBytes) {
                packer.add(Tensor.ofFloats(shape, values));
            } else {
                packer.add(areSigned ? Tensor.ofBytes(shape, bytes) : Tensor.ofUnsignedBytes(shape, bytes));
            }
        }
        return packer.build();
    }
}
