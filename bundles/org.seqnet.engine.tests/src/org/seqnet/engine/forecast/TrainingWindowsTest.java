package org.seqnet.engine.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.engine.sequence.HorizonWindow;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class TrainingWindowsTest {
    private static final float NAN = Float.NaN;
    /** Three past steps of demand, temperature, weekday and steps ahead, and a horizon of two. */
    private static final float[] WINDOW = {
        1, 20, 5, 0,
        3, 21, 6, 0,
        5, NAN, 7, 0,
        99, 98, 1, 1,
        99, 98, 2, 2
    };

    private static Values head(Forecast forecast) {
        return new Values(
                Collections.nCopies(forecast.features().size(), Standard.NONE),
                ValueLoss.SQUARED,
                Optional.of(forecast));
    }

    private static Sequences packed(int features, Preparation preparation, float[]... windows) {
        int steps = windows[0].length / features;
        var packer = Sequences.packer(new SequenceShape(steps, features), InputForm.SEQUENCES, "")
                .keepingMissing()
                .prepared(preparation);
        for (var window : windows) {
            packer.add(Tensor.ofFloats(Shape.of(steps, features), window));
        }
        return packer.build();
    }

    private static LabelledSequences labelled(Sequences sequences, String[] targets, double... values) {
        return new LabelledSequences(
                sequences, TargetValues.of(values.length / sequences.size(), values), LabelDomain.of(targets));
    }

    private static LabelledSequences demand() {
        return labelled(packed(4, Preparation.UNKNOWN, WINDOW), new String[] {"demand"}, 7, 9);
    }

    private static float[] first(LabelledSequences data) {
        var values = new float[(int) data.sequences().longestValues()];
        data.sequences().copyTo(0, values, 0);
        return values;
    }

    @Test
    void what_is_no_forecast_stays_as_it_is() {
        var data = demand();
        var classes = new LabelledSequences(data.sequences(), new int[1], LabelDomain.of("a", "b"));

        assertThat(TrainingWindows.of(new Classes(2), classes)).isSameAs(classes);
        var regression = new Values(List.of(Standard.NONE), ValueLoss.SQUARED, Optional.empty());
        assertThat(TrainingWindows.of(regression, data)).isSameAs(data);
    }

    @Test
    void direct_windows_without_a_known_future_are_not_copied() {
        var data = demand();
        var prepared =
                TrainingWindows.of(head(new Forecast(2, false, List.of(0), List.of(), Normalization.NONE)), data);

        assertThat(prepared.sequences()).isSameAs(data.sequences());
        assertThat(prepared.truth()).isSameAs(data.truth());
    }

    @Test
    void behind_the_origin_the_last_known_values_are_carried_on() {
        var prepared =
                TrainingWindows.of(head(new Forecast(2, false, List.of(0), List.of(2), Normalization.NONE)), demand());

        assertThat(first(prepared)).containsExactly(1, 20, 5, 0, 3, 21, 6, 0, 5, NAN, 7, 0, 5, 21, 1, 1, 5, 21, 2, 2);
        assertThat(prepared.sequences().declaredShape()).isEqualTo(new SequenceShape(5, 4));
        assertThat(prepared.sequences().missingValues()).isEqualTo(1);
        assertThat(prepared.values().width()).isEqualTo(2);
    }

    @Test
    void recursive_networks_learn_the_first_step_ahead() {
        var prepared =
                TrainingWindows.of(head(new Forecast(2, true, List.of(0), List.of(2), Normalization.NONE)), demand());

        assertThat(first(prepared)).containsExactly(1, 20, 5, 0, 3, 21, 6, 0, 5, NAN, 7, 0, 5, 21, 1, 1);
        assertThat(prepared.sequences().shape()).isEqualTo(new SequenceShape(4, 4));
        // whole windows are longer
        assertThat(prepared.sequences().declaredShape()).isEqualTo(SequenceShape.ofAnyLength(4));
        assertThat(prepared.values()).isEqualTo(TargetValues.of(1, new double[] {7}));
    }

    @Test
    void relative_windows_and_targets_are_normalized_by_the_past() {
        var prepared = TrainingWindows.of(
                head(new Forecast(2, false, List.of(0), List.of(2), Normalization.WINDOW)), demand());
        double deviation = Math.sqrt(8 / 3.0); // of 1, 3 and 5

        var values = first(prepared);
        assertThat(values[0]).isCloseTo((float) (-2 / deviation), within(1e-6f));
        assertThat(values[4]).isZero();
        assertThat(values[16]).isCloseTo((float) (2 / deviation), within(1e-6f));
        assertThat(values[1]).isEqualTo(20);
        var truth = prepared.values();
        assertThat(truth.get(0, 0)).isCloseTo(4 / deviation, within(1e-12));
        assertThat(truth.get(0, 1)).isCloseTo(6 / deviation, within(1e-12));
        assertThat(truth.inOwnUnit(truth.get(0, 1), 0, 1)).isCloseTo(9, within(1e-12));
        assertThat(truth.factor(0, 0)).isCloseTo(deviation, within(1e-12));
        // one unit for all steps
        assertThat(truth)
                .isEqualTo(TargetValues.relative(
                        2, new double[] {truth.get(0, 0), truth.get(0, 1)}, 1, new double[] {3, truth.factor(0, 0)}));
    }

    @Test
    void changes_are_those_from_a_season_before_as_shares_of_the_mean_size() {
        var windows = packed(1, Preparation.UNKNOWN, new float[] {10, -20, 12, 26, 12});
        var data = labelled(windows, new String[] {"demand"}, 15, 30, 18, Double.NaN, 40);

        var prepared = TrainingWindows.of(
                head(new Forecast(5, false, List.of(0), List.of(), new Normalization.Season(2))), data);

        assertThat(prepared.sequences().shape()).isEqualTo(new SequenceShape(3, 1));
        assertThat(first(prepared)).containsExactly(2f / 16, 46f / 16, 0);
        var truth = prepared.values();
        assertThat(truth.get(0, 0)).isEqualTo((15 - 26) / 16.0);
        assertThat(truth.get(0, 1)).isEqualTo((30 - 12) / 16.0);
        // two seasons ahead, it is still the last value before the origin: the one between is not known then
        assertThat(truth.get(0, 2)).isEqualTo((18 - 26) / 16.0);
        assertThat(truth.get(0, 3)).isNaN();
        assertThat(truth.get(0, 4)).isEqualTo((40 - 26) / 16.0);
        assertThat(truth.inOwnUnit(truth.get(0, 4), 0, 4)).isEqualTo(40);
        assertThat(truth.factor(0, 1)).isEqualTo(16);
    }

    @Test
    void errors_of_later_seasons_are_those_of_the_forecast_in_own_units() {
        var windows = packed(1, Preparation.UNKNOWN, new float[] {10, -20, 12, 26, 12});
        var head = head(new Forecast(4, false, List.of(0), List.of(), new Normalization.Season(2)));
        var learned = TrainingWindows.of(head, labelled(windows, new String[] {"demand"}, 15, 30, 18, 50))
                .values();
        float[] outputs = {0.5f, -0.25f, 0.125f, 1};

        double[] forecasts = new Forecaster(head, Preprocessing.NONE)
                .forecasts(windows, 0, 1, (source, timeSteps, target) -> System.arraycopy(outputs, 0, target, 0, 4));

        assertThat(forecasts).containsExactly(26 + 8, 12 - 4, 26 + 2, 12 + 16);
        for (int i = 0; i < 4; i++) {
            assertThat(learned.inOwnUnit(outputs[i], 0, i)).isEqualTo(forecasts[i]);
        }
    }

    @Test
    void a_missing_value_is_related_to_the_season_before_it_and_zeros_have_a_size_of_1() {
        var windows = packed(1, Preparation.UNKNOWN, new float[] {4, NAN, NAN, 6}, new float[] {0, 0, 0, 0});
        var data = labelled(windows, new String[] {"demand"}, 9, 7, 1, 2);

        var prepared = TrainingWindows.of(
                head(new Forecast(2, false, List.of(0), List.of(), new Normalization.Season(2))), data);

        assertThat(first(prepared)).containsExactly(NAN, NAN);
        assertThat(prepared.values().get(0, 0)).isEqualTo((9 - 4) / 5.0);
        assertThat(prepared.values().get(0, 1)).isEqualTo((7 - 6) / 5.0);
        assertThat(prepared.values().get(1, 0)).isEqualTo(1);
        assertThat(prepared.values().get(1, 1)).isEqualTo(2);
    }

    @Test
    void windows_must_be_longer_than_a_season() {
        var windows = packed(1, Preparation.UNKNOWN, new float[] {1, 2, 3});
        var data = labelled(windows, new String[] {"demand"}, 4);
        var forecast = new Forecast(1, true, List.of(0), List.of(), new Normalization.Season(3));

        assertThatThrownBy(() -> TrainingWindows.of(head(forecast), data))
                .hasMessage("Window 1 has 3 past time steps. Changes from 3 steps before require at least 4: increase "
                        + "the window length, or choose another normalization.");
    }

    @Test
    void windows_that_do_not_vary_or_have_no_value_have_a_deviation_of_1() {
        var windows = packed(
                2, Preparation.UNKNOWN, new float[] {0.1f, 5, 0.1f, 7, 0.1f, NAN}, new float[] {NAN, 1, NAN, 1, NAN, 1
                });
        var data = labelled(windows, new String[] {"a", "b"}, 0.6, 8, 3, Double.NaN);

        var truth = TrainingWindows.of(
                        head(new Forecast(1, false, List.of(0, 1), List.of(), Normalization.WINDOW)), data)
                .values();

        assertThat(truth.get(0, 0)).isCloseTo(0.6 - 0.1f, within(1e-12));
        assertThat(truth.factor(0, 0)).isEqualTo(1);
        assertThat(truth.get(0, 1)).isCloseTo((8 - 6) / 1.0, within(1e-12));
        assertThat(truth.get(1, 0)).isEqualTo(3);
        assertThat(truth.get(1, 1)).isNaN();
        assertThat(truth.factor(1, 1)).isEqualTo(1);
    }

    @Test
    void several_targets_of_the_first_step_are_kept_in_their_order() {
        var windows = packed(2, Preparation.UNKNOWN, new float[4], new float[4]);
        var data = labelled(windows, new String[] {"a", "b"}, 1, 2, 3, 4, 5, 6, 7, 8);

        assertThat(TrainingWindows.of(head(new Forecast(2, true, List.of(1, 0), List.of(), Normalization.NONE)), data)
                        .values())
                .isEqualTo(TargetValues.of(2, new double[] {1, 2, 5, 6}));
    }

    @Test
    void selections_and_lengths_are_those_of_the_windows_as_they_are_read() {
        var windows = packed(4, Preparation.UNKNOWN, WINDOW, new float[20], WINDOW);
        var data = labelled(windows, new String[] {"demand"}, 1, 2, 3, 4, 5, 6);

        var prepared =
                TrainingWindows.of(head(new Forecast(2, true, List.of(0), List.of(2), Normalization.NONE)), data);
        var some = prepared.select(new int[] {2, 1});

        assertThat(some.sequences().timeSteps(0, 2)).containsExactly(4, 4);
        assertThat(some.sequences().missingValues()).isEqualTo(1);
        assertThat(first(some)).isEqualTo(first(prepared));
        assertThat(some.values()).isEqualTo(TargetValues.of(1, new double[] {5, 3}));
        assertThatThrownBy(() -> prepared.sequences()
                        .formed(new ReadWindow(new Forecast(2, true, List.of(0), List.of(2), Normalization.NONE))))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void windows_that_were_scaled_are_refused_where_predictions_share_their_unit() {
        var scaled = Preparation.UNKNOWN.with(Preparation.SCALING, "0 to 255 becomes 0 to 1");
        var data = labelled(packed(4, scaled, WINDOW), new String[] {"demand"}, 7, 9);
        var unscaled = labelled(packed(4, Preparation.UNSCALED_VALUES, WINDOW), new String[] {"demand"}, 7, 9);

        for (var forecast : List.of(
                new Forecast(2, true, List.of(0), List.of(2), Normalization.NONE),
                new Forecast(2, false, List.of(0), List.of(2), Normalization.WINDOW))) {
            assertThatThrownBy(() -> TrainingWindows.of(head(forecast), data))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("Recursive forecasts and windows that are normalized each by itself require values in "
                            + "the unit of the targets, but the windows were scaled before (0 to 255 becomes 0 to 1). "
                            + "Set the scaling of the Sequence Reshaper to 'None'; the network scales them itself.");
            assertThat(TrainingWindows.of(head(forecast), unscaled).size()).isEqualTo(1);
        }
        var direct = new Forecast(2, false, List.of(0), List.of(2), Normalization.NONE);
        assertThat(TrainingWindows.of(head(direct), data).size()).isEqualTo(1);
    }

    @Test
    void targets_of_another_horizon_are_refused() {
        var data = labelled(packed(4, Preparation.UNKNOWN, WINDOW), new String[] {"demand"}, 7, 9, 11);

        assertThatThrownBy(() -> TrainingWindows.of(
                        head(new Forecast(2, true, List.of(0), List.of(2), Normalization.NONE)), data))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("A forecast of 2 steps requires as many values of each target for each training window.");
    }

    /** The Sequence Reshaper makes windows that hold nothing of the future but what is known. */
    @Test
    void windows_of_the_sequence_reshaper_are_read_as_they_are() {
        var cut = new HorizonWindow(new ForecastWindows(2, List.of("demand"), List.of(0), List.of(2)), 3, 3, true);
        var rows = new double[][] {{1, 20, 5}, {3, 21, 6}, {5, Double.NaN, 7}, {99, 98, 1}, {99, 98, 2}};
        for (var row : rows) {
            cut.add(row);
        }
        var window = cut.window(2).orElseThrow();
        var packer = Sequences.packer(new SequenceShape(5, 4), InputForm.SEQUENCES, "")
                .keepingMissing();
        var raw = labelled(packer.add(window.sequence()).build(), new String[] {"demand"}, 99, 99);

        var prepared =
                TrainingWindows.of(head(new Forecast(2, false, List.of(0), List.of(2), Normalization.NONE)), raw);

        assertThat(first(prepared)).isEqualTo(first(raw));
        assertThat(window.targets()).isEqualTo(Tensor.ofDoubles(Shape.of(2, 1), new double[] {99, 99}));
    }

    @Test
    void windows_of_bytes_are_read_as_numbers() {
        var packer = Sequences.packer(new SequenceShape(2, 1), InputForm.SEQUENCES, "");
        packer.add(Tensor.ofUnsignedBytes(Shape.of(2, 1), new byte[] {10, 30}));
        var raw = labelled(packer.build(), new String[] {"demand"}, 50);

        var prepared =
                TrainingWindows.of(head(new Forecast(1, false, List.of(0), List.of(), Normalization.WINDOW)), raw);
        var scaled = new PreprocessingRule(Optional.empty(), Filling.NONE, false)
                .learn(prepared.sequences(), 1, () -> false);

        assertThat(first(prepared)).containsExactly(-1, 1);
        assertThat(prepared.sequences().byteValues()).isEmpty();
        assertThat(scaled.scale()).isEqualTo(FeatureScale.STANDARDIZE);
        assertThat(prepared.values().get(0, 0)).isEqualTo(3);
    }
}
