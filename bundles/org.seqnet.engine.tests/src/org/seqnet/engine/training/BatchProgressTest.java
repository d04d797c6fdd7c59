package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.trained.Evaluation;

class BatchProgressTest {
    @Test
    void progress_tells_its_share() {
        assertThat(new BatchProgress(2, 4, 5, 10, new Evaluation(0.5, 1), 100, Optional.empty(), 0).fraction())
                .isEqualTo(0.375);
    }

    @Test
    void the_share_is_that_of_the_further_epochs_if_a_network_is_resumed() {
        assertThat(new BatchProgress(6, 8, 5, 10, new Evaluation(0.5, 1), 100, Optional.empty(), 4).fraction())
                .isEqualTo(0.375);
    }
}
