package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class JobOutputTest {
    private static final String BATCH = "seqnet-event {\"event\":\"batch\",\"fraction\":0.%d,\"text\":\"%d\"}";

    private final JobOutput output = new JobOutput();

    @Test
    void of_progress_the_latest_is_kept_and_all_else_in_its_order() {
        output.add("starting");
        output.add(BATCH.formatted(1, 1));
        output.add(BATCH.formatted(2, 2));
        output.add("seqnet-event {\"event\":\"epoch\",\"line\":\"e\",\"fraction\":0.5}");
        output.add(BATCH.formatted(6, 6));

        assertThat(output.takeEvents())
                .containsExactly(
                        new SparkEvent.Progressed(0.2, "2"),
                        new SparkEvent.EpochEnded(0.5, "e"),
                        new SparkEvent.Progressed(0.6, "6"));
        assertThat(output.takeEvents()).isEmpty();
        assertThat(output.latestLines()).containsExactly("starting");
    }

    @Test
    void a_million_lines_are_forgotten_but_for_the_latest() {
        for (int line = 0; line < 1_000_000; line++) {
            output.add("line " + line);
        }

        assertThat(output.latestLines()).hasSize(200).startsWith("line 999800").endsWith("line 999999");
    }

    @Test
    void a_million_events_are_bounded_and_the_last_one_is_there() {
        for (int epoch = 0; epoch < 1_000_000; epoch++) {
            output.add("seqnet-event {\"event\":\"epoch\",\"line\":\"" + epoch + "\"}");
        }

        assertThat(output.takeEvents()).hasSize(10_000).endsWith(new SparkEvent.EpochEnded(0, "999999"));
    }

    @Test
    void the_first_error_is_the_one_that_counts() {
        assertThat(output.error()).isEmpty();

        output.add("seqnet-event {\"event\":\"error\",\"text\":\"first\"}");
        output.add("seqnet-event {\"event\":\"error\",\"text\":\"second\"}");

        assertThat(output.error()).contains("first");
    }

    @Test
    void blank_lines_are_not_kept() {
        output.add("  ");

        assertThat(output.latestLines()).isEmpty();
    }
}
