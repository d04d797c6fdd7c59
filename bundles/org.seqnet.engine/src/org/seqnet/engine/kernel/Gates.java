package org.seqnet.engine.kernel;

/**
 * The arithmetic between two matrix products, as flat loops over {@code float[]} that the JIT compiler turns into vector
 * instructions. Each loop writes arrays that it does not read at other places: the compiler gives up otherwise.
 *
 * <p>A row of gates is I, F, O, G side by side, {@code units} each. F, O and G were computed from halved weights, since
 * sigmoid(z) = (1 + tanh(z / 2)) / 2: one tanh over the whole row serves all four.
 */
final class Gates {

    /*
     * tanh as the quotient of two polynomials on [-7.9, 7.9], outside of which it is 1 in single precision; largest
     * absolute error 1e-7. Coefficients: Eigen, Eigen/src/Core/MathFunctionsImpl.h (MPL 2.0).
     */
    private static final float LIMIT = 7.90531110763549805f;
    private static final float A1 = 4.89352455891786e-03f;
    private static final float A3 = 6.37261928875436e-04f;
    private static final float A5 = 1.48572235717979e-05f;
    private static final float A7 = 5.12229709037114e-08f;
    private static final float A9 = -8.60467152213735e-11f;
    private static final float A11 = 2.00018790482477e-13f;
    private static final float A13 = -2.76076847742355e-16f;
    private static final float B0 = 4.89352518554385e-03f;
    private static final float B2 = 2.26843463243900e-03f;
    private static final float B4 = 1.18534705686654e-04f;
    private static final float B6 = 1.19825839466702e-06f;

    private Gates() {}

    /** Replaces values [from, to) by their tanh. */
    static void tanh(float[] values, int from, int to) {
        for (int k = from; k < to; k++) {
            float x = Math.max(-LIMIT, Math.min(LIMIT, values[k]));
            float y = x * x;
            float p = ((((((A13 * y + A11) * y + A9) * y + A7) * y + A5) * y + A3) * y + A1) * x;
            float q = ((B6 * y + B4) * y + B2) * y + B0;
            values[k] = p / q;
        }
    }

    /** Writes tanh of {@code source} [from, to) to the same places of {@code target}. */
    static void tanh(float[] source, float[] target, int from, int to) {
        for (int k = from; k < to; k++) {
            float x = Math.max(-LIMIT, Math.min(LIMIT, source[k]));
            float y = x * x;
            float p = ((((((A13 * y + A11) * y + A9) * y + A7) * y + A5) * y + A3) * y + A1) * x;
            float q = ((B6 * y + B4) * y + B2) * y + B0;
            target[k] = p / q;
        }
    }

    /** c = f * previous c + g * i, for one row: gates from {@code gate}, states from {@code at}. */
    static void cell(float[] gates, int gate, float[] previous, float[] cell, int at, int units) {
        int f = gate + units;
        int g = gate + 3 * units;
        for (int k = 0; k < units; k++) {
            cell[at + k] = (0.5f + 0.5f * gates[f + k]) * previous[at + k] + (0.5f + 0.5f * gates[g + k]) * gates[gate + k];
        }
    }

    /** h = o * tanh(c), for one row. */
    static void output(float[] gates, int gate, float[] tanhCell, int at, float[] output, int outputAt, int units) {
        int o = gate + 2 * units;
        for (int k = 0; k < units; k++) {
            output[outputAt + k] = (0.5f + 0.5f * gates[o + k]) * tanhCell[at + k];
        }
    }

    /**
     * Back-propagates one row through output and cell: from dh = dL/dh(t) and dc = dL/dc(t) as it comes from step t + 1 to
     * the output gate's dz, and the whole dL/dc(t) in place of dc. dz of F, O and G is with respect to the halved z.
     */
    static void backOutput(float[] gates, int gate, float[] tanhCell, int at, float[] dh, float[] dc, int row, float[] dz, int dzAt, int units) {
        int o = gate + 2 * units;
        int dzo = dzAt + 2 * units;
        for (int k = 0; k < units; k++) {
            float to = gates[o + k];
            float tc = tanhCell[at + k];
            float d = dh[row + k];
            dz[dzo + k] = d * tc * 0.5f * (1f - to * to);
            dc[row + k] = dc[row + k] + d * (0.5f + 0.5f * to) * (1f - tc * tc);
        }
    }

    /** Back-propagates one row from dL/dc(t) to dz of I, F and G, and to the part of dL/dc(t - 1) that goes by the cell. */
    static void backCell(float[] gates, int gate, float[] previousCell, int at, float[] dc, int row, float[] dz, int dzAt, int units) {
        int f = gate + units;
        int g = gate + 3 * units;
        int dzf = dzAt + units;
        int dzg = dzAt + 3 * units;
        for (int k = 0; k < units; k++) {
            float ti = gates[gate + k];
            float tf = gates[f + k];
            float tg = gates[g + k];
            float d = dc[row + k];
            dz[dzAt + k] = d * (0.5f + 0.5f * tg) * (1f - ti * ti);
            dz[dzg + k] = d * ti * 0.5f * (1f - tg * tg);
            dz[dzf + k] = d * previousCell[at + k] * 0.5f * (1f - tf * tf);
            dc[row + k] = d * (0.5f + 0.5f * tf);
        }
    }

    static void add(float[] target, float[] values, int from, int to) {
        for (int k = from; k < to; k++) {
            target[k] += values[k];
        }
    }

    static void scale(float[] values, int from, int to, float factor) {
        for (int k = from; k < to; k++) {
            values[k] *= factor;
        }
    }
}
