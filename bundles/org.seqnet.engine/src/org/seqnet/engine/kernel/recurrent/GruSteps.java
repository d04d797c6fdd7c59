package org.seqnet.engine.kernel.recurrent;

/** The arithmetic of gated recurrent units (see {@link RecurrentLayer} for the sums). */
final class GruSteps extends CellSteps {
    /** What the weights of R and Z are multiplied by, as their sigmoid is made of the tanh of half its argument. */
    static final float SIGMOID_SCALE = 0.5f;

    private static final int R = 0;
    private static final int Z = 1;
    /** First the candidate's sum of x, then the candidate. */
    private static final int N = 2;
    /** The candidate's sum of h. */
    private static final int Q = 3;

    /** By step: h before it, less the candidate. */
    private float[][] surplus = new float[0][];

    /** What of dL/dh goes past the candidate to the step before. */
    private float[] past = new float[0];

    /** @param keeps whether every step is kept for the way back */
    GruSteps(boolean keeps) {
        super(4, keeps);
    }

    @Override
    public void activate(int sum, float[] values, int end) {
        if (sum == R || sum == Z) {
            Gates.tanh(values, 0, end);
        }
    }

    @Override
    public void forward(int t, float[] h, int end) {
        float[] candidate = gate(N, t);
        Gates.addReset(gate(R, t), gate(Q, t), candidate, 0, end);
        Gates.tanh(candidate, 0, end);
        surplus = withRoom(surplus, place(t), end);
        Gates.update(gate(Z, t), candidate, surplus[place(t)], h, 0, end);
    }

    @Override
    public void beginBackward(int values) {
        if (past.length < values) {
            past = new float[values];
        }
    }

    @Override
    public void backward(int t, float[] dh, float[][] dz, int end) {
        Gates.backUpdate(gate(Z, t), surplus[t], dh, dz[Z], past, 0, end);
        Gates.backCandidate(gate(Z, t), gate(N, t), dh, dz[N], 0, end);
        Gates.backReset(gate(R, t), gate(Q, t), dz[N], dz[R], dz[Q], 0, end);
    }

    @Override
    public void addPast(float[] dh, int end) {
        Gates.add(dh, past, 0, end);
    }
}
