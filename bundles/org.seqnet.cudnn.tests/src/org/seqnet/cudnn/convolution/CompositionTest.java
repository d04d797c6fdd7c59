package org.seqnet.cudnn.convolution;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.sequence.SequenceShape;

/** Recurrent layers beside convolutions over time. */
class CompositionTest extends OnStandIn {
    private static Arguments of(String title, Recurrent recurrent, TemporalConvolutional temporal, int... timeSteps) {
        return Arguments.of(title, new Composition(recurrent, temporal), timeSteps);
    }

    static Stream<Arguments> networks() {
        var fcn = new TemporalConvolutional(Design.FCN, 3, 2, 4, 1, 0);
        var dropped = new TemporalConvolutional(Design.INCEPTION, 2, 1, 4, 1, 0.3);
        return Stream.of(
                of("LSTM", new Recurrent(Cell.LSTM, 1, 5, 0, 1), fcn, 7, 7, 7),
                of("different lengths", new Recurrent(Cell.LSTM, 2, 4, 0, 1), fcn, 6, 1, 9, 4),
                of("dropout of both", new Recurrent(Cell.LSTM, 2, 4, 0.3, 1), dropped, 6, 1, 9, 4),
                of("both directions", new Recurrent(Cell.GRU, 1, 3, 0, 0, true, Pooling.LAST_STEP), fcn, 6, 1, 9),
                of("attention", new Recurrent(Cell.LSTM, 1, 3, 0.2, 1, true, Pooling.ATTENTION), fcn, 6, 1, 9));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("networks")
    void outputs_and_gradients_are_the_processors(String title, Composition network, int[] timeSteps) {
        BothDevices.of(network, SequenceShape.ofAnyLength(2), timeSteps).compare(standIn.card());
    }
}
