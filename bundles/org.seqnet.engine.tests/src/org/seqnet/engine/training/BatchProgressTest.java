package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BatchProgressTest {
    @Test
    void progress_tells_its_share_and_the_time_left() {
        var progress = new BatchProgress(2, 4, 5, 10, 0.5, 1, 100, Duration.ofSeconds(30), 0);

        assertThat(progress.fraction()).isEqualTo(0.375);
        assertThat(progress.remaining()).contains(Duration.ofSeconds(50));
    }
}
