package org.seqnet.engine.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class CardStartTest {
    /** It is looked for on another thread, which must not wait for this one. */
    @Test
    void a_process_without_the_bundle_has_no_card_and_nothing_to_tell_about_it() {
        var start = assertTimeoutPreemptively(Duration.ofMinutes(1), CardStart::ofProcess);

        assertThat(start.device()).isEmpty();
        assertThat(start.news()).isEmpty();
        assertThat(start.with("others")).isEqualTo("others");
    }
}
