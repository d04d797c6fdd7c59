package org.seqnet.onednn;

/** Plain arithmetic of bfloat16: eight bits of exponent, as a float has, and seven of fraction. */
final class Bfloat16 {
    private Bfloat16() {}

    /** Returns the nearest value of bfloat16, of two the one with an even last bit; zero for a subnormal one. */
    static float rounded(float value) {
        if (Float.isNaN(value)) {
            return value;
        }
        if (Math.abs(value) < Float.MIN_NORMAL) {
            return Math.copySign(0f, value);
        }
        int bits = Float.floatToRawIntBits(value);
        int last = bits >>> 16 & 1;
        return Float.intBitsToFloat(bits + 0x7fff + last & 0xffff0000);
    }
}
