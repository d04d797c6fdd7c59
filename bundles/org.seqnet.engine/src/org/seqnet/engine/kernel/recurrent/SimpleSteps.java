package org.seqnet.engine.kernel.recurrent;

/** The arithmetic of simple recurrent cells: h is the tanh or the positive part of the one weighted sum of a unit. */
final class SimpleSteps extends CellSteps {
    private final boolean rectified;

    SimpleSteps(boolean rectified, boolean keeps) {
        super(1, keeps);
        this.rectified = rectified;
    }

    @Override
    public void activate(int sum, float[] values, int end) {
        if (rectified) {
            Gates.relu(values, 0, end);
        } else {
            Gates.tanh(values, 0, end);
        }
    }

    @Override
    public void forward(int t, float[] h, int end) {
        System.arraycopy(gate(0, t), 0, h, 0, end);
    }

    @Override
    public void backward(int t, float[] dh, float[][] dz, int end) {
        if (rectified) {
            Gates.backRelu(gate(0, t), dh, dz[0], 0, end);
        } else {
            Gates.backTanh(gate(0, t), dh, dz[0], 0, end);
        }
    }
}
