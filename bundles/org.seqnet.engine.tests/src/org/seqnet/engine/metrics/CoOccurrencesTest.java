package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CoOccurrencesTest {

    @Test
    void pairs_of_labels_in_one_row_are_counted_both_ways() {
        var rows = MultiLabelScoreTest.sets("012", "01", "2", "", "02");

        assertThat(CoOccurrences.of(rows, new int[] {0, 1, 2}))
                .isDeepEqualTo(new long[][] {{3, 2, 2}, {2, 2, 1}, {2, 1, 3}});
    }

    @Test
    void matrix_has_the_chosen_labels_in_their_order() {
        var rows = MultiLabelScoreTest.sets("012", "01", "2", "", "02");

        assertThat(CoOccurrences.of(rows, new int[] {2, 1})).isDeepEqualTo(new long[][] {{3, 1}, {1, 2}});
    }
}
