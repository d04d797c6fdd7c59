package org.seqnet.knime.learner;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.array.ArrayWidget;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.seqnet.engine.network.Convolutional;

/** How a convolutional network is built. The names of the fields are settings keys and never change. */
public final class ConvolutionalParameters implements NodeParameters {
    private static final Convolutional REFERENCE = Convolutional.reference();
    private static final String BLOCKS = "Convolution blocks";
    private static final String BLOCKS_STORY =
            "The convolution blocks, in the order in which they are applied. For small images, use two or three "
                    + "blocks, each with more filters than the previous one and a pooling size of 2.";

    @Widget(
            title = "Channels",
            description = "The number of color channels per pixel in two-dimensional input: 1 for grayscale, 3 for "
                    + "RGB. Keep 1 for images from the Sequence Reshaper and for three-dimensional tensors, which "
                    + "define their channels themselves.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Channels.class)
    int channels = REFERENCE.channels();

    /** Shown above the blocks: KNIME shows neither title nor description of a list. */
    @TextMessage(BlocksMessage.class)
    Void blocksMessage;

    @Widget(title = BLOCKS, description = BLOCKS_STORY)
    @ValueReference(Blocks.class)
    @ArrayWidget(addButtonText = "Add block", elementTitle = "Block", showSortButtons = true)
    ConvolutionBlockParameters[] blocks =
            REFERENCE.blocks().stream().map(ConvolutionBlockParameters::of).toArray(ConvolutionBlockParameters[]::new);

    @Widget(
            title = "Dense layer units",
            description = "The number of units in the fully connected layer after the convolution blocks. This "
                    + "layer usually has most of the network's weights.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.DenseUnits.class)
    int denseUnits = REFERENCE.denseUnits();

    @Widget(
            title = "Dense layer dropout",
            description = "The fraction of the dense layer's outputs that is randomly set to zero during training: "
                    + "0 (disabled) or more, and less than 1. Increase it if the network overfits.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double denseDropout = REFERENCE.denseDropout();

    /** Refers to the blocks. */
    static final class Blocks implements ParameterReference<ConvolutionBlockParameters[]> {}

    /** Explains the blocks, and requires one. */
    static final class BlocksMessage implements StateProvider<Optional<Message>> {
        private Supplier<ConvolutionBlockParameters[]> blocks;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            blocks = initializer.computeFromValueSupplier(Blocks.class);
        }

        @Override
        public Optional<Message> computeState(NodeParametersInput input) {
            return Optional.of(
                    blocks.get().length == 0
                            ? new Message(
                                    "No convolution block",
                                    "A convolutional network requires at least one convolution block.",
                                    MessageType.ERROR)
                            : new Message(BLOCKS, BLOCKS_STORY, MessageType.INFO));
        }
    }

    /** Returns the encoder. */
    Convolutional encoder() {
        int count = blocks == null ? 0 : blocks.length; // KNIME stores an array that is null from 5.9 on
        var built =
                IntStream.range(0, count).mapToObj(i -> blocks[i].block(i + 1)).toList();
        return new Convolutional(channels, built, denseUnits, denseDropout);
    }
}
