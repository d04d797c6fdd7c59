package org.seqnet.knime.scorer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.tensor.TensorColumn;

class ScoreViewTest {
    /** What all views promise. */
    private static final int MOST_CHARACTERS = 2_000_000;

    private static final DataColumnSpec LABEL = strings("label", "a", "b");
    private static final DataColumnSpec PREDICTION = strings("Prediction (label)", "a", "b");

    @Test
    void it_tells_matrix_classes_pairs_and_mistakes() throws Exception {
        var json = Scores.view(table(
                new DataTableSpec(LABEL, PREDICTION),
                row(string("a"), string("a")),
                row(string("a"), string("b")),
                row(string("b"), string("b")),
                row(string("b"), DataType.getMissingCell())));

        assertThat(withoutMeasures(json))
                .isEqualTo("{\"view\":\"scores\",\"rows\":3,\"skipped\":1,\"correct\":2,\"accuracy\":0.6666667,"
                        + "\"error\":0.33333334,\"kappa\":0.4,\"classCount\":2,\"classes\":["
                        + "{\"name\":\"a\",\"rows\":2,\"precision\":1.0,\"recall\":0.5,\"f\":0.6666667,"
                        + "\"rocArea\":null,\"averagePrecision\":null},"
                        + "{\"name\":\"b\",\"rows\":1,\"precision\":0.5,\"recall\":1.0,\"f\":0.6666667,"
                        + "\"rocArea\":null,\"averagePrecision\":null}],"
                        + "\"counts\":[[1,1],[0,1]],"
                        + "\"pairs\":[{\"actual\":\"a\",\"predicted\":\"b\",\"count\":1}],"
                        + "\"measures\":{},\"selectable\":true,\"mistakes\":["
                        + "{\"row\":\"Row1\",\"actual\":\"a\",\"predicted\":\"b\",\"confidence\":null}]}");
    }

    @Test
    void an_empty_table_has_no_figures() throws Exception {
        assertThat(withoutMeasures(Scores.view(table(new DataTableSpec(LABEL, PREDICTION)))))
                .startsWith("{\"view\":\"scores\",\"rows\":0,\"skipped\":0,\"correct\":0,\"accuracy\":null,")
                .endsWith("\"counts\":[[0,0],[0,0]],\"pairs\":[],\"measures\":{},\"selectable\":true,"
                        + "\"mistakes\":[]}");
    }

    @Test
    void the_most_confident_mistakes_come_first() throws Exception {
        var rows = IntStream.range(0, 100)
                .mapToObj(i -> row(string("a"), new DoubleCell(i / 100.0), new DoubleCell(0.99), string("b")))
                .toArray(DataCell[][]::new);
        var mistakes = mistakes(
                new DataTableSpec(LABEL, probability("P (label=b)"), probability("P (label=a)"), PREDICTION), rows);

        assertThat(mistakes).hasSize(Mistakes.MOST);
        assertThat(mistakes[0]).startsWith("\"Row99\"").contains("\"confidence\":0.99");
        assertThat(mistakes[23]).startsWith("\"Row76\"").contains("\"confidence\":0.76");
    }

    @Test
    void without_probabilities_the_first_mistakes_are_kept() throws Exception {
        var rows = IntStream.range(0, 100)
                .mapToObj(i -> row(string("a"), string("b")))
                .toArray(DataCell[][]::new);
        var mistakes = mistakes(new DataTableSpec(LABEL, PREDICTION), rows);

        assertThat(mistakes).hasSize(Mistakes.MOST);
        assertThat(mistakes[0]).startsWith("\"Row0\"");
        assertThat(mistakes[23]).startsWith("\"Row23\"");
    }

    @Test
    void probabilities_are_found_by_class_even_with_a_suffix_or_an_odd_name() throws Exception {
        var odd = "x=1)";
        var spec = new DataTableSpec(
                strings("label", odd, "b"),
                probability("P (label=" + odd + ") v2"),
                strings("Prediction (label)", odd, "b"));

        assertThat(mistakes(spec, row(string("b"), new DoubleCell(0.75), string(odd)))[0])
                .contains("\"confidence\":0.75");
    }

    @Test
    void a_missing_probability_or_tensor_does_no_harm() throws Exception {
        var missing = DataType.getMissingCell();
        var spec = new DataTableSpec(TensorColumn.unknown("image"), LABEL, probability("P (label=b)"), PREDICTION);

        assertThat(mistakes(spec, row(missing, string("a"), missing, string("b")))[0])
                .endsWith("\"confidence\":null}]}");
    }

    @Test
    void an_image_is_a_picture_and_a_signal_has_curves() throws Exception {
        var spec = new DataTableSpec(TensorColumn.unknown("image"), LABEL, PREDICTION);
        var image = bytes(Shape.of(28, 28), IntStream.range(0, 784).toArray());
        var signal = bytes(Shape.of(100, 3), IntStream.range(0, 300).toArray());
        var mistakes = mistakes(spec, row(image, string("a"), string("b")), row(signal, string("a"), string("b")));

        assertThat(mistakes[0]).contains("\"picture\":\"data:image/png;base64,iVBORw0KGgo");
        assertThat(mistakes[1])
                .doesNotContain("picture")
                .contains("\"curves\":{\"steps\":100,\"missing\":0,\"lines\":[[0,");
    }

    @Test
    void sequences_of_different_lengths_do_no_harm() throws Exception {
        var spec =
                new DataTableSpec(TensorColumn.ofSequences("sequence", java.util.Optional.empty()), LABEL, PREDICTION);
        var rows = IntStream.of(1, 8, 32, 33, 5000)
                .mapToObj(steps -> row(
                        bytes(Shape.of(steps, 8), IntStream.range(0, 8 * steps).toArray()), string("a"), string("b")))
                .toArray(DataCell[][]::new);

        assertThat(mistakes(spec, rows))
                .extracting(mistake -> mistake.contains("data:image/png"))
                .containsExactly(false, true, true, false, false);
    }

    @Test
    void images_are_shown_rather_than_the_sequences_made_of_them() throws Exception {
        var spec = new DataTableSpec(
                TensorColumn.ofSequences("sequence", java.util.Optional.empty()),
                TensorColumn.unknown("image"),
                LABEL,
                PREDICTION);
        var flat = bytes(Shape.of(784, 1), new int[784]);
        var image = bytes(Shape.of(28, 28), new int[784]);

        assertThat(mistakes(spec, row(flat, image, string("a"), string("b")))[0])
                .contains("data:image/png");
    }

    @Test
    void large_images_with_much_in_them_stay_small() throws Exception {
        var spec = new DataTableSpec(TensorColumn.unknown("image"), LABEL, PREDICTION);
        var noise = new java.util.Random(1).ints(1000 * 700, 0, 256).toArray();
        var cell = bytes(Shape.of(1000, 700), noise);
        var rows = IntStream.range(0, 30)
                .mapToObj(i -> row(cell, string("a"), string("b")))
                .toArray(DataCell[][]::new);

        assertThat(Scores.view(table(spec, rows))).hasSizeLessThan(500_000);
    }

    @Test
    void sixty_thousand_images_give_a_view_of_a_few_kilobytes() throws Exception {
        assertThat(Scores.view(Scores.images(60_000, 10))).hasSizeLessThan(50_000);
    }

    @Test
    void two_thousand_classes_with_long_names_are_cut_to_size() throws Exception {
        var names = IntStream.range(0, 2000).mapToObj(i -> i + "x".repeat(5000)).toArray(String[]::new);
        var rows = Arrays.stream(names)
                .map(name -> row(string(name), string(names[0])))
                .toArray(DataCell[][]::new);
        var json = Scores.view(
                table(new DataTableSpec(strings("label", names), strings("Prediction (label)", names)), rows));

        assertThat(json).hasSizeLessThan(MOST_CHARACTERS).contains("\"classCount\":2000", "\"counts\":null");
    }

    @Test
    void a_hundred_and_fifty_classes_are_still_drawn() throws Exception {
        assertThat(Scores.view(Scores.images(3000, ScoreView.MOST_CLASSES_DRAWN)))
                .hasSizeLessThan(200_000)
                .contains("\"counts\":[[");
    }

    private static String withoutMeasures(String json) {
        return json.replaceFirst("\"measures\":\\{.*\\},\"selectable\"", "\"measures\":{},\"selectable\"");
    }

    private static DataColumnSpec probability(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    /** Returns the mistakes' JSON, each from its row's key on. */
    private static String[] mistakes(DataTableSpec spec, DataCell[]... rows) throws Exception {
        var json = Scores.view(table(spec, rows));
        var list = json.substring(json.indexOf("\"mistakes\":[") + "\"mistakes\":[".length());
        var parts = list.split("\\{\"row\":");
        return Arrays.copyOfRange(parts, 1, parts.length);
    }
}
