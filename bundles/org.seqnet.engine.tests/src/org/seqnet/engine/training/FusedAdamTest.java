package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

class FusedAdamTest {
    private static final int COUNT = 1003;

    @Test
    void it_is_deeplearning4j_s_adam() {
        Backend.start();
        var stream = new SeedStream(1, Purpose.START_WEIGHTS);
        var parameters = gaussians(stream);
        var fused = new FusedAdam(COUNT);
        var expected = Nd4j.createFromArray(parameters.clone());
        var state = Nd4j.create(1, 2 * COUNT);
        var adam = new Adam(0.01).instantiate(state, true);
        adam.setStateViewArray(state, new long[] {1, COUNT}, 'c', true);

        for (int step = 1; step <= 50; step++) {
            var gradients = gaussians(stream);
            var update = Nd4j.createFromArray(new float[][] {gradients});
            adam.applyUpdater(update, step - 1, 0);
            expected.subi(update.reshape(COUNT));
            fused.step(parameters, gradients, 0, COUNT, step, 0.01);
        }

        assertThat(largestDifference(parameters, expected.toFloatVector())).isLessThan(1e-6f);
        assertThat(largestDifference(fused.state(), state.toFloatVector())).isLessThan(1e-6f);
    }

    private static float largestDifference(float[] actual, float[] expected) {
        float largest = 0;
        for (int i = 0; i < expected.length; i++) {
            largest = Math.max(largest, Math.abs(actual[i] - expected[i]));
        }
        return largest;
    }

    private static float[] gaussians(SeedStream stream) {
        var values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            values[i] = (float) stream.nextGaussian();
        }
        return values;
    }
}
