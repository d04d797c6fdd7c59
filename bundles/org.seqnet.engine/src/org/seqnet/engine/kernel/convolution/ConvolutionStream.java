package org.seqnet.engine.kernel.convolution;

import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.layer.Stream;

/** A group on its way through a convolution block in prediction, image by image. */
final class ConvolutionStream implements Stream {
    private final Convolver convolver;
    private final int imageValues;
    private final float[][] inputs;
    private final int[] inputsAt;
    private final float[] output;
    private final byte[] forgotten;

    ConvolutionStream(ConvolutionLayer layer, Size size) {
        this.convolver = new Convolver(layer, false);
        this.imageValues = layer.input().values();
        this.inputs = new float[size.sequences()][];
        this.inputsAt = new int[size.sequences()];
        this.output = new float[layer.block().output(layer.input()).values()];
        this.forgotten = new byte[output.length];
    }

    @Override
    public void begin(StepOrder order, int from, int to) {
        // It keeps nothing by group.
    }

    @Override
    public void write(int step, int from, int to, float[] rows, int offset) {
        for (int n = from; n < to; n++) {
            inputs[n] = rows;
            inputsAt[n] = offset + (n - from) * imageValues;
        }
    }

    @Override
    public void run(int firstStep, int steps, int from, int to, Inputs above) {
        for (int n = from; n < to; n++) {
            convolver.convolve(inputs[n], inputsAt[n]);
            convolver.pool(output, forgotten);
            above.write(0, n, n + 1, output, 0);
        }
    }

    @Override
    public void close() {
        convolver.close();
    }
}
