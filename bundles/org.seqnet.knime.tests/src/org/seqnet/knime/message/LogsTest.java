package org.seqnet.knime.message;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.knime.core.node.NodeLogger;

class LogsTest {
    @Test
    void infos_of_a_node_pass_knimes_log_configuration() {
        assertThat(Logs.of(LogsTest.class).isInfoEnabled()).isTrue();
    }

    @Test
    void infos_under_our_own_name_would_not() {
        assertThat(NodeLogger.getLogger(LogsTest.class).isInfoEnabled()).isFalse();
    }
}
