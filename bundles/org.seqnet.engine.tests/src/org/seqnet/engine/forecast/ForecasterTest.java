package org.seqnet.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Normalization.Season;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

class ForecasterTest {
    private static final int PAST = 6;
    private static final int HORIZON = 4;
    private static final int WINDOWS = 7;
    /** Of features 0 to 4, of which 1 is carried on, 2 may be known, and 4 counts the steps ahead. */
    private static final List<Integer> TARGETS = List.of(3, 0);

    private static final int FEATURES = 5;
    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 1, 5, 0, 1);
    private static final List<Encoder> ENCODERS = List.of(
            LSTM,
            new Recurrent(Cell.GRU, 2, 4, 0, 0, true, Pooling.ATTENTION),
            new Recurrent(Cell.RNN_TANH, 1, 4, 0, 0, false, Pooling.MEAN),
            new Convolutional(1, List.of(new ConvolutionBlock(2, 3, 1, 2, true, 0)), 3, 0),
            new TemporalConvolutional(Design.INCEPTION, 2, 3, 4, 1, 0),
            new Composition(
                    new Recurrent(Cell.LSTM, 1, 4, 0, 1), new TemporalConvolutional(Design.FCN, 2, 3, 4, 1, 0)));
    private static final Preprocessing SCALING = new Preprocessing(
            FeatureScale.STANDARDIZE,
            new double[] {1, -1, 0.5, 0, 2},
            new double[] {0.2, 0.5, 1, 0.1, 0.3},
            Filling.PREVIOUS,
            new double[] {1, 0, 0, 2, 0},
            true);

    private static Forecast forecast(boolean recursive, boolean known, Normalization normalization) {
        return new Forecast(HORIZON, recursive, TARGETS, known ? List.of(2) : List.of(), normalization);
    }

    private static Forecast forecast(boolean recursive, boolean known, boolean relative) {
        return forecast(recursive, known, relative ? Normalization.WINDOW : Normalization.NONE);
    }

    static Stream<Forecast> forecasts() {
        return Stream.of(Normalization.NONE, Normalization.WINDOW, new Season(1), new Season(2))
                .flatMap(normalization ->
                        IntStream.range(0, 4).mapToObj(i -> forecast((i & 1) > 0, (i & 2) > 0, normalization)));
    }

    static Stream<Arguments> networks() {
        return ENCODERS.stream().flatMap(encoder -> forecasts().map(forecast -> Arguments.of(encoder, forecast)));
    }

    private static Values values(Forecast forecast) {
        var loss = forecast.recursive() ? ValueLoss.SQUARED : new ValueLoss.Quantiles(List.of(0.1, 0.5, 0.8));
        return new Values(List.of(new Standard(3, 0.4), new Standard(-0.2, 0.5)), loss, Optional.of(forecast));
    }

    private static double[][][] windows(Forecast forecast, long seed) {
        var random = new Random(seed);
        int steps = forecast.known().isEmpty() ? PAST : PAST + HORIZON;
        var windows = new double[WINDOWS][steps][FEATURES];
        for (var window : windows) {
            for (int t = 0; t < steps; t++) {
                for (int f = 0; f < FEATURES - 1; f++) {
                    window[t][f] = (float) (3 * f + random.nextGaussian());
                }
                window[t][FEATURES - 1] = Math.max(0, t - PAST + 1);
            }
        }
        return windows;
    }

    private static Sequences packed(double[][]... windows) {
        int features = windows[0][0].length;
        var packer = Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "")
                .keepingMissing();
        for (var window : windows) {
            packer.add(Tensor.ofFloats(Shape.of(window.length, features), i -> window[i / features][i % features]));
        }
        return packer.build();
    }

    private static NetworkInput input(Encoder encoder, Forecast forecast, Preprocessing preprocessing) {
        int read = PAST - forecast.normalization().referenceSteps();
        int steps = forecast.known().isEmpty() ? read : read + forecast.stepsAtOnce();
        var shape = encoder.readsImages() ? new SequenceShape(steps, FEATURES) : SequenceShape.ofAnyLength(FEATURES);
        // pixels of images have no mask
        var applied = encoder.readsImages() ? Preprocessing.NONE : preprocessing;
        return new NetworkInput(shape, Preparation.UNKNOWN, applied);
    }

    private static TrainedNetwork network(Encoder encoder, Values values, NetworkInput input) {
        var architecture = new Architecture(encoder, values);
        var names =
                IntStream.range(0, values.labels()).mapToObj(k -> "target " + k).toArray(String[]::new);
        return new TrainedNetwork(
                architecture,
                input,
                LabelDomain.of(names),
                StartWeights.of(architecture, input.preprocessed(), 5),
                new float[0],
                0,
                Toys.network().provenance());
    }

    /** Returns the network whose numbers are the outputs of another one. */
    private static TrainedNetwork raw(TrainedNetwork network) {
        var architecture = network.architecture();
        int outputs = architecture.head().outputs();
        var plain = new Values(Collections.nCopies(outputs, Standard.NONE), ValueLoss.SQUARED, Optional.empty());
        var names = IntStream.range(0, outputs).mapToObj(k -> "output " + k).toArray(String[]::new);
        return new TrainedNetwork(
                new Architecture(architecture.encoder(), plain),
                network.input(),
                LabelDomain.of(names),
                network.parameters(),
                new float[0],
                0,
                network.provenance());
    }

    private static double[] forecasts(TrainedNetwork network, double[][]... windows) {
        try (var classifier = Classifier.of(network)) {
            return classifier.values(packed(windows), 0, windows.length, () -> false);
        }
    }

    @ParameterizedTest
    @MethodSource("networks")
    void forecasts_equal_those_that_are_written_out(Encoder encoder, Forecast forecast) {
        var values = values(forecast);
        var network = network(encoder, values, input(encoder, forecast, SCALING));
        var windows = windows(forecast, 1);
        try (var outputs = Classifier.of(raw(network))) {
            var plain = new PlainForecast(values, window -> outputs.values(packed(window), 0, 1, () -> false));
            var expected = Arrays.stream(windows)
                    .map(plain::of)
                    .flatMapToDouble(Arrays::stream)
                    .toArray();

            var found = forecasts(network, windows);

            assertThat(found).hasSize(WINDOWS * HORIZON * 2 * values.loss().outputs());
            assertClose(found, expected);
        }
    }

    private static void assertClose(double[] found, double[] expected) {
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-5 * Math.max(1, Math.abs(expected[i]))));
        }
    }

    @ParameterizedTest
    @MethodSource("forecasts")
    void what_comes_after_the_origin_changes_not_one_bit(Forecast forecast) {
        var network = network(LSTM, values(forecast), input(LSTM, forecast, SCALING));
        var windows = windows(forecast, 2);
        var before = forecasts(network, windows);
        var random = new Random(9);
        for (var window : windows) {
            for (int t = PAST; t < window.length; t++) {
                for (int feature : new int[] {0, 1, 3}) {
                    window[t][feature] = random.nextInt(5) == 0 ? Double.NaN : 1e4 * random.nextGaussian();
                }
            }
        }

        assertThat(forecasts(network, windows)).isEqualTo(before);
    }

    @Test
    void known_features_of_every_step_ahead_matter() {
        for (boolean recursive : new boolean[] {false, true}) {
            var forecast = forecast(recursive, true, false);
            var network = network(LSTM, values(forecast), input(LSTM, forecast, SCALING));
            var windows = windows(forecast, 2);
            var before = forecasts(network, windows);
            windows[0][PAST + HORIZON - 1][2] += 1;
            var after = forecasts(network, windows);

            int width = before.length / WINDOWS;
            assertThat(Arrays.copyOfRange(after, width, after.length))
                    .isEqualTo(Arrays.copyOfRange(before, width, before.length));
            int earlier = recursive ? (HORIZON - 1) * 2 : 0;
            assertThat(Arrays.copyOf(after, earlier)).isEqualTo(Arrays.copyOf(before, earlier));
            for (int i = earlier; i < width; i++) {
                assertThat(after[i]).isNotEqualTo(before[i]);
            }
        }
    }

    @Test
    void relative_windows_shift_and_scale_their_forecasts() {
        for (boolean recursive : new boolean[] {false, true}) {
            var forecast = forecast(recursive, true, true);
            var network = network(LSTM, values(forecast), input(LSTM, forecast, SCALING));
            var windows = windows(forecast, 3);
            var before = forecasts(network, windows);
            for (var window : windows) {
                for (var row : window) {
                    row[0] = 1000 + 64 * row[0];
                    row[3] = -8 + 0.5 * row[3];
                }
            }
            var after = forecasts(network, windows);
            int levels = recursive ? 1 : 3;
            for (int i = 0; i < before.length; i++) {
                boolean first = i / levels % 2 == 0;
                // the first target is feature 3
                double expected = first ? -8 + 0.5 * before[i] : 1000 + 64 * before[i];
                assertThat(after[i]).isCloseTo(expected, within(first ? 1e-4 : 2e-2));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forecasts")
    void the_size_of_batches_and_the_part_that_is_asked_for_do_not_matter(Forecast forecast) {
        var network = network(LSTM, values(forecast), input(LSTM, forecast, SCALING));
        var windows = windows(forecast, 4);
        var whole = forecasts(network, windows);
        int width = whole.length / WINDOWS;
        try (var classifier = Classifier.of(network, 2, 1)) {
            var part = classifier.values(packed(windows), 2, 3, () -> false);

            assertClose(part, Arrays.copyOfRange(whole, 2 * width, 5 * width));
        }
    }

    @Test
    void missing_values_are_filled_in_and_the_last_known_one_is_carried_on() {
        var forecast = forecast(true, true, true);
        var network = network(LSTM, values(forecast), input(LSTM, forecast, SCALING));
        var windows = windows(forecast, 5);
        windows[0][PAST - 1][1] = Double.NaN;
        windows[0][PAST - 1][0] = Double.NaN;
        windows[0][2][3] = Double.NaN;
        for (var row : windows[1]) {
            row[3] = Double.NaN;
        }

        var found = forecasts(network, windows);

        assertThat(Arrays.stream(found)).allMatch(Double::isFinite);
        assertThat(found).isEqualTo(forecasts(network, windows));
    }

    @Test
    void a_horizon_may_be_longer_than_the_past() {
        var forecast = new Forecast(25, true, List.of(0), List.of(), Normalization.WINDOW);
        var values = new Values(List.of(Standard.NONE), ValueLoss.ABSOLUTE, Optional.of(forecast));
        var network = network(LSTM, values, input(LSTM, forecast, SCALING));
        var one = new double[1][FEATURES];

        var found = forecasts(network, one);

        assertThat(found).hasSize(25);
        assertThat(Arrays.stream(found)).allMatch(Double::isFinite);
    }

    @Test
    void what_grows_too_large_is_missing_from_there_on() {
        var forecast = new Forecast(5, true, List.of(0), List.of(), Normalization.NONE);
        var growing = new Values(List.of(new Standard(1e30, 1)), ValueLoss.SQUARED, Optional.of(forecast));
        // the window's factor lets the second step grow beyond single precision
        var forecaster = new Forecaster(growing, Preprocessing.NONE);
        var raw = packed(new double[2][1], new double[2][1]);

        var found = forecaster.forecasts(raw, 0, 2, (source, timeSteps, outputs) -> {
            var window = new float[2];
            for (int n = 0; n < 2; n++) {
                source.copyTo(n, window, 0);
                outputs[n] = n == 0 ? window[1] == 0 ? 1 : Float.POSITIVE_INFINITY : 2;
            }
        });

        assertThat(found[0]).isEqualTo(1e30);
        assertThat(Arrays.copyOfRange(found, 1, 5)).containsOnly(Double.NaN);
        assertThat(Arrays.copyOfRange(found, 5, 10)).containsOnly(1e30);
    }

    @Test
    void windows_must_have_the_features_and_a_past() {
        var forecast = forecast(false, true, false);
        var forecaster = new Forecaster(values(forecast), Preprocessing.NONE);

        assertThatThrownBy(() -> forecaster.read(packed(new double[9][4])))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The forecast uses feature 4, but the windows have 3. Create them with the same columns as "
                        + "the training windows.");
        assertThatThrownBy(() -> forecaster.read(packed(new double[9][5], new double[4][5])))
                .isInstanceOf(SeqNetException.class)
                .hasMessage(
                        "Window 2 has 4 time steps, of which the last 4 are the forecast horizon; at least one must "
                                + "precede them.");
    }

    @Test
    void recursive_forecasts_have_no_quantiles() {
        assertThatThrownBy(() -> new Values(
                        List.of(Standard.NONE, Standard.NONE),
                        new ValueLoss.Quantiles(List.of(0.1, 0.9)),
                        Optional.of(forecast(true, false, false))))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A recursive forecast has no quantiles: it takes its own predictions for certain, so that "
                        + "intervals would be too narrow. Use a direct forecast, or another loss.");
    }

    @Test
    void missing_values_that_nothing_fills_in_are_refused() {
        var forecast = forecast(true, true, false);
        var network = network(LSTM, values(forecast), input(LSTM, forecast, Preprocessing.NONE));
        var windows = windows(forecast, 6);
        windows[3][PAST + 1][2] = Double.NaN;

        assertThatThrownBy(() -> forecasts(network, windows))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The sequences have missing values (1 in all), but the network was trained without filling "
                        + "them in.");
    }

    @Test
    void an_ensemble_reads_the_mean_of_its_members() {
        var forecast = forecast(true, false, false);
        var values = values(forecast);
        var architecture = new Architecture(LSTM, values, 2);
        var input = input(LSTM, forecast, SCALING);
        var single = network(LSTM, values, input);
        var parameters = Arrays.copyOf(single.parameters(), 2 * single.parameterCount());
        System.arraycopy(single.parameters(), 0, parameters, single.parameterCount(), single.parameterCount());
        var twins = new TrainedNetwork(
                architecture, input, single.labels(), parameters, new float[0], 0, single.provenance());
        var windows = windows(forecast, 7);

        assertClose(forecasts(twins, windows), forecasts(single, windows));
    }
}
