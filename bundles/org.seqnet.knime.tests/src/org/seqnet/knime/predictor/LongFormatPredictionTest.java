package org.seqnet.knime.predictor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.seqnet.knime.predictor.PredictorRun.predicted;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataRow;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.scorer.Scores;
import org.seqnet.knime.sequence.LongTables;

/** From a long table with sequences of different lengths to predictions. */
class LongFormatPredictionTest {
    @Test
    void a_long_table_of_different_lengths_is_learned_and_predicted() throws Exception {
        var sequences = LongTables.sequences(42);

        var network = LearnerRun.trained(sequences, 40);
        var predicted = predicted(network, sequences);

        assertThat(network.network().inputShape()).isEqualTo(SequenceShape.ofAnyLength(2));
        assertThat(new HashSet<>(Tables.column(sequences, "label"))).containsExactlyInAnyOrder("u", "v");
        assertThat(Tables.column(predicted, "Prediction (label)")).isEqualTo(Tables.column(sequences, "label"));
    }

    @Test
    void a_network_of_recordings_that_happen_to_be_equally_long_reads_a_shorter_one() throws Exception {
        var network = LearnerRun.trained(LongTables.sequences(12, 100), 3);

        var predicted = predicted(network, LongTables.sequences(4, 99));

        assertThat(network.network().inputShape()).isEqualTo(SequenceShape.ofAnyLength(2));
        assertThat(network.getSpec().inputShape()).contains(SequenceShape.ofAnyLength(2));
        assertThat(Tables.column(predicted, "Prediction (label)")).hasSize(4).doesNotContain("?");
    }

    @Test
    void the_predictor_keeps_sequences_of_any_length_and_the_scorer_takes_them() throws Exception {
        var sequences = LongTables.sequences(42);
        var network = LearnerRun.trained(sequences, 40);

        var predicted = predicted(network, mislabelled(sequences));

        assertThat(predicted.getDataTableSpec().getColumnNames())
                .containsExactly("id", "label", "sequence", "P (label=u)", "P (label=v)", "Prediction (label)");
        assertThat(Tables.column(predicted, "sequence")).isEqualTo(Tables.column(sequences, "sequence"));
        assertThat(new HashSet<>(Tables.column(sequences, "sequence"))).hasSize(14);
        assertThat(Scores.view(predicted))
                .startsWith("{\"view\":\"scores\",\"rows\":42,\"skipped\":0,\"correct\":0,")
                .contains("\"counts\":[[0,21],[21,0]]")
                .contains("\"mistakes\":[{\"row\":\"Row");
    }

    @Test
    void predictions_do_not_depend_on_the_rows_beside_them() throws Exception {
        var sequences = LongTables.sequences(42);
        var network = LearnerRun.trained(sequences, 3);
        var rows = Tables.rows(sequences);
        var reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);

        var together = probabilities(predicted(network, sequences));
        var backwards = probabilities(predicted(network, table(sequences, reversed)));
        Collections.reverse(backwards);

        for (int i = 0; i < rows.size(); i++) {
            var alone = probabilities(predicted(network, table(sequences, List.of(rows.get(i)))));
            assertThat(together.get(i)).isCloseTo(alone.get(0), within(1e-6));
            assertThat(together.get(i)).isCloseTo(backwards.get(i), within(1e-6));
        }
        assertThat(new HashSet<>(together)).hasSizeGreaterThan(7);
    }

    private static List<Double> probabilities(BufferedDataTable predicted) {
        int column = predicted.getDataTableSpec().findColumnIndex("P (label=u)");
        var probabilities = new ArrayList<Double>();
        Tables.rows(predicted).forEach(row -> probabilities.add(((DoubleValue) row.getCell(column)).getDoubleValue()));
        return probabilities;
    }

    /** Returns the table with each label in place of the other, so that a good network is always wrong. */
    private static BufferedDataTable mislabelled(BufferedDataTable table) {
        return Tables.table(
                table.getDataTableSpec(),
                Tables.rows(table).stream()
                        .map(row -> Tables.row(
                                row.getCell(0),
                                Tables.string(row.getCell(1).toString().equals("u") ? "v" : "u"),
                                row.getCell(2)))
                        .toArray(DataCell[][]::new));
    }

    private static BufferedDataTable table(BufferedDataTable like, List<DataRow> rows) {
        return Tables.table(
                like.getDataTableSpec(),
                rows.stream()
                        .map(row -> IntStream.range(0, row.getNumCells())
                                .mapToObj(row::getCell)
                                .toArray(DataCell[]::new))
                        .toArray(DataCell[][]::new));
    }
}
