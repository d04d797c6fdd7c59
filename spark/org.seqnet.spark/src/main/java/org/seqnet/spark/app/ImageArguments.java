package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How a network of convolutions over images is built. */
final class ImageArguments {
    private static final Convolutional REFERENCE = Convolutional.reference();

    @Option(
            names = "--channels",
            paramLabel = "N",
            description = "Values per pixel, 1 (grayscale) to " + Convolutional.MOST_CHANNELS + ". Default: 1.")
    private Integer channels;

    @Option(
            names = "--block",
            paramLabel = "NAME=VALUE,...",
            converter = Block.class,
            description = "A convolution block; repeat the option for up to " + Convolutional.MOST_BLOCKS
                    + " blocks. filters: 1 to " + ConvolutionBlock.MOST_FILTERS + "; kernel: odd, 1 to "
                    + ConvolutionBlock.LARGEST_KERNEL + "; stride and pooling: 1 to " + ConvolutionBlock.LARGEST_STEP
                    + "; normalization: true or false; dropout: at least 0, less than 1. What is left out is "
                    + "filters=64,kernel=3,stride=1,pooling=2,normalization=false,dropout=0.1. Default: two such "
                    + "blocks, the first with filters=32.")
    private List<ConvolutionBlock> blocks;

    @Option(
            names = "--dense-units",
            paramLabel = "N",
            description = "Units of the dense layer after the blocks, 1 to " + Convolutional.MOST_DENSE_UNITS
                    + ". Default: 128.")
    private Integer denseUnits;

    @Option(
            names = "--dense-dropout",
            paramLabel = "X",
            description = "The fraction of this layer's outputs that training drops, at least 0, less than 1. "
                    + "Default: 0.4.")
    private Double denseDropout;

    /** Reads a block such as {@code filters=32,kernel=5}. */
    static final class Block implements ITypeConverter<ConvolutionBlock> {
        @Override
        public ConvolutionBlock convert(String text) {
            var block = REFERENCE.blocks().get(1);
            for (var setting : text.split(",", -1)) {
                block = with(block, setting);
            }
            return block;
        }

        private static ConvolutionBlock with(ConvolutionBlock block, String setting) {
            int equals = setting.indexOf('=');
            var name = setting.substring(0, Math.max(0, equals)).strip();
            var value = setting.substring(equals + 1).strip();
            int filters = block.filters();
            int kernel = block.kernelSize();
            int stride = block.stride();
            int pooling = block.pooling();
            boolean normalization = block.batchNormalization();
            double dropout = block.dropout();
            try {
                switch (name) {
                    case "filters" -> filters = Integer.parseInt(value);
                    case "kernel" -> kernel = Integer.parseInt(value);
                    case "stride" -> stride = Integer.parseInt(value);
                    case "pooling" -> pooling = Integer.parseInt(value);
                    case "normalization" -> normalization = isTrue(value);
                    case "dropout" -> dropout = Double.parseDouble(value);
                    default -> throw new TypeConversionException("'" + setting + "' is not a setting of a block with "
                            + "its value, such as filters=32; there are filters, kernel, stride, pooling, "
                            + "normalization and dropout");
                }
                return new ConvolutionBlock(filters, kernel, stride, pooling, normalization, dropout);
            } catch (NumberFormatException e) {
                throw new TypeConversionException("%s: '%s' is not a number".formatted(name, value));
            } catch (SeqNetException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }

        private static boolean isTrue(String value) {
            if (!value.equals("true") && !value.equals("false")) {
                throw new TypeConversionException("normalization: '%s' is not true or false".formatted(value));
            }
            return value.equals("true");
        }
    }

    /**
     * Returns the encoder.
     *
     * @throws WrongArgument if a value is outside its range
     */
    Convolutional encoder() {
        return WrongArgument.naming(
                Map.of(
                        "Channels", "--channels",
                        "Convolution blocks", "--block",
                        "Dense layer units", "--dense-units",
                        "Dense layer dropout", "--dense-dropout"),
                () -> new Convolutional(
                        Objects.requireNonNullElse(channels, REFERENCE.channels()),
                        Objects.requireNonNullElse(blocks, REFERENCE.blocks()),
                        Objects.requireNonNullElse(denseUnits, REFERENCE.denseUnits()),
                        Objects.requireNonNullElse(denseDropout, REFERENCE.denseDropout())));
    }
}
