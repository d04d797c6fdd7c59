package org.seqnet.knime.learner;

import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.knime.node.parameters.Advanced;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;

/** How a network of convolutions over time is built. The names of the fields are settings keys and never change. */
public final class TemporalConvolutionalParameters implements NodeParameters {
    @Widget(
            title = "Design",
            description = "How the convolutions are arranged. Selecting a design sets the filters, the depth and the "
                    + "kernel size to those of its authors.")
    @ValueReference(DesignReference.class)
    @ValueSwitchWidget
    Design design = Design.INCEPTION;

    @Widget(
            title = "Filters",
            description = "The number of filters of each convolution at the beginning. In FCN, the second of three "
                    + "convolutions has twice as many; in ResNet, all blocks after the first. In Inception, each "
                    + "module has four groups of that many filters.")
    @ValueProvider(FiltersOfDesign.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.TemporalFilters.class)
    int filters = Design.INCEPTION.filters;

    @Widget(
            title = "Depth",
            description = "The number of convolutions (FCN), residual blocks (ResNet) or modules (Inception) that "
                    + "follow each other. A deeper network covers longer patterns and takes longer to train.")
    @ValueProvider(DepthOfDesign.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.TemporalDepth.class)
    int depth = Design.INCEPTION.depth;

    @Widget(
            title = "Kernel size",
            description = "The number of time steps that the longest filters cover. The shorter ones follow from it: "
                    + "8, 5 and 3 for FCN and ResNet, 40, 20 and 10 for Inception.")
    @ValueProvider(KernelSizeOfDesign.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.TemporalKernel.class)
    int kernelSize = Design.INCEPTION.kernelSize;

    @Widget(
            title = "Dilation growth",
            description = "The factor by which the gaps between the time steps that a filter covers grow from one "
                    + "convolution, block or module to the next. With 2, the filters of a deep network cover very "
                    + "long sequences. 1 means no dilation.")
    @Advanced
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.DilationGrowth.class)
    int dilationGrowth = 1;

    @Widget(
            title = "Dropout",
            description = "The fraction of the pooled values that is randomly set to zero during training: 0 "
                    + "(disabled) or more, and less than 1.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    @Widget(
            title = "Add LSTM layer",
            description = "If checked, an LSTM layer reads the sequence beside the convolutions, and the output layer "
                    + "reads both. With FCN, this is similar to LSTM-FCN.")
    @ValueReference(AddsLstm.class)
    boolean addLstm;

    @Widget(title = "LSTM units", description = "The number of hidden units of the LSTM layer.")
    @Effect(predicate = AddsLstm.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.HiddenUnits.class)
    int lstmUnits = 8;

    @Widget(
            title = "LSTM dropout",
            description = "The fraction of the LSTM layer's outputs that is randomly set to zero during training: 0 "
                    + "(disabled) or more, and less than 1. The authors of LSTM-FCN use 0.8.")
    @Effect(predicate = AddsLstm.class, type = EffectType.SHOW)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double lstmDropout = 0.8;

    /** The designs; the names are saved in settings and never change. */
    enum Design {
        @Label(value = "FCN", description = "Convolutions one after another. The fastest.")
        FCN(TemporalConvolutional.Design.FCN, 128, 3, 8),
        @Label(
                value = "ResNet",
                description = "Blocks of three convolutions with shortcuts around them, so that deep networks learn.")
        RESNET(TemporalConvolutional.Design.RESNET, 64, 3, 8),
        @Label(
                value = "Inception",
                description = "Modules of convolutions of several lengths side by side. Usually the most accurate.")
        INCEPTION(TemporalConvolutional.Design.INCEPTION, 32, 6, 40);

        private final TemporalConvolutional.Design design;
        private final int filters;
        private final int depth;
        private final int kernelSize;

        Design(TemporalConvolutional.Design design, int filters, int depth, int kernelSize) {
            this.design = design;
            this.filters = filters;
            this.depth = depth;
            this.kernelSize = kernelSize;
        }
    }

    static final class DesignReference implements ParameterReference<Design> {}

    static final class AddsLstm implements BooleanReference {}

    /** Sets a number to that of a newly selected design. */
    private abstract static class OfDesign implements StateProvider<Integer> {
        private final ToIntFunction<Design> number;
        private Supplier<Design> design;

        OfDesign(ToIntFunction<Design> number) {
            this.number = number;
        }

        @Override
        public void init(StateProviderInitializer initializer) {
            design = initializer.computeFromValueSupplier(DesignReference.class);
        }

        @Override
        public Integer computeState(NodeParametersInput input) {
            return number.applyAsInt(design.get());
        }
    }

    static final class FiltersOfDesign extends OfDesign {
        FiltersOfDesign() {
            super(design -> design.filters);
        }
    }

    static final class DepthOfDesign extends OfDesign {
        DepthOfDesign() {
            super(design -> design.depth);
        }
    }

    static final class KernelSizeOfDesign extends OfDesign {
        KernelSizeOfDesign() {
            super(design -> design.kernelSize);
        }
    }

    /** Returns the encoder. */
    Encoder encoder() {
        var convolutional =
                new TemporalConvolutional(design.design, filters, depth, kernelSize, dilationGrowth, dropout);
        return addLstm
                ? new Composition(new Recurrent(Cell.LSTM, 1, lstmUnits, lstmDropout, 1), convolutional)
                : convolutional;
    }
}
