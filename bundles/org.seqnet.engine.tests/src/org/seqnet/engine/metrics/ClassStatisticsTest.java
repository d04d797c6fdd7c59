package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ClassStatisticsTest {

    @Test
    void figures_follow_their_definitions() {
        var statistics = new ClassStatistics(6, 2, 8, 4);

        assertThat(statistics.recall()).hasValue(0.6);
        assertThat(statistics.sensitivity()).hasValue(0.6);
        assertThat(statistics.precision()).hasValue(0.75);
        assertThat(statistics.specificity()).hasValue(0.8);
        assertThat(statistics.fMeasure().getAsDouble()).isCloseTo(2 * 0.75 * 0.6 / 1.35, within(1e-15));
    }

    @Test
    void a_class_that_never_occurs_has_no_recall_and_no_f_measure() {
        var never = new ClassStatistics(0, 1, 9, 0);

        assertThat(never.recall()).isEmpty();
        assertThat(never.sensitivity()).isEmpty();
        assertThat(never.precision()).hasValue(0);
        assertThat(never.specificity()).hasValue(0.9);
        assertThat(never.fMeasure()).isEmpty();
    }

    @Test
    void a_class_that_is_never_predicted_has_no_precision_and_no_f_measure() {
        var never = new ClassStatistics(0, 0, 9, 1);

        assertThat(never.recall()).hasValue(0);
        assertThat(never.precision()).isEmpty();
        assertThat(never.fMeasure()).isEmpty();
    }

    @Test
    void a_class_that_is_always_missed_has_no_f_measure() {
        assertThat(new ClassStatistics(0, 1, 8, 1).fMeasure()).isEmpty();
    }

    @Test
    void a_class_without_others_has_no_specificity() {
        assertThat(new ClassStatistics(5, 0, 0, 0).specificity()).isEmpty();
    }
}
