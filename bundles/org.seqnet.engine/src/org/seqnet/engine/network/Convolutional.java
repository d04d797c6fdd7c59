package org.seqnet.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceFacts;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Convolution blocks and a dense layer with ReLU, on sequences that are images ({@link ImageShape}).
 *
 * @param channels the values of a pixel, 1 to {@value #MOST_CHANNELS}
 * @param blocks the convolution blocks, 1 to {@value #MOST_BLOCKS}
 * @param denseUnits the units of the dense layer, 1 to {@value #MOST_DENSE_UNITS}
 * @param denseDropout the share of its activations that training drops, 0 (none) to below 1
 */
public record Convolutional(int channels, List<ConvolutionBlock> blocks, int denseUnits, double denseDropout)
        implements Encoder {
    /** The most values of a pixel. */
    public static final int MOST_CHANNELS = 1024;
    /** The most convolution blocks that one network has. */
    public static final int MOST_BLOCKS = 8;
    /** The most units of the dense layer. */
    public static final int MOST_DENSE_UNITS = 8192;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public Convolutional {
        Ranges.requireCount("Channels", channels, MOST_CHANNELS);
        blocks = List.copyOf(blocks);
        Ranges.requireCount("Convolution blocks", blocks.size(), MOST_BLOCKS);
        Ranges.requireCount("Dense layer units", denseUnits, MOST_DENSE_UNITS);
        Ranges.requireShare("Dense layer dropout", denseDropout);
    }

    /**
     * Returns the small classical network for grey images of 28 x 28: 32 and 64 filters of 3 x 3, each pooled 2 x 2,
     * and 128 dense units.
     */
    public static Convolutional reference() {
        return new Convolutional(
                1,
                List.of(new ConvolutionBlock(32, 3, 1, 2, false, 0.1), new ConvolutionBlock(64, 3, 1, 2, false, 0.1)),
                128,
                0.4);
    }

    @Override
    public <T> T fold(
            Function<Recurrent, T> recurrent,
            Function<Convolutional, T> convolutional,
            Function<TemporalConvolutional, T> temporal,
            Function<Composition, T> composition,
            Function<Rocket, T> rocket) {
        return convolutional.apply(this);
    }

    /** Returns how it reads images: of two axes, rows x all values of a row, or of three, rows x columns x channels. */
    @Override
    public InputForm inputForm() {
        return new InputForm(channels);
    }

    /** Returns this encoder with the channels of images of three axes; those of two axes do not tell. */
    @Override
    public Convolutional reading(Shape tensors) {
        return tensors.rank() == 3 ? new Convolutional(tensors.size(2), blocks, denseUnits, denseDropout) : this;
    }

    @Override
    public Convolutional withChannels(int images) {
        if (channels != 1 && channels != images) {
            throw new SeqNetException("Channels: set to %d, but the images have %s. Set it to %d."
                    .formatted(channels, counted(images, "channel"), images));
        }
        return new Convolutional(images, blocks, denseUnits, denseDropout);
    }

    /** Returns the size that all images have: its layers are built for one. */
    @Override
    public SequenceShape inputShape(SequenceFacts training) {
        return training.shape();
    }

    @Override
    public int scales(SequenceShape sequences) {
        return sequences.features() % channels == 0 ? channels : sequences.features();
    }

    /**
     * Returns what each block reads, and last what the dense layer reads.
     *
     * @throws SeqNetException if sequences of this shape are no such images, or too small or too large for the blocks
     */
    public List<ImageShape> images(SequenceShape input) {
        var images = new ArrayList<ImageShape>();
        images.add(ImageShape.of(input, channels));
        for (var block : blocks) {
            var image = images.get(images.size() - 1);
            requireRoom(images.size(), image, block.convolved(image));
            var output = block.output(image);
            if (output.height() < 1 || output.width() < 1) {
                throw new SeqNetException(
                        "Convolution block %d: its input images of %s are too small for %d x %d pooling%s."
                                .formatted(
                                        images.size(),
                                        image,
                                        block.pooling(),
                                        block.pooling(),
                                        block.stride() == 1 ? "" : " with stride " + block.stride()));
            }
            images.add(output);
        }
        return List.copyOf(images);
    }

    private static void requireRoom(int block, ImageShape image, ImageShape convolved) {
        if ((long) convolved.height() * convolved.width() * convolved.channels() > Tensor.MAX_ELEMENTS) {
            throw new SeqNetException(("Convolution block %d: its output images of %s for input images of %s exceed "
                            + "the maximum of 2^31 - 9 values. Use fewer filters, a larger stride or smaller images.")
                    .formatted(block, convolved, image));
        }
    }

    @Override
    public List<LayerSummary> layers(SequenceShape input) {
        var images = images(input);
        var summaries = new ArrayList<LayerSummary>();
        for (int i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            summaries.add(new LayerSummary(
                    "convolution" + (i + 1),
                    block.kind(),
                    images.get(i).values(),
                    images.get(i + 1).values(),
                    block.parameterCount(images.get(i))));
        }
        int features = images.get(blocks.size()).values();
        summaries.add(new LayerSummary("dense", "dense, ReLU", features, denseUnits, denseUnits * (features + 1L)));
        return List.copyOf(summaries);
    }

    @Override
    public List<ParameterBlock> parameters(SequenceShape input) {
        var images = images(input);
        var all = new ArrayList<ParameterBlock>();
        for (int i = 0; i < blocks.size(); i++) {
            all.addAll(blocks.get(i).parameters(images.get(i)));
        }
        all.add(ParameterBlock.weights((long) images.get(blocks.size()).values() * denseUnits));
        all.add(ParameterBlock.biases(denseUnits));
        return List.copyOf(all);
    }

    @Override
    public int outputs() {
        return denseUnits;
    }

    /** Checks that no moving variance is negative. */
    @Override
    public void check(float[] parameters, SequenceShape input) {
        var images = images(input);
        int end = 0;
        for (int i = 0; i < blocks.size(); i++) {
            var block = blocks.get(i);
            end += block.parameterCount(images.get(i));
            for (int k = end - block.filters(); block.batchNormalization() && k < end; k++) {
                if (parameters[k] < 0) {
                    throw new SeqNetException(String.format(
                            Locale.ROOT,
                            "Parameter %,d of the network is %s, but it is a moving variance of convolution "
                                    + "block %d and must not be negative.",
                            k,
                            parameters[k],
                            i + 1));
                }
            }
        }
    }

    @Override
    public long operations(SequenceShape input) {
        var images = images(input);
        long products = 0;
        for (int i = 0; i < blocks.size(); i++) {
            long values = blocks.get(i).convolved(images.get(i)).values();
            products = Math.addExact(products, values * blocks.get(i).window(images.get(i)));
        }
        long dense = (long) denseUnits * images.get(blocks.size()).values();
        return Math.multiplyExact(2, Math.addExact(products, dense));
    }

    @Override
    public boolean drops() {
        return denseDropout > 0 || blocks.stream().anyMatch(block -> block.dropout() > 0);
    }

    @Override
    public Convolutional undropped() {
        return new Convolutional(
                channels, blocks.stream().map(ConvolutionBlock::undropped).toList(), denseUnits, 0);
    }

    /** Returns blocks of other numbers of filters and a dense layer of another size, which alone drops otherwise. */
    @Override
    public Convolutional varied(double size, OptionalDouble dropout) {
        return new Convolutional(
                channels,
                blocks.stream().map(block -> block.varied(size)).toList(),
                Ranges.scaled(denseUnits, size, MOST_DENSE_UNITS),
                dropout.orElse(denseDropout));
    }

    @Override
    public List<String> parts() {
        var parts = new ArrayList<String>();
        parts.add("a CNN of " + counted(blocks.size(), "convolution block") + " for images of "
                + counted(channels, "channel"));
        for (var block : blocks) {
            parts.add("a CNN whose convolution block %d has %s: %s"
                    .formatted(parts.size(), counted(block.filters(), "filter"), block.kind()));
        }
        parts.add("a CNN of " + counted(denseUnits, "dense unit"));
        return List.copyOf(parts);
    }

    private static String counted(int count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    @Override
    public String title() {
        var filters = blocks.stream().map(ConvolutionBlock::title).collect(Collectors.joining(", "));
        return "CNN, filters " + filters + ", " + counted(denseUnits, "dense unit");
    }
}
