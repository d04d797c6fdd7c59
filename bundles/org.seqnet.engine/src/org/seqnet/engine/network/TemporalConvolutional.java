package org.seqnet.engine.network;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Convolutions over time with batch normalization and ReLU, and the mean of each channel over a sequence's own time
 * steps. Beyond a sequence's ends they see zeros, so that sequences may be shorter than the kernels.
 *
 * <p>Source: Wang, Yan and Oates, 2017, arXiv:1611.06455; Ismail Fawaz et al., 2020, arXiv:1909.04939.
 *
 * @param design how the convolutions are arranged
 * @param filters the filters of the first convolutions
 * @param depth the number of convolutions, residual blocks or Inception modules
 * @param kernelSize the time steps that the longest filters see at once
 * @param dilationGrowth what the dilation is multiplied by from one of them to the next; 1 for no dilation
 * @param dropout the share of values that training drops before the output, 0 (none) to below 1
 */
public record TemporalConvolutional(
        Design design, int filters, int depth, int kernelSize, int dilationGrowth, double dropout) implements Encoder {
    /** The most filters of the first convolutions. */
    public static final int MOST_FILTERS = 1024;
    /** The most convolutions, residual blocks or modules. */
    public static final int MOST_DEPTH = 32;
    /** The most time steps that a filter sees at once. */
    public static final int LARGEST_KERNEL = 1024;
    /** The largest growth of the dilation. */
    public static final int LARGEST_DILATION_GROWTH = 8;
    /** The largest dilation. */
    public static final int LARGEST_DILATION = 65_536;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public TemporalConvolutional {
        Objects.requireNonNull(design, "design");
        Ranges.requireCount("Filters", filters, MOST_FILTERS);
        Ranges.requireCount("Depth", depth, MOST_DEPTH);
        Ranges.requireCount("Kernel size", kernelSize, LARGEST_KERNEL);
        Ranges.requireCount("Dilation growth", dilationGrowth, LARGEST_DILATION_GROWTH);
        Ranges.requireShare("Dropout", dropout);
        double largest = Math.pow(dilationGrowth, depth - 1);
        if (largest > LARGEST_DILATION) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "Dilation growth: %d at a depth of %d makes a dilation of more than %,d. Use a smaller growth or "
                            + "depth.",
                    dilationGrowth,
                    depth,
                    LARGEST_DILATION));
        }
    }

    /** The designs that there are. */
    public enum Design {
        /** Convolutions one after another, of every second twice the filters (Wang, Yan and Oates, 2017). */
        FCN("FCN", "convolution"),
        /** Residual blocks of three convolutions; all but the first block have twice the filters (the same paper). */
        RESNET("ResNet", "residual block"),
        /**
         * Modules of four groups of filters: three on a bottleneck with kernels of which each is half as long as the
         * one before, and one on the largest value of three steps; past every three modules leads a residual shortcut
         * (Ismail Fawaz et al., 2020).
         */
        INCEPTION("Inception", "module");

        private final String title;
        private final String block;

        Design(String title, String block) {
            this.title = title;
            this.block = block;
        }

        /** Returns its name, such as {@code ResNet}. */
        public String title() {
            return title;
        }
    }

    /** Returns the operations that it takes sequences of this many features through. */
    public TemporalGraph graph(int features) {
        return TemporalDesigns.of(this, features);
    }

    @Override
    public <T> T fold(
            Function<Recurrent, T> recurrent,
            Function<Convolutional, T> convolutional,
            Function<TemporalConvolutional, T> temporal,
            Function<Composition, T> composition,
            Function<Rocket, T> rocket) {
        return temporal.apply(this);
    }

    @Override
    public InputForm inputForm() {
        return InputForm.SEQUENCES;
    }

    @Override
    public List<LayerSummary> layers(SequenceShape input) {
        return graph(input.features()).blocks().stream()
                .map(TemporalGraph.Block::summary)
                .toList();
    }

    @Override
    public List<ParameterBlock> parameters(SequenceShape input) {
        return graph(input.features()).parameters();
    }

    @Override
    public int outputs() {
        return TemporalDesigns.outputs(this);
    }

    /** Checks that no moving variance is negative. */
    @Override
    public void check(float[] parameters, SequenceShape input) {
        check(parameters, 0, input);
    }

    /** Checks its own parameters, which stand from {@code first} on. */
    void check(float[] parameters, int first, SequenceShape input) {
        int at = first;
        for (var block : graph(input.features()).blocks()) {
            for (var operation : block.operations()) {
                int end = Math.toIntExact(at + ParameterBlock.count(operation.parameters()));
                int variances =
                        operation.fold(convolution -> 0, pooling -> 0, TemporalOperation.Normalization::channels);
                for (int k = end - variances; k < end; k++) {
                    if (parameters[k] < 0) {
                        throw new SeqNetException(String.format(
                                Locale.ROOT,
                                "Parameter %,d of the network is %s, but it is a moving variance of %s and must not be "
                                        + "negative.",
                                k,
                                parameters[k],
                                block.title()));
                    }
                }
                at = end;
            }
        }
    }

    @Override
    public long operations(SequenceShape input) {
        return Math.multiplyExact(2 * graph(input.features()).products(), input.timeSteps());
    }

    @Override
    public boolean drops() {
        return dropout > 0;
    }

    @Override
    public TemporalConvolutional undropped() {
        return new TemporalConvolutional(design, filters, depth, kernelSize, dilationGrowth, 0);
    }

    @Override
    public TemporalConvolutional varied(double size, OptionalDouble otherDropout) {
        return new TemporalConvolutional(
                design,
                Ranges.scaled(filters, size, MOST_FILTERS),
                depth,
                kernelSize,
                dilationGrowth,
                otherDropout.orElse(dropout));
    }

    @Override
    public List<String> parts() {
        return List.of(title());
    }

    @Override
    public String title() {
        return "%s, %d %s%s of %d filter%s, kernel size %d%s"
                .formatted(
                        design.title(),
                        depth,
                        design.block,
                        depth == 1 ? "" : "s",
                        filters,
                        filters == 1 ? "" : "s",
                        kernelSize,
                        dilationGrowth == 1 ? "" : ", dilation growth " + dilationGrowth);
    }
}
