package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** OpenMP's number of threads after work that fails. */
class OpenMpTest {
    @Test
    void the_number_of_threads_is_as_before_after_a_failure() {
        LocalDevice.start();
        var openMp = OpenMp.loaded().orElseGet(() -> Backend.start().openMp());
        int before = openMp.threads();
        openMp.use(3);
        try {
            assertThatThrownBy(() -> openMp.withOneThread(() -> {
                        assertThat(openMp.threads()).isEqualTo(1);
                        throw new IllegalStateException("no");
                    }))
                    .hasMessage("no");
            assertThat(openMp.threads()).isEqualTo(3);
        } finally {
            openMp.use(before);
        }
    }
}
