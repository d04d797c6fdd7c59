package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.LongFormatTest.SPEC;
import static org.seqnet.knime.sequence.LongFormatTest.step;

import org.junit.jupiter.api.Test;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.learner.LearnerRun;

class TrainableTest {
    @Test
    void sequences_of_a_long_table_are_learned_from() throws Exception {
        var sequences = Reshaped.execute(
                        LongFormatTest.parameters(), table(SPEC, step("a", 1, 1, 0, "u"), step("b", 1, 0, 1, "v")))
                .table();

        assertThat(LearnerRun.trained(sequences, 1).network().labels()).isEqualTo(LabelDomain.of("u", "v"));
    }

    @Test
    void what_reshaping_keeps_training_refuses() throws Exception {
        var sequences = Reshaped.execute(
                        LongFormatTest.parameters(),
                        table(SPEC, step("a", 1, 1, 0, "u"), step("b", 1, Double.POSITIVE_INFINITY, 0, "v")))
                .table();

        assertThatThrownBy(() -> LearnerRun.trained(sequences, 1))
                .hasMessage("Training table, row 'b', time step 1, feature 1: the value is infinite; a network needs finite "
                        + "numbers. Replace or remove it.");
    }
}
