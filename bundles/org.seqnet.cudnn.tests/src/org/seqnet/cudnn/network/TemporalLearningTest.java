package org.seqnet.cudnn.network;

import static org.seqnet.cudnn.network.CudnnLearningTest.assertAlike;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.Updater;

/** Whole trainings of convolutions over time: parameters and moving averages go the processor's way. */
class TemporalLearningTest extends OnStandIn {
    static Stream<Encoder> networks() {
        var fcn = new TemporalConvolutional(Design.FCN, 3, 2, 4, 1, 0.3);
        return Stream.of(
                fcn,
                new TemporalConvolutional(Design.RESNET, 2, 2, 3, 1, 0),
                new TemporalConvolutional(Design.INCEPTION, 2, 3, 4, 1, 0),
                new Composition(new Recurrent(Cell.LSTM, 1, 4, 0, 1), fcn));
    }

    private static Lesson lesson(Encoder encoder, Lessons.Lengths lengths) {
        return Lessons.classes(encoder, Lessons.floats(lengths))
                .with(options -> options.withUpdater(Updater.NESTEROV, 1e-3));
    }

    @ParameterizedTest
    @MethodSource("networks")
    void a_step_and_many_steps_are_the_processors(Encoder encoder) {
        for (int steps : new int[] {1, 4}) {
            var equal = lesson(encoder, n -> 5);
            assertAlike(equal.on(standIn.card(), steps), equal.onProcessor(steps));
            var different = lesson(encoder, n -> 1 + n * 5 % 8);
            assertAlike(different.on(standIn.card(), steps), different.onProcessor(steps));
        }
    }
}
