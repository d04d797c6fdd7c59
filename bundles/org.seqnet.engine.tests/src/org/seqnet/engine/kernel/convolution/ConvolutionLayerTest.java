package org.seqnet.engine.kernel.convolution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.layer.Batch;
import org.seqnet.engine.kernel.layer.Dropout;
import org.seqnet.engine.kernel.layer.Group;
import org.seqnet.engine.kernel.layer.Inputs;
import org.seqnet.engine.kernel.layer.Pass;
import org.seqnet.engine.kernel.layer.StepOrder;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.ImageShape;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

class ConvolutionLayerTest {
    @Test
    void dropout_drops_its_share_and_keeps_the_mean() {
        Backend.start();
        var block = new ConvolutionBlock(2, 1, 1, 1, false, 0.25);
        var image = new ImageShape(20, 50, 1);
        var products = Libraries.openBlas();
        products.prepareThread();
        try (var layer = new ConvolutionLayer(block, image, new Dropout(0.25, 0, 1), false, false, products);
                var pass = layer.pass(1)) {
            layer.packing(FloatBuffer.wrap(new float[] {1, 1, 0, 0}), true).forEach(Runnable::run);
            layer.prepare(
                    new Batch(StepOrder.equal(1, 1), 1, new long[] {8}, new Targets(LabelSets.ofClasses(new int[1]))),
                    false);
            pass.begin(new Group(0, 0, 1));
            pass.write(0, 0, 1, new float[1000], 0);
            var above = new Above();
            pass.forward(0, 1, above);

            int zeros = 0;
            for (float value : above.rows) {
                assertThat(value).isIn(0f, 1 / 0.75f);
                zeros += value == 0 ? 1 : 0;
            }
            assertThat(zeros).isCloseTo(500, within(60));

            // No gradient flows back through what was dropped.
            pass.backward(0, 1, above);
            var gradients = FloatBuffer.allocate(4);
            layer.gradients(gradients).forEach(Runnable::run);
            assertThat(gradients.get(0) + gradients.get(1)).isCloseTo((2000 - zeros) / 0.75f, within(0.1f));
        }
    }

    /** Keeps what it reads, and has a gradient of 1 for all of it. */
    private static final class Above implements Pass {
        private final float[] rows = new float[2000];

        @Override
        public void write(int step, int from, int to, float[] values, int offset) {
            System.arraycopy(values, offset, rows, 0, rows.length);
        }

        @Override
        public void forward(int from, int to, Inputs above) {
            throw new IllegalStateException();
        }

        @Override
        public void backward(int from, int to, Pass above) {
            throw new IllegalStateException();
        }

        @Override
        public void readInputGradient(int step, int from, int to, float[] target, int offset) {
            Arrays.fill(target, offset, offset + rows.length, 1);
        }

        @Override
        public void close() {
            // All on the heap.
        }
    }
}
