package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Normalization.Season;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/** Exported forecasts take the windows that ours take, and give the same values in the units of the series. */
class ForecastExportTest {
    private static final int PAST = 11;
    private static final int HORIZON = 4;
    private static final int FEATURES = 4;
    private static final double MOST = 1e-5;

    /** Windows of 4 features, and one more that counts the steps ahead if the future of any is known. */
    private record Windows(int count, int timeSteps, int features, float[] values) {
        static Windows of(boolean hasFuture, int count) {
            var random = new Random(count);
            int features = hasFuture ? FEATURES + 1 : FEATURES;
            int timeSteps = hasFuture ? PAST + HORIZON : PAST;
            var values = new float[count * timeSteps * features];
            for (int n = 0; n < count; n++) {
                var level = new float[FEATURES];
                for (int t = 0; t < timeSteps; t++) {
                    int at = (n * timeSteps + t) * features;
                    for (int feature = 0; feature < FEATURES; feature++) {
                        level[feature] += (float) random.nextGaussian();
                        values[at + feature] = feature == 3 ? 7 : level[feature];
                    }
                    if (hasFuture) {
                        values[at + FEATURES] = Math.max(0, t - PAST + 1);
                    }
                }
            }
            return new Windows(count, timeSteps, features, values);
        }

        SequenceShape shape() {
            return new SequenceShape(timeSteps, features);
        }

        Sequences sequences() {
            var packer = Sequences.packer(shape(), InputForm.SEQUENCES, "").keepingMissing();
            for (int n = 0; n < count; n++) {
                var own = Arrays.copyOfRange(values, n * shape().values(), (n + 1) * shape().values());
                packer.add(Tensor.ofFloats(Shape.of(timeSteps, features), own));
            }
            return packer.build();
        }
    }

    /** Returns a network that reads of a window its reference steps not, and of the future what it predicts at once. */
    private static TrainedNetwork network(Forecast forecast, ValueLoss loss) {
        int future = forecast.known().isEmpty() ? 0 : forecast.stepsAtOnce();
        int features = forecast.known().isEmpty() ? FEATURES : FEATURES + 1;
        int timeSteps = PAST + future - forecast.normalization().referenceSteps();
        return network(forecast, loss, new SequenceShape(timeSteps, features));
    }

    private static TrainedNetwork network(Forecast forecast, ValueLoss loss, SequenceShape shape) {
        var encoder = new Recurrent(Cell.GRU, 1, 6, 0, 0, false, Pooling.LAST_STEP);
        var standards = List.of(new Standard(2, 0.5), new Standard(-1, 3));
        return Networks.of(new Architecture(encoder, new Values(standards, loss, Optional.of(forecast))), shape, 4);
    }

    static Stream<Forecast> forecasts() {
        return Stream.of(Normalization.NONE, Normalization.WINDOW, new Season(1), new Season(3), new Season(10))
                .flatMap(normalization -> Stream.of(List.<Integer>of(), List.of(1))
                        .map(known -> new Forecast(HORIZON, false, List.of(2, 0), known, normalization)));
    }

    private static double[] ours(TrainedNetwork network, Windows windows) {
        try (var classifier = Classifier.of(network)) {
            return classifier.values(windows.sequences(), 0, windows.count, () -> false);
        }
    }

    @ParameterizedTest
    @MethodSource("forecasts")
    void all_steps_ahead_are_forecast_at_once(Forecast forecast) {
        for (var loss : List.of(ValueLoss.SQUARED, new ValueLoss.Quantiles(List.of(0.25, 0.5)))) {
            for (int count : new int[] {1, 5}) {
                var windows = Windows.of(!forecast.known().isEmpty(), count);
                var network = network(forecast, loss);
                try (var runtime = OnnxRuntime.of(Networks.file(network))) {
                    var sequences = OnnxRuntime.floats(windows.values, count, windows.timeSteps, windows.features);
                    var found = (double[])
                            runtime.run(Map.of("sequences", sequences)).get("values");
                    assertThat(found).containsExactly(ours(network, windows), within(MOST));
                }
            }
        }
    }

    /** A third of the values is missing, of the last window all of one target and all of another feature. */
    @ParameterizedTest
    @MethodSource("forecasts")
    void missing_values_are_filled_in_alike(Forecast forecast) {
        var windows = Windows.of(!forecast.known().isEmpty(), 7);
        var random = new Random(3);
        for (int i = 0; i < windows.values.length; i++) {
            int feature = i % windows.features;
            boolean isLast = i / windows.features / windows.timeSteps == 6;
            if (feature < FEATURES && (random.nextInt(3) == 0 || isLast && (feature == 3 || feature == 0))) {
                windows.values[i] = Float.NaN;
            }
        }
        var plain = network(forecast, ValueLoss.SQUARED);
        var means = new double[windows.features];
        Arrays.fill(means, 0.25);
        var filling = new Preprocessing(FeatureScale.NONE, new double[0], new double[0], Filling.PREVIOUS, means, true);
        var input = new NetworkInput(plain.inputShape(), Preparation.UNKNOWN, filling);
        var network = Networks.of(plain.architecture(), input, 4);
        try (var runtime = OnnxRuntime.of(Networks.file(network))) {
            var sequences = OnnxRuntime.floats(windows.values, windows.count, windows.timeSteps, windows.features);
            var found = (double[]) runtime.run(Map.of("sequences", sequences)).get("values");
            assertThat(found).containsExactly(ours(network, windows), within(MOST));
            assertThat(Arrays.stream(found)
                            .filter(value -> !Double.isNaN(value))
                            .count())
                    .isGreaterThan(found.length / 2);
        }
    }

    static Stream<Forecast> recursive() {
        return forecasts()
                .map(direct -> new Forecast(HORIZON, true, direct.features(), direct.known(), direct.normalization()));
    }

    /** The loop around the graph of one step, as docs/onnx.md describes it. */
    @ParameterizedTest
    @MethodSource("recursive")
    void a_recursive_forecast_is_a_loop_around_the_graph_of_one_step(Forecast forecast) {
        var windows = Windows.of(!forecast.known().isEmpty(), 1);
        var network = network(forecast, ValueLoss.SQUARED);
        int features = windows.features;
        var series = new ArrayList<float[]>();
        for (int t = 0; t < windows.timeSteps; t++) {
            series.add(Arrays.copyOfRange(windows.values, t * features, (t + 1) * features));
        }
        boolean hasFuture = !forecast.known().isEmpty();
        var found = new double[HORIZON * 2];
        try (var runtime = OnnxRuntime.of(Networks.file(network))) {
            for (int step = 0; step < HORIZON; step++) {
                int steps = hasFuture ? PAST + 1 : PAST;
                var window = new float[steps * features];
                for (int t = 0; t < steps; t++) {
                    System.arraycopy(series.get(step + t), 0, window, t * features, features);
                }
                if (hasFuture) {
                    for (int t = 0; t < steps; t++) {
                        window[t * features + FEATURES] = t < PAST ? 0 : 1;
                    }
                }
                var values = (double[]) runtime.run(Map.of("sequences", OnnxRuntime.floats(window, 1, steps, features)))
                        .get("values");
                var next = series.get(step + PAST - 1).clone();
                if (hasFuture) {
                    next[1] = series.get(step + PAST)[1];
                    series.remove(step + PAST);
                }
                next[2] = (float) values[0];
                next[0] = (float) values[1];
                series.add(step + PAST, next);
                System.arraycopy(values, 0, found, step * 2, 2);
            }
        }
        assertThat(found).containsExactly(ours(network, windows), within(MOST));
    }

    @Test
    void windows_of_several_lengths_are_refused_if_they_are_related_to_something() {
        var forecast = new Forecast(HORIZON, false, List.of(2, 0), List.of(), Normalization.WINDOW);
        var network = network(forecast, ValueLoss.SQUARED, SequenceShape.ofAnyLength(FEATURES));
        var out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> OnnxFile.write(network, out))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A network that forecasts from windows of several lengths, with features known for the "
                        + "future or values related to each window, cannot be written in the ONNX format. Train it "
                        + "on windows of one length.");
        assertThat(out.size()).isZero();
    }
}
