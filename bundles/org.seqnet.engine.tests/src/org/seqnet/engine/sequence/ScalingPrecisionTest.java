package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Floats;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/** Scaled values are those of a plain computation in 50 digits, rounded to single precision. */
class ScalingPrecisionTest {

    private static final MathContext DIGITS = new MathContext(50);

    /** Large numbers with small steps between them: counts of a converter, days, metres, milliseconds, degrees. */
    static Stream<Arguments> measurements() {
        return Stream.of(
                Arguments.of(1000000.0, 1.0),
                Arguments.of(46000.0, 0.0001),
                Arguments.of(5572094.1, 0.2),
                Arguments.of(1700000000000.0, 2000.0),
                Arguments.of(52.520008, 0.000001),
                Arguments.of(-1e9, 0.5),
                Arguments.of(1e15, 1.0),
                Arguments.of(1e-9, 1e-12),
                Arguments.of(0.0, Double.MIN_VALUE * 5),
                Arguments.of(1e300, 1e299));
    }

    @ParameterizedTest(name = "{0} in steps of {1}")
    @MethodSource("measurements")
    void six_equal_steps_become_fifths_of_the_range(double first, double step) {
        var tensor = steps(first, step, 6);
        var range = DataRange.ofAll();
        range.add(tensor);

        for (var scaling : Stream.of(Scaling.range(first, tensor.unroundedValue(5)), range.scaling())
                .toList()) {
            assertClose(scaling.apply(tensor), 0, 0.2, 0.4, 0.6, 0.8, 1);
        }
    }

    @ParameterizedTest(name = "{0} in steps of {1}")
    @MethodSource("measurements")
    void four_equal_steps_are_standardized(double first, double step) {
        var tensor = steps(first, step, 4);

        assertClose(Scaling.STANDARDIZE_EACH.apply(tensor), -1.34164, -0.44721, 0.44721, 1.34164);
        assertClose(Scaling.STANDARDIZE_FEATURES.apply(tensor), -1.34164, -0.44721, 0.44721, 1.34164);
    }

    private static Tensor steps(double first, double step, int count) {
        var values = new double[count];
        Arrays.setAll(values, i -> first + i * step);
        return Tensor.ofDoubles(Shape.of(count, 1), values);
    }

    /** Within what the inputs' own rounding and five written digits allow. */
    private static void assertClose(Tensor scaled, double... expected) {
        assertThat(scaled.elementType()).isEqualTo(ElementType.FLOAT);
        for (var i = 0; i < expected.length; i++) {
            assertThat(scaled.value(i)).isCloseTo((float) expected[i], within(6e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 7, 10, 1000})
    void equal_values_become_zeros_even_if_their_mean_is_not_one_of_them(int count) {
        for (var value : new double[] {0.1, 1 / 3.0, 1e6 + 0.1, 1e9, -1e300, 0, Double.MIN_VALUE}) {
            var values = new double[count];
            Arrays.fill(values, value);
            var tensor = Tensor.ofDoubles(Shape.of(count, 1), values);
            var range = DataRange.ofFeatures(1);
            range.add(tensor);

            for (var scaling :
                    new Scaling[] {Scaling.STANDARDIZE_EACH, Scaling.STANDARDIZE_FEATURES, range.scaling()}) {
                assertThat(Floats.of(scaling.apply(tensor))).containsExactly(new float[count]);
            }
        }
    }

    @Test
    void values_that_differ_by_their_rounding_alone_are_equal() {
        var tensor = Tensor.ofDoubles(Shape.of(3), new double[] {0.3, 0.1 + 0.2, 0.3});

        assertThat(Floats.of(Scaling.STANDARDIZE_EACH.apply(tensor))).containsExactly(0, 0, 0);
    }

    @Test
    void two_sensors_are_standardized_each_by_its_own_figures() {
        var tensor = Tensor.ofDoubles(Shape.of(3, 2), new double[] {0.1, 101325, -0.1, 101325.5, 0.3, 101324.8});

        assertClose(Scaling.STANDARDIZE_FEATURES.apply(tensor), 0, -0.339683, -1.224745, 1.358732, 1.224745, -1.019049);
    }

    @Test
    void a_constant_sensor_beside_another_becomes_zeros() {
        var tensor = Tensor.ofDoubles(Shape.of(2, 2), new double[] {1e9 + 0.1, 3, 1e9 + 0.1, 5});

        assertThat(Floats.of(Scaling.STANDARDIZE_FEATURES.apply(tensor))).containsExactly(0, -1, 0, 1);
    }

    @ParameterizedTest
    @CsvSource({"SHORT,30000", "INT,2000000000", "FLOAT,16776000", "DOUBLE,1e15"})
    void every_wide_type_is_scaled_in_double_precision(ElementType type, double first) {
        var doubles = new double[] {first, first + 85, first + 170, first + 255};
        var shape = Shape.of(4, 1);
        var tensor =
                switch (type) {
                    case SHORT -> Tensor.ofShorts(shape, new short[] {30000, 30085, 30170, 30255});
                    case INT -> Tensor.ofInts(
                            shape, Arrays.stream(doubles).mapToInt(d -> (int) d).toArray());
                    case FLOAT -> Tensor.ofFloats(shape, i -> doubles[i]);
                    default -> Tensor.ofDoubles(shape, doubles);
                };
        var range = DataRange.ofTypes();
        range.add(tensor);

        assertThat(Floats.of(range.scaling().apply(tensor))).containsExactly(0, 1 / 3f, 2 / 3f, 1);
        assertThat(Floats.of(Scaling.range(first, first + 255).apply(tensor))).containsExactly(0, 1 / 3f, 2 / 3f, 1);
        assertClose(Scaling.STANDARDIZE_EACH.apply(tensor), -1.34164, -0.44721, 0.44721, 1.34164);
    }

    @Test
    void a_scale_that_a_wide_tensor_of_an_older_version_carries_counts() {
        var tensor = Tensor.ofInts(Shape.of(3), new int[] {0, 1, 2}).scaled(new Affine(0.5f, 100));

        assertThat(Scaling.range(100, 101).apply(tensor))
                .isEqualTo(Tensor.ofFloats(Shape.of(3), new float[] {0, 0.5f, 1}));
    }

    @Test
    void random_sequences_are_what_a_computation_by_hand_gives() {
        for (var seed = 0; seed < 300; seed++) {
            var random = new Random(seed);
            var steps = 2 + random.nextInt(40);
            var features = 1 + random.nextInt(4);
            var values = new double[steps * features];
            for (var feature = 0; feature < features; feature++) {
                var offset = random.nextGaussian() * Math.pow(10, random.nextInt(13));
                var spread = Math.abs(offset) * Math.pow(10, -random.nextInt(9));
                for (var step = 0; step < steps; step++) {
                    values[step * features + feature] = offset + spread * random.nextGaussian();
                }
            }
            var tensor = Tensor.ofDoubles(Shape.of(steps, features), values);

            var standardized = Scaling.STANDARDIZE_FEATURES.apply(tensor);
            var range = DataRange.ofFeatures(features);
            range.add(tensor);
            var ranged = range.scaling().apply(tensor);

            for (var feature = 0; feature < features; feature++) {
                var own = column(values, feature, features);
                for (var step = 0; step < steps; step++) {
                    var at = step * features + feature;
                    assertRounded(standardized.value(at), standardizedByHand(own, step), seed);
                    assertRounded(ranged.value(at), rangedByHand(own, step), seed);
                }
            }
        }
    }

    private static BigDecimal[] column(double[] values, int feature, int features) {
        var column = new BigDecimal[values.length / features];
        Arrays.setAll(column, step -> new BigDecimal(values[step * features + feature]));
        return column;
    }

    private static BigDecimal standardizedByHand(BigDecimal[] values, int step) {
        var count = BigDecimal.valueOf(values.length);
        var mean =
                Arrays.stream(values).reduce(BigDecimal.ZERO, BigDecimal::add).divide(count, DIGITS);
        var variance = Arrays.stream(values)
                .map(value -> value.subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(count, DIGITS);
        return values[step].subtract(mean).divide(variance.sqrt(DIGITS), DIGITS);
    }

    private static BigDecimal rangedByHand(BigDecimal[] values, int step) {
        var minimum = Arrays.stream(values).min(BigDecimal::compareTo).orElseThrow();
        var maximum = Arrays.stream(values).max(BigDecimal::compareTo).orElseThrow();
        return values[step].subtract(minimum).divide(maximum.subtract(minimum), DIGITS);
    }

    /** One unit in the last place: the double result may round the other way where the exact one is near a half. */
    private static void assertRounded(float actual, BigDecimal exact, int seed) {
        var expected = exact.floatValue();
        assertThat(Math.abs(actual - expected))
                .as("seed %d: %s instead of %s", seed, actual, expected)
                .isLessThanOrEqualTo(Math.max(Math.ulp(expected), 1e-14f));
    }
}
