package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.sequence.LongTables;

/** From a long table with sequences of different lengths to predictions. */
class LongFormatPredictionTest {
    @Test
    void a_long_table_of_different_lengths_is_learned_and_predicted() throws Exception {
        var sequences = LongTables.sequences(42);

        var network = LearnerRun.trained(sequences, 40);
        var run = NodeRun.executing(new NetworkPredictorParameters(), network, sequences);
        NetworkPredictorNodeFactory.execute(run, run);

        assertThat(network.network().inputShape()).isEqualTo(SequenceShape.ofAnyLength(2));
        assertThat(new HashSet<>(Tables.column(sequences, "label"))).containsExactlyInAnyOrder("u", "v");
        assertThat(Tables.column(run.table(0), "Prediction (label)")).isEqualTo(Tables.column(sequences, "label"));
    }
}
