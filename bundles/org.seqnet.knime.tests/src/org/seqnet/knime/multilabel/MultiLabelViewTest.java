package org.seqnet.knime.multilabel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.multilabel.LabelScores.set;
import static org.seqnet.knime.multilabel.LabelScores.sets;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;

class MultiLabelViewTest {
    private static final DataTableSpec SPEC = new DataTableSpec(sets("labels"), sets("Prediction (labels)"));

    @Test
    void it_tells_labels_pairs_and_the_worst_rows() throws Exception {
        var json = LabelScores.view(
                table(SPEC, row(set("a", "b"), set("b", "c")), row(set("a"), set("a")), row(set("a", "b"), set("b"))),
                false);

        assertThat(json)
                .startsWith("{\"view\":\"multilabel\",\"rows\":3,\"skipped\":0,\"predicted\":\"Prediction (labels)\","
                        + "\"compared\":\"\",\"labelCount\":3,\"measures\":[")
                .contains(
                        "\"name\":\"O-F1\",\"meaning\":\"harmonic mean of O-P and O-R\",\"compared\":null,"
                                + "\"difference\":null}",
                        "{\"name\":\"a\",\"actual\":3,\"predicted\":1,\"precision\":1.0,\"recall\":0.33333334,"
                                + "\"f\":0.5,\"averagePrecision\":null}")
                .endsWith("\"together\":{\"labels\":[{\"name\":\"a\"},{\"name\":\"b\"},{\"name\":\"c\"}],"
                        + "\"actual\":[[3,2,0],[2,2,0],[0,0,0]],\"predicted\":[[1,0,0],[0,2,1],[0,1,1]]},"
                        + "\"wrongRows\":2,\"worst\":["
                        + "{\"row\":\"Row0\",\"wrong\":2,\"correct\":{\"count\":1,\"labels\":[{\"name\":\"b\"}]},"
                        + "\"missed\":{\"count\":1,\"labels\":[{\"name\":\"a\"}]},"
                        + "\"invented\":{\"count\":1,\"labels\":[{\"name\":\"c\"}]}},"
                        + "{\"row\":\"Row2\",\"wrong\":1,\"correct\":{\"count\":1,\"labels\":[{\"name\":\"b\"}]},"
                        + "\"missed\":{\"count\":1,\"labels\":[{\"name\":\"a\"}]},"
                        + "\"invented\":{\"count\":0,\"labels\":[]}}]}");
    }

    @Test
    void only_the_most_frequent_labels_are_drawn() throws Exception {
        var rows = IntStream.range(0, 100)
                .mapToObj(i -> row(set("often", "label " + i), set("label " + i % 29)))
                .toArray(DataCell[][]::new);
        var json = LabelScores.view(table(SPEC, rows), false);
        var drawn = json.substring(json.indexOf("\"together\""), json.indexOf("\"wrongRows\""));

        assertThat(drawn.split("\"name\"")).hasSize(1 + MultiLabelView.MOST_LABELS_DRAWN);
        assertThat(drawn).contains("\"often\"", "\"label 28\"").doesNotContain("\"label 29\"");
    }

    @Test
    void long_sets_are_cut_and_counted() throws Exception {
        var many = IntStream.range(0, 40).mapToObj(i -> "label " + i).toArray(String[]::new);

        assertThat(LabelScores.view(table(SPEC, row(set(many), set())), false))
                .contains("\"wrong\":40,", "\"missed\":{\"count\":40,\"labels\":[{\"name\":\"label 0\"},")
                .contains("{\"name\":\"label 11\"}]},\"invented\":");
    }

    @Test
    void rows_with_most_wrong_labels_are_kept_and_of_equals_the_first() throws Exception {
        var rows = IntStream.range(0, 100)
                .mapToObj(i -> row(i == 90 ? set("a", "b") : set("a"), i == 50 ? set("a") : set()))
                .toArray(DataCell[][]::new);
        var worst = LabelScores.evaluate(table(SPEC, rows), new MultiLabelScorerParameters())
                .rows()
                .worst();

        assertThat(worst.wrongRows()).isEqualTo(99);
        assertThat(worst.worstFirst())
                .extracting(WorstRows.WorstRow::row)
                .startsWith("Row90", "Row0", "Row1")
                .endsWith("Row22")
                .hasSize(WorstRows.MOST);
    }
}
