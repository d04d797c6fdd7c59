package org.seqnet.engine.kernel.recurrent;

import org.seqnet.engine.kernel.product.MatrixProducts;

/**
 * The arithmetic between two matrix products, as flat loops over {@code float[]} that the JIT compiler turns into
 * vector instructions. All arrays of a call are read and written at the same places: with several offsets in one
 * loop the compiler gives up, and a loop takes five times as long.
 *
 * <p>An LSTM's F, O and G and a GRU's R and Z were computed from halved weights, since
 * sigmoid(z) = (1 + tanh(z / 2)) / 2. What is stored of them is that tanh; the same loop then serves all gates.
 */
public final class Gates {

    /*
     * With the processor's fused multiply-add, tanh takes two thirds of the time; without one, Java computes
     * Math.fma with BigDecimal.
     */
    private static final boolean FUSED = MatrixProducts.fastest().hasFusedMultiplyAdd();

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
    public static void tanh(float[] values, int from, int to) {
        for (int k = from; k < to; k++) {
            float x = Math.max(-LIMIT, Math.min(LIMIT, values[k]));
            float y = x * x;
            values[k] = numerator(y) * x / denominator(y);
        }
    }

    /** Writes tanh of {@code source} [from, to) to the same places of {@code target}. */
    static void tanh(float[] source, float[] target, int from, int to) {
        for (int k = from; k < to; k++) {
            float x = Math.max(-LIMIT, Math.min(LIMIT, source[k]));
            float y = x * x;
            target[k] = numerator(y) * x / denominator(y);
        }
    }

    private static float numerator(float y) {
        return fma(fma(fma(fma(fma(fma(A13, y, A11), y, A9), y, A7), y, A5), y, A3), y, A1);
    }

    private static float denominator(float y) {
        return fma(fma(fma(B6, y, B4), y, B2), y, B0);
    }

    /** The sigmoid whose half argument's tanh this is. */
    private static float sigmoid(float tanh) {
        return 0.5f + 0.5f * tanh;
    }

    private static float fma(float a, float b, float c) {
        return FUSED ? Math.fma(a, b, c) : a * b + c;
    }

    /** c = f * previous c + g * i. */
    static void cell(float[] i, float[] f, float[] g, float[] previous, float[] cell, int from, int to) {
        for (int k = from; k < to; k++) {
            cell[k] = sigmoid(f[k]) * previous[k] + sigmoid(g[k]) * i[k];
        }
    }

    /** The same in place, for a pass that keeps nothing. */
    static void nextCell(float[] i, float[] f, float[] g, float[] cell, int from, int to) {
        for (int k = from; k < to; k++) {
            cell[k] = sigmoid(f[k]) * cell[k] + sigmoid(g[k]) * i[k];
        }
    }

    /** h = o * tanh(c). */
    static void output(float[] o, float[] tanhCell, float[] output, int from, int to) {
        for (int k = from; k < to; k++) {
            output[k] = sigmoid(o[k]) * tanhCell[k];
        }
    }

    /** From dL/dh to the output gate's dz; adds to dc = dL/dc what comes through h. */
    static void backOutput(float[] o, float[] tanhCell, float[] dh, float[] dc, float[] dzo, int from, int to) {
        for (int k = from; k < to; k++) {
            float t = o[k];
            float tc = tanhCell[k];
            float d = dh[k];
            dzo[k] = d * tc * 0.25f * (1f - t * t);
            dc[k] = dc[k] + d * sigmoid(t) * (1f - tc * tc);
        }
    }

    /** From dL/dc to dz of I and G. */
    static void backInput(float[] i, float[] g, float[] dc, float[] dzi, float[] dzg, int from, int to) {
        for (int k = from; k < to; k++) {
            float ti = i[k];
            float tg = g[k];
            float d = dc[k];
            dzi[k] = d * sigmoid(tg) * (1f - ti * ti);
            dzg[k] = d * ti * 0.25f * (1f - tg * tg);
        }
    }

    /** From dL/dc(t) to dz of F, and to dL/dc(t - 1) in its place. */
    static void backForget(float[] f, float[] previous, float[] dc, float[] dzf, int from, int to) {
        for (int k = from; k < to; k++) {
            float tf = f[k];
            float d = dc[k];
            dzf[k] = d * previous[k] * 0.25f * (1f - tf * tf);
            dc[k] = d * sigmoid(tf);
        }
    }

    /** n = n + r * q. */
    static void addReset(float[] r, float[] q, float[] n, int from, int to) {
        for (int k = from; k < to; k++) {
            n[k] = n[k] + sigmoid(r[k]) * q[k];
        }
    }

    /** h = n + z * s with s = h - n. */
    static void update(float[] z, float[] n, float[] s, float[] h, int from, int to) {
        for (int k = from; k < to; k++) {
            float candidate = n[k];
            float surplus = h[k] - candidate;
            s[k] = surplus;
            h[k] = candidate + sigmoid(z[k]) * surplus;
        }
    }

    /** From dL/dh to the update gate's dz, and to what of it goes to the step before past the candidate. */
    static void backUpdate(float[] z, float[] s, float[] dh, float[] dzz, float[] past, int from, int to) {
        for (int k = from; k < to; k++) {
            float t = z[k];
            float d = dh[k];
            dzz[k] = d * s[k] * 0.25f * (1f - t * t);
            past[k] = d * sigmoid(t);
        }
    }

    /** From dL/dh to dz of the candidate's sum of x. */
    static void backCandidate(float[] z, float[] n, float[] dh, float[] dzn, int from, int to) {
        for (int k = from; k < to; k++) {
            float t = n[k];
            // 1 - sigmoid(z)
            dzn[k] = dh[k] * (0.5f - 0.5f * z[k]) * (1f - t * t);
        }
    }

    /** From dz of the candidate's sum of x to those of the reset gate and of the candidate's sum of h. */
    static void backReset(float[] r, float[] q, float[] dzn, float[] dzr, float[] dzq, int from, int to) {
        for (int k = from; k < to; k++) {
            float t = r[k];
            float d = dzn[k];
            dzr[k] = d * q[k] * 0.25f * (1f - t * t);
            dzq[k] = d * sigmoid(t);
        }
    }

    /** Replaces values [from, to) by themselves where positive, by 0 elsewhere. */
    static void relu(float[] values, int from, int to) {
        for (int k = from; k < to; k++) {
            values[k] = Math.max(0f, values[k]);
        }
    }

    /** From dL/dh of h = tanh(z) to dz. */
    static void backTanh(float[] h, float[] dh, float[] dz, int from, int to) {
        for (int k = from; k < to; k++) {
            float t = h[k];
            dz[k] = dh[k] * (1f - t * t);
        }
    }

    /** From dL/dh of h = max(0, z) to dz; the slope at 0 is 0. */
    static void backRelu(float[] h, float[] dh, float[] dz, int from, int to) {
        for (int k = from; k < to; k++) {
            // 1 for any positive h, the smallest included; a condition would keep C2 from making vector instructions.
            dz[k] = dh[k] * Math.min(1f, h[k] * 0x1p127f * 0x1p127f);
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
