package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class HorizonWindowTest {
    private static final double NONE = Double.NaN;

    @Test
    void a_window_holds_the_past_and_the_targets_what_follows() {
        var form = new ForecastWindows(2, List.of("x"), List.of(0), List.of());
        var window = new HorizonWindow(form, 3, 2, false);
        for (int t = 1; t <= 5; t++) {
            window.add(new double[] {t, 10 * t});
        }

        assertThat(window.index(2)).isZero();
        assertThat(window.window(2).orElseThrow().sequence())
                .isEqualTo(Tensor.ofDoubles(Shape.of(3, 2), new double[] {1, 10, 2, 20, 3, 30}));
        assertThat(window.window(2).orElseThrow().targets())
                .isEqualTo(Tensor.ofDoubles(Shape.of(2, 1), new double[] {4, 5}));
        assertThat(window.window(0).orElseThrow().sequence())
                .isEqualTo(Tensor.ofDoubles(Shape.of(3, 2), new double[] {3, 30, 4, 40, 5, 50}));
        assertThat(values(window.window(0).orElseThrow().targets())).containsExactly(NONE, NONE);
        assertThat(values(window.window(1).orElseThrow().targets())).containsExactly(5, NONE);
    }

    @Test
    void known_features_go_on_behind_the_origin_and_others_keep_their_last_value() {
        var form = new ForecastWindows(2, List.of("y", "x"), List.of(2, 0), List.of(1));
        var window = new HorizonWindow(form, 2, 3, true);
        window.add(new double[] {1, 10, 100});
        window.add(new double[] {2, 20, NONE});
        window.add(new double[] {3, 30, 300});
        assertThat(window.window(1)).isEmpty();
        window.add(new double[] {4, 40, NONE});

        assertThat(values(window.window(2).orElseThrow().sequence()))
                .containsExactly(1, 10, 100, 0, 2, 20, NONE, 0, 2, 30, 100, 1, 2, 40, 100, 2);
        assertThat(values(window.window(2).orElseThrow().targets())).containsExactly(300, 3, NONE, 4);
        assertThat(window.window(2).orElseThrow().hasTarget()).isTrue();
        assertThat(window.window(1)).isEmpty();
    }

    @Test
    void a_value_that_must_not_be_missing_may_be_one_behind_the_origin_that_is_not_used() {
        var form = new ForecastWindows(1, List.of("x"), List.of(0), List.of(1));
        var window = new HorizonWindow(form, 2, 2, false);
        window.add(new double[] {1, 10});
        window.add(new double[] {2, 20});
        window.add(new double[] {NONE, 30});
        assertThat(values(window.window(1).orElseThrow().sequence())).containsExactly(1, 10, 0, 2, 20, 0, 2, 30, 1);
        assertThat(window.window(1).orElseThrow().hasTarget()).isFalse();

        window.add(new double[] {4, 40});
        assertThat(window.window(1)).isEmpty();
        window.add(new double[] {5, NONE});
        assertThat(window.window(1)).isEmpty();
    }

    @Test
    void no_window_reaches_over_a_reset() {
        var form = new ForecastWindows(1, List.of("x"), List.of(0), List.of());
        var window = new HorizonWindow(form, 1, 1, false);
        window.add(new double[] {1});
        window.reset();
        window.add(new double[] {2});

        assertThat(window.index(1)).isNegative();
        assertThat(window.window(1)).isEmpty();
        window.add(new double[] {3});
        assertThat(values(window.window(1).orElseThrow().sequence())).containsExactly(2);
    }

    @RepeatedTest(50)
    void whatever_lies_behind_an_origin_changes_no_bit_of_its_window_but_known_features(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        int past = 1 + random.nextInt(6);
        int features = 1 + random.nextInt(4);
        var known = IntStream.range(1, features)
                .filter(i -> random.nextBoolean())
                .boxed()
                .toList();
        var form = new ForecastWindows(1 + random.nextInt(5), List.of("x"), List.of(0), known);
        var rows = rows(random, 40, features);
        int origin = past - 1 + random.nextInt(40 - past - form.horizon() + 1);

        var corrupted = new ArrayList<double[]>();
        for (int t = 0; t < rows.size(); t++) {
            var row = rows.get(t).clone();
            for (int i = 0; i < features; i++) {
                if (t > origin && !known.contains(i)) {
                    row[i] = random.nextInt(4) == 0 ? NONE : random.nextGaussian() * 1e6;
                }
            }
            corrupted.add(row);
        }

        var sequence = sequence(form, past, rows, origin);
        assertThat(bits(sequence(form, past, corrupted, origin))).isEqualTo(bits(sequence));
        for (int t = 0; t < sequence.shape().size(0); t++) {
            for (int i = 0; i < features; i++) {
                int row = t < past || known.contains(i) ? origin - past + 1 + t : lastKnown(rows, origin, past, i);
                Double expected = row < 0 ? NONE : rows.get(row)[i];
                assertThat(sequence.unroundedValue(t * sequence.shape().size(1) + i))
                        .isEqualTo(expected);
            }
        }
    }

    private static int lastKnown(List<double[]> rows, int origin, int past, int feature) {
        return IntStream.rangeClosed(origin - past + 1, origin)
                .filter(row -> !Double.isNaN(rows.get(row)[feature]))
                .max()
                .orElse(-1);
    }

    private static List<double[]> rows(Random random, int count, int features) {
        return IntStream.range(0, count)
                .mapToObj(t -> random.doubles(features)
                        .map(value -> value < 0.1 ? NONE : value)
                        .toArray())
                .toList();
    }

    private static Tensor sequence(ForecastWindows form, int past, List<double[]> rows, int origin) {
        var window = new HorizonWindow(form, past, rows.get(0).length, true);
        rows.subList(0, origin + form.horizon() + 1).forEach(window::add);
        return window.window(form.horizon()).orElseThrow().sequence();
    }

    @Test
    void windows_that_are_too_large_are_refused() {
        var form = new ForecastWindows(Integer.MAX_VALUE, List.of("x"), List.of(0), List.of());
        assertThatThrownBy(() -> new HorizonWindow(form, 32, 1, true))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "A window of 32 and a horizon of 2147483647 rows are too long; the maximum is 2^31 - 9 values "
                                + "per window.");
    }

    private static double[] values(Tensor tensor) {
        return IntStream.range(0, tensor.size())
                .mapToDouble(tensor::unroundedValue)
                .toArray();
    }

    private static long[] bits(Tensor tensor) {
        return IntStream.range(0, tensor.size())
                .mapToLong(i -> Double.doubleToRawLongBits(tensor.unroundedValue(i)))
                .toArray();
    }
}
