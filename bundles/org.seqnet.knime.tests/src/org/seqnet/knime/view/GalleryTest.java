package org.seqnet.knime.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.scorer.Scores;
import org.seqnet.knime.tensor.TensorColumn;

class GalleryTest {
    private static final int A_FEW_HUNDRED_KILOBYTES = 500_000;

    private static final DataTableSpec SEQUENCES = new DataTableSpec(
            TensorColumn.ofSequences("sequence", Optional.empty()), strings("label", "falling", "rising"));

    @Test
    void sequences_are_curves_with_a_scale_for_each_feature() throws Exception {
        var table = table(SEQUENCES, row(floats(Shape.of(3, 2), 1, 10, 2, 20, 3, Float.NaN), string("rising")));

        assertThat(view(table))
                .isEqualTo("{\"view\":\"gallery\",\"title\":\"sequence\",\"summary\":\"1 row. Up to 6 examples per "
                        + "class.\",\"groups\":[{\"name\":\"rising\",\"items\":[{\"row\":\"Row0\","
                        + "\"curves\":{\"steps\":3,\"missing\":1,\"lines\":[[0,500,1000],[0,1000,null]]}}]}],"
                        + "\"moreClasses\":0,"
                        + "\"features\":{\"count\":2,\"shown\":[{\"name\":\"feature 1\",\"least\":1.0,\"most\":3.0},"
                        + "{\"name\":\"feature 2\",\"least\":10.0,\"most\":20.0}]}}");
    }

    @Test
    void features_have_the_names_of_the_columns_spec() throws Exception {
        assertThat(view(Recordings.named(2, 5, List.of("a", "b"))))
                .contains("\"name\":\"", "current (A)\"", "\"name\":\"feature 5\"");
    }

    @Test
    void classes_appear_in_the_order_of_their_column() throws Exception {
        var signal = floats(Shape.of(2), 1, 2);

        assertThat(view(table(SEQUENCES, row(signal, string("rising")), row(signal, string("falling")))))
                .containsSubsequence("\"name\":\"falling\"", "\"name\":\"rising\"");
    }

    @Test
    void a_few_tensors_of_each_class_are_shown_however_long_the_table_is() throws Exception {
        var json = view(Scores.images(60_000, 10));

        assertThat(json)
                .hasSizeLessThan(A_FEW_HUNDRED_KILOBYTES)
                .contains("60,000 rows. Up to 6 examples per class, from the first 2,000 rows.");
        assertThat(json.split("data:image/png")).hasSize(1 + Gallery.MOST_TENSORS);
    }

    @Test
    void images_full_of_noise_and_classes_without_number_stay_small() throws Exception {
        var noise = new Random(1);
        var rows = IntStream.range(0, 500)
                .mapToObj(i ->
                        row(bytes(Shape.of(100, 100), noise.ints(10_000, 0, 256).toArray()), string("class " + i)))
                .toArray(DataCell[][]::new);

        assertThat(view(table(new DataTableSpec(TensorColumn.unknown("image"), strings("label")), rows)))
                .hasSizeLessThan(A_FEW_HUNDRED_KILOBYTES)
                .contains("\"moreClasses\":440");
    }

    @Test
    void long_sequences_of_many_features_are_thinned() throws Exception {
        var values = new float[5000 * 50];
        var rows = IntStream.range(0, 60)
                .mapToObj(i -> row(floats(Shape.of(5000, 50), values), string("class " + i)))
                .toArray(DataCell[][]::new);

        assertThat(view(table(new DataTableSpec(TensorColumn.unknown("signal"), strings("label")), rows)))
                .hasSizeLessThan(A_FEW_HUNDRED_KILOBYTES);
    }

    @Test
    void missing_cells_and_tensors_of_many_dimensions_do_no_harm() throws Exception {
        var missing = DataType.getMissingCell();

        assertThat(view(table(SEQUENCES, row(missing, string("rising")), row(floats(Shape.of(1, 1, 1), 5), missing))))
                .contains("\"groups\":[{\"name\":\"No label\",\"items\":[{\"row\":\"Row1\"}]}]");
    }

    @Test
    void without_labels_all_rows_are_one_class() throws Exception {
        var table = table(new DataTableSpec(TensorColumn.unknown("signal")), row(floats(Shape.of(2), 1, 2)));

        assertThat(view(table)).contains("\"name\":\"All rows\"", "\"lines\":[[0,1000]]");
    }

    @Test
    void the_last_column_of_texts_tells_the_class_as_others_tell_recordings_or_times() throws Exception {
        var spec = new DataTableSpec(strings("recording"), strings("label"), TensorColumn.unknown("signal"));

        assertThat(view(table(spec, row(string("r1"), string("u"), floats(Shape.of(2), 1, 2)))))
                .contains("\"name\":\"u\"")
                .doesNotContain("\"name\":\"r1\"");
    }

    @Test
    void a_table_without_tensors_says_so() throws Exception {
        assertThat(view(table(SEQUENCES)))
                .contains("\"summary\":\"0 rows. None has a tensor to display.\",\"groups\":[],\"moreClasses\":0");
        assertThat(view(table(new DataTableSpec(strings("label")), row(string("a")))))
                .contains("\"title\":\"No tensors\",\"summary\":\"1 row. None has a tensor to display.\"");
    }

    /** Rows with a falling or rising sequence of two features. */
    static BufferedDataTable signals() {
        return table(
                SEQUENCES,
                IntStream.range(0, 40)
                        .mapToObj(i -> row(signal(i), string(i % 2 == 0 ? "falling" : "rising")))
                        .toArray(DataCell[][]::new));
    }

    /** Returns one row with a sequence of one feature and so many time steps. */
    static BufferedDataTable steps(int steps) {
        return table(SEQUENCES, row(floats(Shape.of(steps, 1), new float[steps]), string("rising")));
    }

    private static DataCell signal(int i) {
        var values = new float[2 * 30];
        for (int step = 0; step < 30; step++) {
            float trend = i % 2 == 0 ? -step : step;
            values[2 * step] = trend + (float) Math.sin(step + i);
            values[2 * step + 1] = trend / 2 + (float) Math.cos(step * 0.5 + i);
        }
        return floats(Shape.of(30, 2), values);
    }

    private static String view(BufferedDataTable table) throws Exception {
        return Gallery.of(table, Tables.execution()).toString();
    }
}
