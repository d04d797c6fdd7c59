package org.seqnet.engine.network;

import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Convolutions over time with batch normalization and ReLU, and the mean of each channel over a sequence's own time
 * steps.
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

    /**
     * Checks the settings.
     *
     * @throws org.seqnet.engine.SeqNetException if one of them is outside its range
     */
    public TemporalConvolutional {
        Objects.requireNonNull(design, "design");
        Ranges.requireCount("Filters", filters, MOST_FILTERS);
        Ranges.requireCount("Depth", depth, MOST_DEPTH);
        Ranges.requireCount("Kernel size", kernelSize, LARGEST_KERNEL);
        Ranges.requireCount("Dilation growth", dilationGrowth, LARGEST_DILATION_GROWTH);
        Ranges.requireShare("Dropout", dropout);
    }

    /** The designs that there are. */
    public enum Design {
        /** Three convolutions one after another (Wang, Yan and Oates, 2017, arXiv:1611.06455). */
        FCN,
        /** Residual blocks of three convolutions each (the same paper). */
        RESNET,
        /** Modules of convolutions of several lengths side by side (Ismail Fawaz et al., 2020, arXiv:1909.04939). */
        INCEPTION
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
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ParameterBlock> parameters(SequenceShape input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int outputs() {
        throw new UnsupportedOperationException();
    }

    @Override
    public long operations(SequenceShape input) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean drops() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TemporalConvolutional undropped() {
        throw new UnsupportedOperationException();
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
        throw new UnsupportedOperationException();
    }

    @Override
    public String title() {
        throw new UnsupportedOperationException();
    }
}
