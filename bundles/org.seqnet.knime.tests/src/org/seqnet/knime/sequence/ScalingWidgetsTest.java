package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ButtonReference;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.StateProvider.StateProviderInitializer;
import org.knime.node.parameters.widget.choices.EnumChoice;
import org.seqnet.knime.sequence.InputParameters.InputReference;
import org.seqnet.knime.sequence.ScalingWidgets.RangeForInput;
import org.seqnet.knime.sequence.ScalingWidgets.RangeReference;
import org.seqnet.knime.sequence.ScalingWidgets.RangesForInput;
import org.seqnet.knime.sequence.ScalingWidgets.ScaleForInput;
import org.seqnet.knime.sequence.ScalingWidgets.ScaleReference;

/** What the dialog does to the scaling when another input is chosen. */
class ScalingWidgetsTest {
    private final SequenceReshaperParameters parameters = new SequenceReshaperParameters();

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"TENSORS", "IMAGES"})
    void an_old_node_leaves_numbers_to_the_network(Input input) throws Exception {
        choose(input);

        assertThat(parameters.scaling).isEqualTo(Scale.NONE);
        assertThat(parameters.range).isEqualTo(Range.DATA);
        parameters.validate();
        parameters.scaling = Scale.UNIT_RANGE;
        parameters.validate();
    }

    @ParameterizedTest
    @EnumSource(names = {"TENSORS", "IMAGES"})
    void an_old_node_scales_images_by_their_type(Input input) throws Exception {
        choose(input);

        assertThat(parameters.scaling).isEqualTo(Scale.UNIT_RANGE);
        assertThat(parameters.range).isEqualTo(Range.ELEMENT_TYPE);
    }

    @ParameterizedTest
    @EnumSource
    void what_was_chosen_and_fits_stays(Input input) throws Exception {
        for (var range : new Range[] {Range.DATA, Range.CUSTOM}) {
            parameters.scaling = Scale.UNIT_RANGE;
            parameters.range = range;

            choose(input);

            assertThat(parameters.scaling).isEqualTo(Scale.UNIT_RANGE);
            assertThat(parameters.range).isEqualTo(range);
        }
    }

    @Test
    void no_scaling_stays_no_scaling() throws Exception {
        parameters.scaling = Scale.NONE;

        choose(Input.COLUMNS);

        assertThat(parameters.scaling).isEqualTo(Scale.NONE);
    }

    @ParameterizedTest
    @EnumSource
    void every_range_that_is_offered_is_accepted(Input input) throws Exception {
        parameters.input = input;
        parameters.scaling = Scale.UNIT_RANGE;

        var offered =
                provided(new RangesForInput()).stream().map(EnumChoice::id).toList();

        assertThat(offered)
                .containsExactly(input.readsNumbers() ? new Range[] {Range.DATA, Range.CUSTOM} : Range.values());
        for (var range : offered) {
            parameters.range = range;
            parameters.validate();
        }
    }

    /** Does what the dialog does: both providers see the values from before. */
    private void choose(Input input) throws Exception {
        parameters.input = input;
        var range = provided(new RangeForInput());
        var scaling = provided(new ScaleForInput());
        parameters.range = range;
        parameters.scaling = scaling;
    }

    private <S> S provided(StateProvider<S> provider) throws Exception {
        provider.init(new Values(Map.of(
                InputReference.class,
                parameters.input,
                RangeReference.class,
                parameters.range,
                ScaleReference.class,
                parameters.scaling)));
        return provider.computeState(null);
    }

    /** Hands out the values of the dialog's controls. */
    private record Values(Map<Class<?>, Object> values) implements StateProviderInitializer {
        @Override
        @SuppressWarnings("unchecked")
        public <T> Supplier<T> getValueSupplier(Class<? extends ParameterReference<T>> reference) {
            return () -> (T) values.get(reference);
        }

        @Override
        public <T> Supplier<T> computeFromValueSupplier(Class<? extends ParameterReference<T>> reference) {
            return getValueSupplier(reference);
        }

        @Override
        public NodeParametersInput getNodeParametersInput() {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> void computeOnValueChange(Class<? extends ParameterReference<T>> reference) {
            throw new UnsupportedOperationException();
        }

        @Override
        public <T> Supplier<T> computeFromProvidedState(Class<? extends StateProvider<T>> provider) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void computeOnButtonClick(Class<? extends ButtonReference> reference) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void computeBeforeOpenDialog() {}

        @Override
        public void computeAfterOpenDialog() {}
    }
}
