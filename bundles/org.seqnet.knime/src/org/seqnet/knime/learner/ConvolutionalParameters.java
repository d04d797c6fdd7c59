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
            "What the image goes through, from top to bottom. Two or three blocks, each with more filters than the one "
                    + "before and pooling of 2, suit small images.";

    @Widget(
            title = "Channels",
            description =
                    "The number of color channels per pixel, side by side in its row: 1 for gray images, 3 for color"
                            + " images. Leave 1 for images from the Sequence Reshaper and for three-dimensional tensors,"
                            + " whose column already states it.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.Channels.class)
    int channels = REFERENCE.channels();

    /** Stands above the blocks: KNIME shows neither title nor description of a list. */
    @TextMessage(BlocksMessage.class)
    Void blocksMessage;

    @Widget(title = BLOCKS, description = BLOCKS_STORY)
    @ValueReference(Blocks.class)
    @ArrayWidget(addButtonText = "Add block", elementTitle = "Block", showSortButtons = true)
    ConvolutionBlockParameters[] blocks =
            REFERENCE.blocks().stream().map(ConvolutionBlockParameters::of).toArray(ConvolutionBlockParameters[]::new);

    @Widget(
            title = "Dense units",
            description = "The size of the layer behind the blocks, which sees all values of the last block at once. "
                    + "It holds most of the network's weights.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class, maxValidation = Limits.DenseUnits.class)
    int denseUnits = REFERENCE.denseUnits();

    @Widget(
            title = "Dense dropout",
            description = "The share of that layer's outputs that training sets to zero at random, from 0 (off) to "
                    + "below 1. Raise it if the network does much better on the training data than on other data.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Limits.Dropout.class)
    double denseDropout = REFERENCE.denseDropout();

    /** Refers to the blocks. */
    static final class Blocks implements ParameterReference<ConvolutionBlockParameters[]> {}

    /** Says what the blocks are, and that one is needed. */
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
                                    "No convolution block is left",
                                    "A convolutional network needs at least one. Add a block.",
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
