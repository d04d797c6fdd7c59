package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.StandIn;
import org.seqnet.engine.SeqNetException;

class ArrangementTest {
    @Test
    void more_values_than_threads_can_count_are_refused_in_words() {
        var standIn = StandIn.start();
        try (var queue = standIn.card().queue()) {
            assertThatThrownBy(() -> new Arrangement(queue, Optional.empty(), 3, 0, 1000, 3_000_000))
                    .isInstanceOf(SeqNetException.class)
                    .hasMessage("A mini-batch of 1,000 sequences has 3,000,000,000 values, more than a GPU computes at "
                            + "once. Decrease the batch size, or set the device to cpu.");
        }
        assertThat(standIn.left()).isEmpty();
        assertThat(standIn.trouble()).isEmpty();
    }
}
