package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.kernel.product.KnownMixed;
import org.seqnet.engine.kernel.product.Mixed;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.options.PrecisionChoice;

class ChosenPrecisionTest {
    private static final Recurrent WIDE = recurrent(64);
    private static final Recurrent NARROW = recurrent(63);
    private static final Head CLASSES = new Classes(3);
    private static final ChosenPrecision MIXED = new ChosenPrecision(Precision.MIXED, Optional.empty());

    private static Recurrent recurrent(int units) {
        return new Recurrent(Cell.LSTM, 1, units, 0, 1);
    }

    private static Convolutional convolutional(int... filters) {
        return new Convolutional(
                1,
                Arrays.stream(filters)
                        .mapToObj(count -> new ConvolutionBlock(count, 3, 1, 2, false, 0))
                        .toList(),
                200,
                0);
    }

    private static TemporalConvolutional temporal(int filters) {
        return new TemporalConvolutional(Design.FCN, filters, 2, 3, 1, 0);
    }

    private static ChosenPrecision chosen(PrecisionChoice choice, Encoder encoder, Head head, Mixed mixed) {
        return ChosenPrecision.of(choice, new Architecture(encoder, head), mixed);
    }

    static Stream<Encoder> worthIt() {
        return Stream.of(WIDE, new Recurrent(Cell.GRU, 2, 128, 0, 0), new Recurrent(Cell.RNN_TANH, 1, 64, 0, 0));
    }

    static Stream<Encoder> notWorthIt() {
        return Stream.of(
                NARROW,
                convolutional(8, 64),
                temporal(64),
                new Composition(WIDE, temporal(64)),
                Toys.rocketNetwork().architecture().encoder());
    }

    @ParameterizedTest
    @MethodSource("worthIt")
    void automatic_is_mixed_where_products_are_large(Encoder encoder) {
        assertThat(chosen(PrecisionChoice.AUTOMATIC, encoder, CLASSES, KnownMixed.available()))
                .isEqualTo(MIXED);
    }

    @ParameterizedTest
    @MethodSource("notWorthIt")
    void automatic_is_single_where_products_are_small(Encoder encoder) {
        assertThat(chosen(PrecisionChoice.AUTOMATIC, encoder, CLASSES, KnownMixed.available()))
                .isEqualTo(ChosenPrecision.SINGLE);
    }

    @Test
    void automatic_is_mixed_for_classes_and_labels_and_single_for_values_and_forecasts() {
        for (var labels : List.of(Toys.independentLabels(), Toys.labelPath(), Toys.stepClasses())) {
            assertThat(chosen(
                            PrecisionChoice.AUTOMATIC,
                            WIDE,
                            labels.architecture().head(),
                            KnownMixed.available()))
                    .isEqualTo(MIXED);
        }
        for (var values : List.of(Toys.values(), Toys.forecast())) {
            var head = values.architecture().head();
            assertThat(chosen(PrecisionChoice.AUTOMATIC, WIDE, head, KnownMixed.available()))
                    .isEqualTo(ChosenPrecision.SINGLE);
            assertThat(chosen(PrecisionChoice.MIXED, WIDE, head, KnownMixed.available()))
                    .isEqualTo(MIXED);
        }
    }

    @Test
    void mixed_is_what_was_asked_for_whether_it_is_worth_it_or_not() {
        assertThat(chosen(PrecisionChoice.MIXED, NARROW, CLASSES, KnownMixed.available()))
                .isEqualTo(MIXED);
        assertThat(chosen(PrecisionChoice.SINGLE, WIDE, CLASSES, KnownMixed.available()))
                .isEqualTo(ChosenPrecision.SINGLE);
    }

    @Test
    void only_who_asked_for_mixed_precision_is_told_why_there_is_none() {
        assertThat(chosen(PrecisionChoice.MIXED, WIDE, CLASSES, KnownMixed.absent()))
                .isEqualTo(new ChosenPrecision(
                        Precision.SINGLE, Optional.of("The bundle org.seqnet.onednn is not installed.")));
        assertThat(chosen(PrecisionChoice.AUTOMATIC, WIDE, CLASSES, KnownMixed.absent()))
                .isEqualTo(ChosenPrecision.SINGLE);
        assertThat(chosen(PrecisionChoice.SINGLE, WIDE, CLASSES, KnownMixed.absent()))
                .isEqualTo(ChosenPrecision.SINGLE);
    }

    @Test
    void nothing_of_rocket_is_mixed_wherever_it_is_computed() {
        var rocket = Toys.rocketNetwork().architecture().encoder();

        assertThat(chosen(PrecisionChoice.MIXED, rocket, CLASSES, KnownMixed.available()))
                .isEqualTo(ChosenPrecision.SINGLE);
        assertThat(chosen(PrecisionChoice.MIXED, rocket, CLASSES, KnownMixed.absent()))
                .isEqualTo(ChosenPrecision.SINGLE);
    }

    @Test
    void the_options_of_a_trained_network_keep_what_computed() {
        assertThat(MIXED.settled()).isEqualTo(PrecisionChoice.MIXED);
        assertThat(ChosenPrecision.SINGLE.settled()).isEqualTo(PrecisionChoice.SINGLE);
    }
}
