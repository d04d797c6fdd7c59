package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.layout.After;
import org.knime.node.parameters.layout.HorizontalLayout;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;

/** One block of a convolutional network. The names of the fields are settings keys and never change. */
public final class ConvolutionBlockParameters implements NodeParameters {
    /** The rows of the block's card. Two in a row have 150 pixels each in a narrow dialog, enough for numbers. */
    interface Rows {
        /** What the filters are. */
        @HorizontalLayout
        interface Filters {}

        /** How the image is reduced. */
        @HorizontalLayout
        @After(Filters.class)
        interface Size {}

        /** What improves training, one below the other: the name of the first is too long for half a row. */
        @After(Size.class)
        interface Learning {}
    }

    @Widget(
            title = "Filters",
            description =
                    "The number of filters (output channels) of the convolution. Each filter detects one " + "pattern.")
    @Layout(Rows.Filters.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Filters.class)
    int filters;

    @Widget(
            title = "Kernel size",
            description = "The width and height of the filters in pixels, an odd number, usually 3 or 5. The image "
                    + "is padded with zeros at its edges.")
    @Layout(Rows.Filters.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.KernelSize.class)
    int kernelSize;

    @Widget(
            title = "Stride",
            description = "The step size of the filter in pixels. 1 keeps the image size, 2 halves it and is faster.")
    @Layout(Rows.Size.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Step.class)
    int stride;

    @Widget(
            title = "Pooling size",
            description = "The size of the max-pooling window: 2 halves the width and height, 1 disables pooling.")
    @Layout(Rows.Size.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Step.class)
    int pooling;

    @Widget(
            title = "Batch normalization",
            description = "If checked, the outputs of the convolution are normalized per mini-batch before the "
                    + "activation function. Deep networks then train faster and tolerate higher learning rates, "
                    + "but each epoch takes longer. Predictions use moving averages of the statistics, so training "
                    + "should have at least several tens of mini-batches.")
    @Layout(Rows.Learning.class)
    boolean batchNormalization;

    @Widget(
            title = "Dropout",
            description = "The fraction of the block's outputs that is randomly set to zero during training, which "
                    + "reduces overfitting: 0 (disabled) or more, and less than 1.")
    @Layout(Rows.Learning.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    /** Makes the block that the dialog adds: one like the last of the reference network. */
    ConvolutionBlockParameters() {
        var blocks = Convolutional.reference().blocks();
        set(blocks.get(blocks.size() - 1));
    }

    static ConvolutionBlockParameters of(ConvolutionBlock block) {
        var parameters = new ConvolutionBlockParameters();
        parameters.set(block);
        return parameters;
    }

    private void set(ConvolutionBlock block) {
        filters = block.filters();
        kernelSize = block.kernelSize();
        stride = block.stride();
        pooling = block.pooling();
        batchNormalization = block.batchNormalization();
        dropout = block.dropout();
    }

    /**
     * Returns the block.
     *
     * @param number what messages call it, counted from 1
     */
    ConvolutionBlock block(int number) {
        try {
            return new ConvolutionBlock(filters, kernelSize, stride, pooling, batchNormalization, dropout);
        } catch (SeqNetException e) {
            throw new SeqNetException("Convolution block " + number + ", " + e.getMessage(), e);
        }
    }
}
