package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.knime.tensor.Floats;

/** Numbers are scaled in double precision, whichever way they come. */
class ScaledNumbersTest {
    /** Counts of a converter, days, metres, milliseconds, degrees: single precision cannot tell the steps apart. */
    private static final double[][] MEASUREMENTS = {
        {1000000, 1000001, 1000002, 1000003, 1000004, 1000005},
        {46000.0000, 46000.0001, 46000.0002, 46000.0003, 46000.0004, 46000.0005},
        {5572094.1, 5572094.3, 5572094.5, 5572094.7, 5572094.9, 5572095.1},
        {1700000000000d, 1700000002000d, 1700000004000d, 1700000006000d, 1700000008000d, 1700000010000d},
        {52.520008, 52.520009, 52.520010, 52.520011, 52.520012, 52.520013},
    };

    static Stream<Arguments> measurements() {
        return Arrays.stream(Numbers.values())
                .flatMap(numbers -> Arrays.stream(MEASUREMENTS).map(values -> Arguments.of(numbers, values)));
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void a_custom_range_is_cut_into_fifths(Numbers numbers, double[] values) throws Exception {
        var parameters = numbers.parameters(6, 1);
        parameters.scaling = Scale.UNIT_RANGE;
        parameters.range = Range.CUSTOM;
        parameters.minimum = values[0];
        parameters.maximum = values[5];

        var sequence = Reshaped.execute(parameters, numbers.table(1, values)).sequence(0);

        assertThat(sequence.elementType()).isEqualTo(ElementType.FLOAT);
        // the written numbers are rounded to doubles: nine digits are left of metres and degrees
        assertThat(Floats.of(sequence)).containsExactly(new float[] {0, 0.2f, 0.4f, 0.6f, 0.8f, 1}, offset(1e-7f));
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void equal_steps_are_standardized_to_equal_steps(Numbers numbers, double[] values) throws Exception {
        var parameters = numbers.parameters(6, 1);
        parameters.scaling = Scale.STANDARDIZE;

        var sequence = Reshaped.execute(parameters, numbers.table(1, values)).sequence(0);

        // the deviation of 0 to 5 is the root of 35 / 12
        assertThat(Floats.of(sequence))
                .containsExactly(
                        new float[] {-1.4638501f, -0.8783101f, -0.2927700f, 0.2927700f, 0.8783101f, 1.4638501f},
                        offset(5e-7f));
    }

    @ParameterizedTest
    @MethodSource("measurements")
    void four_of_them_as_well(Numbers numbers, double[] values) throws Exception {
        var parameters = numbers.parameters(4, 1);
        parameters.scaling = Scale.STANDARDIZE;

        var sequence = Reshaped.execute(parameters, numbers.table(1, Arrays.copyOf(values, 4)))
                .sequence(0);

        assertThat(Floats.of(sequence))
                .containsExactly(new float[] {-1.3416408f, -0.4472136f, 0.4472136f, 1.3416408f}, offset(5e-7f));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DOUBLES")
    void each_feature_is_standardized_by_its_own_figures(Numbers numbers) throws Exception {
        var parameters = numbers.parameters(3, 2);
        parameters.scaling = Scale.STANDARDIZE;

        var sequence = Reshaped.execute(
                        parameters, numbers.table(2, new double[] {0.1, 101325, -0.1, 101325.5, 0.3, 101324.8}))
                .sequence(0);

        assertThat(Floats.of(sequence))
                .containsExactly(
                        new float[] {0, -0.3396831f, -1.2247449f, 1.3587324f, 1.2247449f, -1.0190493f}, offset(5e-7f));
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DOUBLES")
    void a_constant_feature_becomes_zeros(Numbers numbers) throws Exception {
        var parameters = numbers.parameters(3, 2);
        parameters.scaling = Scale.STANDARDIZE;

        var sequence = Reshaped.execute(parameters, numbers.table(2, new double[] {0.1, 1, 0.1, 2, 0.1, 3}))
                .sequence(0);

        assertThat(Floats.of(sequence))
                .containsExactly(new float[] {0, -1.2247449f, 0, 0, 0, 1.2247449f}, offset(5e-7f));
    }

    @ParameterizedTest
    @EnumSource
    void without_scaling_numbers_are_rounded_once(Numbers numbers) throws Exception {
        var sequence = Reshaped.execute(numbers.parameters(2, 1), numbers.table(1, new double[] {16777217, 0.1}))
                .sequence(0);

        assertThat(Floats.of(sequence)).containsExactly(16777216, 0.1f);
        assertThat(sequence.elementType())
                .isEqualTo(numbers == Numbers.DOUBLES ? ElementType.DOUBLE : ElementType.FLOAT);
    }
}
