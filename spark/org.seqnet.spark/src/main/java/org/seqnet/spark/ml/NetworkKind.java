package org.seqnet.spark.ml;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;

/** The types of networks that are trained. */
enum NetworkKind {
    LSTM,
    GRU,
    RNN,
    CNN,
    FCN,
    RESNET,
    INCEPTION;

    private static final int FCN_KERNEL = 8;
    private static final int INCEPTION_KERNEL = 40;

    /** Returns the names of all, as the parameter has them. */
    static List<String> names() {
        return Arrays.stream(values())
                .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    static NetworkKind of(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /**
     * Returns what reads the sequences.
     *
     * @param layers stacked layers, residual blocks or modules
     * @param units units of a layer, or filters of the first convolutions
     * @throws org.seqnet.engine.SeqNetException if a number is outside its range
     */
    Encoder encoder(int layers, int units, double dropout) {
        return switch (this) {
            case LSTM -> new Recurrent(Cell.LSTM, layers, units, dropout, 1);
            case GRU -> new Recurrent(Cell.GRU, layers, units, dropout, 0);
            case RNN -> new Recurrent(Cell.RNN_TANH, layers, units, dropout, 0);
            case CNN -> Convolutional.reference();
            case FCN -> new TemporalConvolutional(Design.FCN, units, layers, FCN_KERNEL, 1, dropout);
            case RESNET -> new TemporalConvolutional(Design.RESNET, units, layers, FCN_KERNEL, 1, dropout);
            case INCEPTION -> new TemporalConvolutional(Design.INCEPTION, units, layers, INCEPTION_KERNEL, 1, dropout);
        };
    }
}
