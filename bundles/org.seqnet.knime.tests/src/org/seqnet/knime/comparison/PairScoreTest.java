package org.seqnet.knime.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.Trainings;

class PairScoreTest {
    @Test
    void it_can_be_cancelled_at_any_pair() {
        var scores = Comparisons.scores(4, Trainings.of(1, true, 1, StopReason.ALL_EPOCHS_DONE));
        for (int pairs = 0; pairs < 6; pairs++) {
            var left = new AtomicInteger(pairs);
            var monitor = new DefaultNodeProgressMonitor() {
                @Override
                public void checkCanceled() throws CanceledExecutionException {
                    if (left.getAndDecrement() == 0) {
                        throw new CanceledExecutionException();
                    }
                }
            };

            assertThatThrownBy(() -> PairScore.of(scores, Tables.execution(monitor)))
                    .isInstanceOf(CanceledExecutionException.class);
            assertThat(left).hasValue(-1);
        }
    }
}
