package org.seqnet.engine.kernel;

import java.util.List;
import java.util.Random;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.LabelPath;

class LabelPathReferenceTest {

    static Stream<Arguments> problems() {
        return Stream.of(
                Arguments.of(new LabelPath(1, 1, 1, List.of(0)), new int[] {0}),
                Arguments.of(new LabelPath(4, 3, 2, List.of(2, 0, 3, 1)), new int[] {}),
                Arguments.of(new LabelPath(4, 3, 2, List.of(2, 0, 3, 1)), new int[] {0, 1, 2, 3}),
                Arguments.of(new LabelPath(5, 4, 6, List.of()), new int[] {1, 2, 4}));
    }

    /** Through scores, joint space, LSTM and embeddings, down to what the encoder gives. */
    @ParameterizedTest
    @MethodSource("problems")
    void gradients_agree_with_numeric_differences(LabelPath path, int[] set) {
        int inputs = 3;
        var random = new Random(5);
        var parameters = NumericDifferences.uniform(random, 1, LabelPathReference.parameterCount(path, inputs));
        var values = NumericDifferences.uniform(random, 1, inputs);
        DoubleSupplier loss = () -> new LabelPathReference(path, inputs, parameters[0])
                .run(values[0], set)
                .loss();
        var result = new LabelPathReference(path, inputs, parameters[0]).run(values[0], set);
        NumericDifferences.check(loss, parameters, new double[][] {result.gradients()});
        NumericDifferences.check(loss, values, new double[][] {result.inputGradients()});
    }
}
