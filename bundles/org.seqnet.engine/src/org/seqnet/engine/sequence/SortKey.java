package org.seqnet.engine.sequence;

/**
 * Floats as whole numbers of the same order, in two halves of 16 bits: as {@code Arrays.sort} has it, -0 is before 0.
 */
final class SortKey {
    /** How many different halves there are. */
    static final int HALVES = 1 << Character.SIZE;

    private SortKey() {}

    private static int of(float value) {
        int bits = Float.floatToIntBits(value);
        return bits < 0 ? ~bits : bits | Integer.MIN_VALUE;
    }

    static char upper(float value) {
        return (char) (of(value) >>> Character.SIZE);
    }

    static char lower(float value) {
        return (char) of(value);
    }

    /** Returns the float with these halves. */
    static float value(char upper, char lower) {
        int key = upper << Character.SIZE | lower;
        return Float.intBitsToFloat(key < 0 ? key & Integer.MAX_VALUE : ~key);
    }
}
