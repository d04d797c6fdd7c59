package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.seqnet.cudnn.StandIn;

/** How a network is computed, which shows in nothing else but the time that it takes. */
class LogTest {
    private final Logger logger = Logger.getLogger("org.seqnet.cudnn");
    private final List<String> lines = new ArrayList<>();
    private final Handler handler = new Handler() {
        @Override
        public void publish(LogRecord entry) {
            lines.add(new SimpleFormatter().formatMessage(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };

    private StandIn standIn;

    @BeforeEach
    void listen() {
        standIn = StandIn.start();
        logger.setLevel(Level.FINE);
        logger.addHandler(handler);
    }

    @AfterEach
    void stop() {
        logger.removeHandler(handler);
        logger.setLevel(null);
        standIn.reset();
    }

    @Test
    void a_training_tells_the_algorithm_and_that_mini_batches_are_a_graph() {
        Lessons.lstmOfFloats().on(standIn.card(), 7);
        assertThat(lines)
                .containsExactly(
                        "Recurrent layers of 5 units are computed by cuDNN's algorithm PERSIST_STATIC_SMALL_H.",
                        "Mini-batches of one shape are computed as a CUDA graph.");
    }

    @Test
    void a_training_tells_what_it_falls_back_to() {
        standIn.refusePersistent(3);
        standIn.refuse("cuStreamBeginCapture_v2");
        Lessons.lstmOfFloats().on(standIn.card(), 7);
        assertThat(lines)
                .hasSize(3)
                .startsWith(
                        "Recurrent layers of 5 units are computed by cuDNN's algorithm PERSIST_STATIC_SMALL_H.",
                        "Recurrent layers of 5 units are computed by cuDNN's algorithm STANDARD.")
                .last()
                .asString()
                .startsWith("Mini-batches are computed call by call, not as a CUDA graph: The GPU failed: ");
    }
}
