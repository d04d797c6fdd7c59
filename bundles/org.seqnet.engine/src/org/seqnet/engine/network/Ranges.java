package org.seqnet.engine.network;

import org.seqnet.engine.SeqNetException;

/** The ranges that settings of architectures have; what is outside is refused by the setting's name. */
final class Ranges {
    private Ranges() {}

    /** @throws SeqNetException if a number is not between 1 and {@code most} */
    static void requireCount(String setting, int value, int most) {
        if (value < 1 || value > most) {
            throw new SeqNetException(setting + ": " + value + " is not between 1 and " + most + ".");
        }
    }

    /** Returns a count multiplied by a factor, as near as the range from 1 to {@code most} allows. */
    static int scaled(int count, double factor, int most) {
        return (int) Math.max(1, Math.min(most, Math.round(count * factor)));
    }

    /** @throws SeqNetException if a share to drop is not at least 0 and below 1 */
    static void requireShare(String setting, double value) {
        if (!(value >= 0 && value < 1)) {
            throw new SeqNetException(setting + ": " + value + " is not at least 0 and below 1.");
        }
    }
}
