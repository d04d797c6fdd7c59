package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkEventTest {
    @Test
    void each_event_of_the_application_is_known() {
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"begin\",\"device\":\"CPU\",\"rows\":60000,\"shards\":2}"))
                .contains(new SparkEvent.Begun("CPU", 60_000, 2));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"batch\",\"fraction\":0.25,\"text\":\"epoch 1/10\"}"))
                .contains(new SparkEvent.Progressed(0.25, "epoch 1/10"));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"epoch\",\"epoch\":1,\"epochs\":10,\"line\":\"epoch 1/10  "
                        + "accuracy 0.5\",\"fraction\":0.1}"))
                .contains(new SparkEvent.EpochEnded(0.1, "epoch 1/10  accuracy 0.5"));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"line\",\"text\":\"learning rate found: 0.01\"}"))
                .contains(new SparkEvent.Told("learning rate found: 0.01"));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"warning\",\"text\":\"2 rows\"}"))
                .contains(new SparkEvent.Warned("2 rows"));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"error\",\"text\":\"No label \\u00fc.\"}"))
                .contains(new SparkEvent.Failed("No label ü."));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"done\",\"network\":\"file:/n.seqnet\"}"))
                .contains(new SparkEvent.Done("file:/n.seqnet"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "26/11/30 12:00:00 INFO SparkContext: seqnet-event {\"event\":\"done\"}",
                "seqnet-event",
                "seqnet-event {\"event\":\"done\"",
                "seqnet-event {\"event\":\"of later versions\"}",
                "seqnet-event {}",
                "seqnet-event {\"event\":7}",
                ""
            })
    void other_lines_are_none(String line) {
        assertThat(SparkEvent.of(line)).isEmpty();
    }

    @Test
    void a_fraction_is_one_whatever_is_told() {
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"batch\",\"fraction\":17,\"text\":7}"))
                .contains(new SparkEvent.Progressed(1, ""));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"batch\",\"fraction\":1e999}"))
                .contains(new SparkEvent.Progressed(0, ""));
        assertThat(SparkEvent.of("seqnet-event {\"event\":\"batch\",\"fraction\":-1}"))
                .contains(new SparkEvent.Progressed(0, ""));
    }
}
