package org.seqnet.spark.app;

import java.util.Map;
import java.util.Objects;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import picocli.CommandLine.Option;

/** How a network of convolutions over time is built. */
final class TemporalArguments {
    private static final double USUAL_LSTM_DROPOUT = 0.8;

    @Option(
            names = "--filters",
            paramLabel = "N",
            description = "Filters of the first convolutions, 1 to " + TemporalConvolutional.MOST_FILTERS
                    + ". Default: 128 (fcn), 64 (resnet), 32 (inception).")
    private Integer filters;

    @Option(
            names = "--depth",
            paramLabel = "N",
            description = "Convolutions (fcn), residual blocks (resnet) or modules (inception), 1 to "
                    + TemporalConvolutional.MOST_DEPTH + ". Default: 3 (fcn, resnet), 6 (inception).")
    private Integer depth;

    @Option(
            names = "--kernel-size",
            paramLabel = "N",
            description = "Time steps that the longest filters cover, 1 to " + TemporalConvolutional.LARGEST_KERNEL
                    + ". Default: 8 (fcn, resnet), 40 (inception).")
    private Integer kernelSize;

    @Option(
            names = "--dilation-growth",
            paramLabel = "N",
            description = "The factor by which gaps between time steps grow with the depth, 1 (no dilation) to "
                    + TemporalConvolutional.LARGEST_DILATION_GROWTH + ". Default: 1.")
    private Integer dilationGrowth;

    @Option(
            names = "--lstm-units",
            paramLabel = "N",
            description = "Adds an LSTM layer of so many units beside the convolutions, 0 (none) to "
                    + Recurrent.MOST_HIDDEN_UNITS + ". Default: 0. LSTM-FCN has 8.")
    private Integer lstmUnits;

    @Option(
            names = "--lstm-dropout",
            paramLabel = "X",
            description = "The fraction of this layer's outputs that training drops, at least 0, less than 1. Default: "
                    + USUAL_LSTM_DROPOUT + ".")
    private Double lstmDropout;

    /**
     * Returns the encoder; what is not set is as the authors of the design have it.
     *
     * @throws WrongArgument if a value is outside its range
     */
    Encoder encoder(NetworkType type, double dropout) {
        var convolutional =
                switch (type) {
                    case FCN -> convolutional(Design.FCN, 128, 3, 8, dropout);
                    case RESNET -> convolutional(Design.RESNET, 64, 3, 8, dropout);
                    default -> convolutional(Design.INCEPTION, 32, 6, 40, dropout);
                };
        if (lstmUnits == null || lstmUnits == 0) {
            if (lstmDropout != null) {
                throw new WrongArgument("--lstm-dropout: there is no LSTM layer. Add one with --lstm-units.");
            }
            return convolutional;
        }
        var lstm = WrongArgument.naming(
                Map.of("Hidden units", "--lstm-units", "Dropout", "--lstm-dropout"),
                () -> new Recurrent(
                        Cell.LSTM, 1, lstmUnits, Objects.requireNonNullElse(lstmDropout, USUAL_LSTM_DROPOUT), 1));
        return new Composition(lstm, convolutional);
    }

    private TemporalConvolutional convolutional(
            Design design, int usualFilters, int usualDepth, int usualKernel, double dropout) {
        return WrongArgument.naming(
                Map.of(
                        "Filters", "--filters",
                        "Depth", "--depth",
                        "Kernel size", "--kernel-size",
                        "Dilation growth", "--dilation-growth",
                        "Dropout", "--dropout"),
                () -> new TemporalConvolutional(
                        design,
                        Objects.requireNonNullElse(filters, usualFilters),
                        Objects.requireNonNullElse(depth, usualDepth),
                        Objects.requireNonNullElse(kernelSize, usualKernel),
                        Objects.requireNonNullElse(dilationGrowth, 1),
                        dropout));
    }
}
