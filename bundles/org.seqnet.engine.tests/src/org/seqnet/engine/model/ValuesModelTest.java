package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.Normalization;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.ValueLoss.Huber;
import org.seqnet.engine.network.ValueLoss.Quantiles;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.TrainedNetwork;

class ValuesModelTest {
    static Stream<ValueLoss> losses() {
        return Stream.of(
                ValueLoss.SQUARED,
                ValueLoss.ABSOLUTE,
                new Huber(1 / 3.0),
                new Quantiles(List.of(Double.MIN_NORMAL, 1 / 3.0, Math.nextDown(1.0))));
    }

    @ParameterizedTest
    @MethodSource("losses")
    void values_of_any_loss_come_back_to_the_bit(ValueLoss loss) throws IOException {
        var standards = List.of(new Standard(-1 / 3.0, Double.MIN_VALUE), new Standard(Double.MAX_VALUE, 1e300));
        // recursive forecasts have no quantiles
        boolean isRecursive = loss.outputs() == 1;
        var forecast = new Forecast(2, isRecursive, List.of(1, 0), List.of(), new Normalization.Season(12));
        var targets = LabelDomain.of("a=b", "two\nlines");
        var networks = List.of(
                Toys.values(new Values(standards, loss, Optional.empty()), targets),
                Toys.values(new Values(standards, loss, Optional.of(forecast)), targets));

        for (var network : networks) {
            assertThat(read(written(network))).isEqualTo(network);
            assertThat(read(written(network)).provenance()).isEqualTo(network.provenance());
        }
        assertThat(networks.get(0)).isNotEqualTo(networks.get(1));
    }

    @Test
    void the_fields_of_values_follow_those_of_the_encoder() throws IOException {
        assertThat(text(Toys.values()))
                .contains(
                        "version=10\n",
                        """
                        recurrent.forgetGateBias=1.0
                        head=values
                        mean.1=0.3333333333333333
                        deviation.1=2.0
                        mean.2=1.7E12
                        deviation.2=0.125
                        values.loss=QUANTILES
                        quantile.1=0.1
                        quantile.2=0.5
                        quantile.3=0.6666666666666667
                        input.timeSteps=4
                        """,
                        "errors.1=0.3333333333333333 0.5 0.6666666666666666 1.0E-300\n");
        assertThat(text(Toys.forecast()))
                .contains(
                        """
                        values.loss=HUBER
                        values.huberDelta=1.5
                        forecast.horizon=3
                        forecast.recursive=false
                        forecast.normalization=WINDOW
                        forecast.feature.1=2
                        forecast.known.1=1
                        input.timeSteps=4
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "version=10|version=9|'head' is 'values', not a known head: independentLabels, labelPath.",
                "version=10|version=13|version 13 of the format is not supported; this version of Sequence Networks "
                        + "supports versions 1 to 12.",
                "mean.1=0.3333333333333333|mean.1=NaN|Target scaling: a mean of NaN and a standard deviation of 2.0 "
                        + "are "
                        + "not a finite number and a positive one.",
                "deviation.2=0.125|deviation.2=0|Target scaling: a mean of 1.7E12 and a standard deviation of 0.0 are "
                        + "not a finite number and a positive one.",
                "deviation.2=0.125|deviation.2=Infinity|Target scaling: a mean of 1.7E12 and a standard deviation of "
                        + "Infinity are not a finite number and a positive one.",
                "deviation.2=0.125|other=0.125|'deviation.2' is missing.",
                "mean.2=1.7E12|mean.3=1.7E12|2 labels declared, 1 means found.",
                "loss=QUANTILES|loss=CUBED|'values.loss' is 'CUBED', not one of [SQUARED, ABSOLUTE, HUBER, QUANTILES].",
                "loss=QUANTILES|loss=HUBER|'values.huberDelta' is missing.",
                "loss=QUANTILES|loss=SQUARED|'quantile.1' is unknown in this version of the format.",
                "quantile.2=0.5|quantile.2=0.05|Quantiles: 0.05 is not above 0.1 and below 1. List them in ascending "
                        + "order, for example 0.1, 0.5, 0.9.",
                "quantile.2=0.5|quantile.2=half|'quantile.2' is 'half', not a number between 0 and 1.",
                "errors.2=|other.2=|'errors.2' is missing.",
                "errors.1=0.3333333333333333|errors.1=-1|'errors.1' is '-1 0.5 0.6666666666666666 1.0E-300', not 4 "
                        + "numbers that are not negative.",
                "errors.1=0.3333333333333333 0.5|errors.1=0.5|'errors.1' is '0.5 0.6666666666666666 1.0E-300', not 4 "
                        + "numbers that are not negative.",
            })
    void a_wrong_field_of_values_is_refused_by_name(String right, String wrong, String fault) {
        assertFault(Toys.values(), right, wrong, fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "horizon=3|horizon=0|Forecast horizon: 0 is not between 1 and 100000.",
                "horizon=3|horizon=2000000000|Forecast horizon: 2000000000 is not between 1 and 100000.",
                "recursive=false|recursive=no|'forecast.recursive' is 'no', not true or false.",
                "feature.1=2|feature.1=0|'forecast.feature.1' is '0', not an integer of at least 1.",
                "feature.1=2|feature.1=1|A target of a forecast cannot be a feature whose future is known.",
                "known.1=1|known.2=1|'forecast.known.2' is unknown in this version of the format.",
                "huberDelta=1.5|huberDelta=0|Huber delta: 0.0 is not a positive number.",
                "huberDelta=1.5|huberDelta=NaN|Huber delta: NaN is not a positive number.",
            })
    void a_wrong_field_of_a_forecast_is_refused_by_name(String right, String wrong, String fault) {
        assertFault(Toys.forecast(), right, wrong, fault);
    }

    @Test
    void a_forecast_of_a_feature_that_its_windows_lack_is_refused() {
        assertRefused(
                ModelFiles.manifestChanged(Toys.forecast(), "feature.1=2", "feature.1=3"),
                "m.net: The forecast reads feature 3 of each time step, but there are only 2. Prepare the windows by "
                        + "the "
                        + "Sequence Reshaper.");
    }

    @Test
    void classes_have_no_errors() {
        assertFault(
                Toys.network(),
                "epoch.1=",
                "errors.1=1 2 3 4\nepoch.1=",
                "'errors.1' is unknown in this version of the " + "format.");
    }

    private static void assertFault(TrainedNetwork network, String right, String wrong, String fault) {
        assertRefused(
                CraftedModel.of(network)
                        .withManifestText(text -> text.replace(right, wrong))
                        .withRightManifestSum()
                        .bytes(),
                "m.net, entry 'manifest.txt': " + fault);
    }
}
