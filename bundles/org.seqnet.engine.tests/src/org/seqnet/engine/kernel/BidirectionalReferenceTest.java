package org.seqnet.engine.kernel;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;

/** The equations that judge the kernel have the gradients of their own loss. */
class BidirectionalReferenceTest {
    static Stream<Arguments> kinds() {
        return Stream.of(false, true)
                .flatMap(both -> Arrays.stream(Pooling.values()).map(pooling -> Arguments.of(both, pooling)));
    }

    @ParameterizedTest(name = "bidirectional={0} {1}")
    @MethodSource("kinds")
    void gradients_are_those_of_numeric_differences(boolean bidirectional, Pooling pooling) {
        var random = new Random(1);
        var network = new Recurrent(Cell.LSTM, 2, 3, 0, 0, bidirectional, pooling);
        var head = new Classes(3);
        var shape = SequenceShape.ofAnyLength(2);
        long encoder = network.parameters(shape).stream()
                .mapToLong(block -> block.count())
                .sum();
        double[][] parameters =
                NumericDifferences.uniform(random, 1, (int) (encoder + head.parameterCount(network.outputs())));
        double[][] sequence = NumericDifferences.uniform(random, 5, 2);
        var reference = new RecurrentReference(network, head, parameters[0]);

        double[] gradients = reference.run(sequence, 1).gradients();

        NumericDifferences.check(
                () -> reference.run(sequence, 1).loss(), parameters, new double[][] {gradients.clone()});
    }
}
