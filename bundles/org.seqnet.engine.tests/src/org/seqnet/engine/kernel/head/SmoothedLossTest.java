package org.seqnet.engine.kernel.head;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;
import org.seqnet.engine.sequence.Weights;

class SmoothedLossTest {
    @Test
    void a_smoothed_class_shares_epsilon_among_all_classes() {
        // probabilities 1/8, 2/8 and 5/8; targets 0.1, 0.1 and 0.8 at epsilon 0.3
        float[] z = {0, (float) Math.log(2), (float) Math.log(5)};
        var targets = new Targets(LabelSets.ofClasses(new int[] {2}), Weights.EQUAL, 0.3);

        double loss = new SoftmaxLoss().differentiate(z, new double[3], targets, 0);

        assertThat(loss)
                .isCloseTo(-0.1 * Math.log(1 / 8.0) - 0.1 * Math.log(2 / 8.0) - 0.8 * Math.log(5 / 8.0), within(1e-6));
        assertThat(z).containsExactly(new float[] {0.125f - 0.1f, 0.25f - 0.1f, 0.625f - 0.8f}, within(1e-6f));
    }

    @Test
    void a_smoothed_label_of_several_moves_half_of_epsilon_towards_the_other_side() {
        // odds of 3 : 1 and 1 : 4; targets 0.9 and 0.1 at epsilon 0.2
        float[] z = {(float) Math.log(3), (float) -Math.log(4)};
        var targets = new Targets(LabelSets.of(List.of(new int[] {0})), Weights.EQUAL, 0.2);

        double loss = new SigmoidLoss().differentiate(z, new double[2], targets, 0);

        double expected = -0.9 * Math.log(0.75) - 0.1 * Math.log(0.25) - 0.1 * Math.log(0.2) - 0.9 * Math.log(0.8);
        assertThat(loss).isCloseTo(expected, within(1e-6));
        assertThat(z).containsExactly(new float[] {0.75f - 0.9f, 0.2f - 0.1f}, within(1e-6f));
    }
}
