package org.seqnet.knime.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.choices.EnumChoicesProvider;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.sequence.InputParameters.InputReference;

/** How the scaling settings depend on each other and on the input format in the dialog. */
final class ScalingWidgets {
    private ScalingWidgets() {}

    static final class ScaleReference implements ParameterReference<Scale> {}

    static final class RangeReference implements ParameterReference<Range> {}

    static final class FiguresReference implements ParameterReference<Figures> {}

    /** Offers the ranges that the input format has. */
    static final class RangesForInput implements EnumChoicesProvider<Range> {
        private Supplier<Input> input;

        @Override
        public void init(StateProviderInitializer initializer) {
            EnumChoicesProvider.super.init(initializer);
            input = initializer.computeFromValueSupplier(InputReference.class);
        }

        @Override
        public List<Range> choices(NodeParametersInput context) {
            return Arrays.stream(Range.values())
                    .filter(range -> range.fits(input.get()))
                    .toList();
        }
    }

    /** Replaces a range that a newly selected input format does not have. */
    static final class RangeForInput implements StateProvider<Range> {
        private Supplier<Input> input;
        private Supplier<Range> range;

        @Override
        public void init(StateProviderInitializer initializer) {
            input = initializer.computeFromValueSupplier(InputReference.class);
            range = initializer.getValueSupplier(RangeReference.class);
        }

        @Override
        public Range computeState(NodeParametersInput context) {
            return range.get().fits(input.get()) ? range.get() : Range.DATA;
        }
    }

    /** Leaves values as they are if a newly selected input format does not have the range: networks scale them. */
    static final class ScaleForInput implements StateProvider<Scale> {
        private Supplier<Input> input;
        private Supplier<Range> range;
        private Supplier<Scale> scale;

        @Override
        public void init(StateProviderInitializer initializer) {
            input = initializer.computeFromValueSupplier(InputReference.class);
            range = initializer.getValueSupplier(RangeReference.class);
            scale = initializer.getValueSupplier(ScaleReference.class);
        }

        @Override
        public Scale computeState(NodeParametersInput context) {
            return scale.get() == Scale.UNIT_RANGE && !range.get().fits(input.get()) ? Scale.NONE : scale.get();
        }
    }

    static final class ToUnitRange extends ShownWhen<Scale> {
        ToUnitRange() {
            super(ScaleReference.class, Scale.UNIT_RANGE);
        }
    }

    static final class CustomRange extends ShownWhen<Range> {
        CustomRange() {
            super(RangeReference.class, Range.CUSTOM);
        }
    }

    static final class FromCustomRange extends ShownWhen.Both {
        FromCustomRange() {
            super(ToUnitRange.class, CustomRange.class);
        }
    }

    static final class Standardized extends ShownWhen<Scale> {
        Standardized() {
            super(ScaleReference.class, Scale.STANDARDIZE);
        }
    }

    static final class CustomFigures extends ShownWhen<Figures> {
        CustomFigures() {
            super(FiguresReference.class, Figures.CUSTOM);
        }
    }

    static final class ByCustomFigures extends ShownWhen.Both {
        ByCustomFigures() {
            super(Standardized.class, CustomFigures.class);
        }
    }
}
