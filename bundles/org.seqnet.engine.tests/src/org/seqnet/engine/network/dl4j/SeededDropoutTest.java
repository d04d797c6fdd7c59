package org.seqnet.engine.network.dl4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;

class SeededDropoutTest {
    private static final int ROWS = 100;
    private static final int UNITS = 40;

    @Test
    void what_is_kept_makes_up_for_what_is_dropped_and_gradients_take_the_same_way() {
        Backend.start();
        try (var dropout = dropout(7)) {
            var dropped = applied(dropout);
            var gradients = Nd4j.ones(ROWS, UNITS);
            dropout.backprop(gradients, gradients, 0, 0);

            int kept = 0;
            for (float value : dropped) {
                assertThat(value).isIn(0f, (float) (1 / 0.7));
                kept += value > 0 ? 1 : 0;
            }
            // Deviation of the share: sqrt(0.7 * 0.3 / 4000) = 0.007.
            assertThat((double) kept / dropped.length).isCloseTo(0.7, within(0.03));
            assertThat(gradients.dup('c').data().asFloat()).isEqualTo(dropped);
        }
    }

    @Test
    void each_batch_drops_others_and_the_same_seed_the_same() {
        Backend.start();
        try (var first = dropout(7);
                var second = dropout(7)) {
            var batch = applied(first);

            assertThat(applied(second)).isEqualTo(batch);
            assertThat(applied(first)).isNotEqualTo(batch);
        }
    }

    private static SeededDropout dropout(long seed) {
        var dropout = new SeededDropout(0.3);
        dropout.draw(new SeedStream(seed, Purpose.DROPOUT));
        return dropout;
    }

    private static float[] applied(SeededDropout dropout) {
        var input = Nd4j.ones(ROWS, UNITS);
        return dropout.applyDropout(input, input, 0, 0, LayerWorkspaceMgr.noWorkspaces())
                .dup('c')
                .data()
                .asFloat();
    }
}
