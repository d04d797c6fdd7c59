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

        /** How the image shrinks. */
        @HorizontalLayout
        @After(Filters.class)
        interface Size {}

        /** What helps learning, one below the other: the name of the first is too long for half a row. */
        @After(Size.class)
        interface Learning {}
    }

    @Widget(
            title = "Filters",
            description = "How many patterns the block looks for; the image that it gives has a channel for each.")
    @Layout(Rows.Filters.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Filters.class)
    int filters;

    @Widget(
            title = "Kernel size",
            description = "How many rows and columns a filter sees at once; an odd number, mostly 3 or 5. Beyond the "
                    + "image's edge it sees zeros.")
    @Layout(Rows.Filters.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.KernelSize.class)
    int kernelSize;

    @Widget(
            title = "Stride",
            description = "By how many pixels a filter moves on. 1 keeps the image's size, 2 halves it and is faster.")
    @Layout(Rows.Size.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Step.class)
    int stride;

    @Widget(
            title = "Pooling",
            description = "Of how many rows and columns the largest value is kept: 2 halves the image, 1 is off.")
    @Layout(Rows.Size.class)
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Step.class)
    int pooling;

    @Widget(
            title = "Batch normalization",
            description = "Whether each filter's sums are brought to a mean and a spread that are learned, over all"
                    + " images of a mini-batch, before what is below 0 is cut off. Deep networks learn faster with it and"
                    + " bear a higher learning rate; an epoch takes longer. Predictions go by averages over the latest"
                    + " mini-batches, so training should have some tens of them.")
    @Layout(Rows.Learning.class)
    boolean batchNormalization;

    @Widget(
            title = "Dropout",
            description = "The share of the block's values that training sets to zero at random, from 0 (off) to below "
                    + "1, against learning by heart.")
    @Layout(Rows.Learning.class)
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double dropout;

    /** Makes what the dialog adds: another one like the last of the reference network. */
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
