package org.seqnet.engine.options;

import java.io.Serializable;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;
import org.seqnet.engine.SeqNetException;

/**
 * Which layers of a network learn, and how fast those below the head do.
 *
 * <p>Frozen layers compute as in prediction, without dropout and with the moving averages of batch normalization, and
 * stay as they are to the bit. The steps of the other layers below the head are {@code encoderRate} times as long as
 * they would be by the learning rate; those of the head are as long as the learning rate says.
 *
 * @param frozen how many layers do not learn, counted from the input and an embedding included; more than there are
 *     below the head stand for all of these
 * @param encoderRate the factor of the learning rate for layers below the head, more than 0 to {@value #LARGEST_RATE}
 */
public record LearnedLayers(int frozen, double encoderRate) implements Serializable {
    /** The largest factor of the learning rate. */
    public static final double LARGEST_RATE = 10;
    /** All layers learn alike. */
    public static final LearnedLayers ALL = new LearnedLayers(0, 1);
    /** The head learns alone. */
    public static final LearnedLayers HEAD = new LearnedLayers(Integer.MAX_VALUE, 1);

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public LearnedLayers {
        if (frozen < 0) {
            throw new SeqNetException("Frozen layers: %d is negative. Use 0 or more.".formatted(frozen));
        }
        if (!(encoderRate > 0 && encoderRate <= LARGEST_RATE)) {
            var number = new DecimalFormat("0.######", DecimalFormatSymbols.getInstance(Locale.ROOT));
            throw new SeqNetException("Learning rate factor: %s is not greater than 0 and at most %s."
                    .formatted(
                            Double.isNaN(encoderRate) ? "NaN" : number.format(encoderRate),
                            number.format(LARGEST_RATE)));
        }
    }

    /**
     * Returns the same for a network with so many layers below its head: {@link #HEAD} if all of them are frozen.
     *
     * @throws SeqNetException if more layers are to be frozen than there are
     */
    public LearnedLayers of(int layersBelowHead) {
        if (frozen > layersBelowHead && trainsEncoder()) {
            throw new SeqNetException("Frozen layers: the network has %d layer%s below the output layer, not %,d."
                    .formatted(layersBelowHead, layersBelowHead == 1 ? "" : "s", frozen));
        }
        return frozen >= layersBelowHead ? HEAD : this;
    }

    /** Says whether any layer below the head learns, unless there are fewer layers than are frozen. */
    public boolean trainsEncoder() {
        return frozen != HEAD.frozen;
    }

    /** Says whether layers learn differently, be it but that only some below the head are frozen. */
    public boolean areUneven() {
        return trainsEncoder() && !equals(ALL);
    }
}
