package org.seqnet.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.spark.table.Tables.csv;
import static org.seqnet.spark.table.Tables.longs;
import static org.seqnet.spark.table.Tables.names;
import static org.seqnet.spark.table.Tables.parquet;
import static org.seqnet.spark.table.Tables.read;
import static org.seqnet.spark.table.Tables.row;
import static org.seqnet.spark.table.Tables.table;
import static org.seqnet.spark.table.Tables.texts;

import java.nio.file.Path;
import java.sql.Timestamp;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;

class StepLayoutsTest {
    private static final Learned LABEL = new Learned.Label("y");
    private static final Learned NOTHING = new Learned.Nothing();

    @TempDir
    Path folder;

    private TableSource written(String text) {
        return csv(folder.resolve("t.csv"), text);
    }

    private static Layout.Windows windows(int length, int stride, String series, String order) {
        return new Layout.Windows(
                series == null ? List.of() : List.of(series),
                Optional.ofNullable(order),
                List.of("x"),
                length,
                stride,
                true);
    }

    @Test
    void rows_of_a_group_are_one_sequence_sorted_by_time_in_the_order_of_the_first_rows() {
        var source = written("g,t,x,y\nb,2,20,u\na,10,1,v\nb,10,30,u\na,9,2,v\nb,1,10,\nc,1,5,w\n");
        var examples = Tables.all(read(source, longs("g", "t", "x"), LABEL));
        assertThat(texts(examples))
                .containsExactly("[10.0, 20.0, 30.0] x 1 -> u", "[2.0, 1.0] x 1 -> v", "[5.0] x 1 -> w");
        assertThat(names(examples)).containsExactly("Group 'b'", "Group 'a'", "Group 'c'");
    }

    @Test
    void steps_of_equal_time_and_steps_without_a_time_column_keep_the_order_of_the_table() {
        var source = written("g,t,x,z\na,1,1,9\na,1,2,8\na,1,3,\na,0,4,6\n");
        assertThat(texts(read(source, longs("g", "t", "x", "z"), NOTHING)))
                .containsExactly("[4.0, 6.0, 1.0, 9.0, 2.0, 8.0, 3.0, NaN] x 2 -> ");
        assertThat(texts(read(source, longs("g", null, "x"), NOTHING))).containsExactly("[1.0, 2.0, 3.0, 4.0] x 1 -> ");
    }

    @Test
    void numbers_are_sorted_by_value_and_dates_and_moments_by_time() {
        var numbers = written("g,t,x\na,1e2,6\na,-0.5,2\na,7,4\na,-12,1\na,0,3\na,10.25,5\n");
        assertThat(texts(read(numbers, longs("g", "t", "x"), NOTHING)))
                .containsExactly("[1.0, 2.0, 3.0, 4.0, 5.0, 6.0] x 1 -> ");
        var dates = written("g,t,x\na,2026-11-29,2\na,+12026-01-01,3\na,1999-12-31,1\n");
        assertThat(texts(read(dates, longs("g", "t", "x"), NOTHING))).containsExactly("[1.0, 2.0, 3.0] x 1 -> ");
        var moments = written("g,t,x\na,2026-10-25T02:30+01:00,2\na,2026-10-25T02:30+02:00,1\n");
        assertThat(texts(read(moments, longs("g", "t", "x"), NOTHING))).containsExactly("[1.0, 2.0] x 1 -> ");
    }

    @Test
    void timestamps_and_integers_of_parquet_are_sorted() {
        var source = parquet(
                folder.resolve("p"),
                table(
                        List.of("g int", "h string", "t timestamp", "n bigint", "x float"),
                        row(1, "a,b", Timestamp.valueOf("2026-11-30 20:00:01"), 3L, 2f),
                        row(1, "a,b", Timestamp.valueOf("2026-11-30 20:00:00.5"), 30L, 1f),
                        row(1, "a", Timestamp.valueOf("2026-11-30 20:00:00"), 5L, 7f)));
        var both = new Layout.Long(List.of("g", "h"), Optional.of("t"), List.of("x"), true);
        var examples = Tables.all(read(source, both, NOTHING));
        assertThat(texts(examples)).containsExactly("[1.0, 2.0] x 1 -> ", "[7.0] x 1 -> ");
        assertThat(names(examples)).containsExactly("Group '1, a\\,b'", "Group '1, a'");
        assertThat(texts(read(source, longs("h", "n", "x"), NOTHING)))
                .containsExactly("[2.0, 1.0] x 1 -> ", "[7.0] x 1 -> ");
    }

    @Test
    void rows_without_group_or_time_and_infinite_values_are_left_out_and_missing_values_are_kept() {
        var source = written("g,t,x\na,1,1\n,2,2\na,,3\na,3,Infinity\na,4,\na,later,5\na,6,NaN\n");
        var found = read(source, longs("g", "t", "x"), NOTHING);
        assertThat(texts(found)).containsExactly("[1.0, NaN, NaN] x 1 -> ");
        assertThat(found.badRows().first())
                .containsExactly(
                        "t.csv, row 2: the group in column 'g' is missing.",
                        "t.csv, row 3: the time in column 't' is missing.",
                        "t.csv, row 4: column 'x' contains Infinity, but a finite number is required.",
                        "t.csv, row 6: column 't' contains 'later', which is neither a finite number nor a date or "
                                + "time in ISO format.");
        var strict = new Layout.Long(List.of("g"), Optional.of("t"), List.of("x"), false);
        assertThat(texts(read(source, strict, NOTHING))).containsExactly("[1.0] x 1 -> ");
    }

    @Test
    void a_group_is_bad_if_its_label_is_missing_or_its_rows_contradict_each_other() {
        var source = written("g,t,x,y\na,1,1,u\na,2,2,v\nb,1,3,\nc,1,4,u\nd,2026-01-01,5,u\nd,7,5,u\n");
        var found = read(source, longs("g", "t", "x"), LABEL);
        assertThat(texts(found)).containsExactly("[4.0] x 1 -> u");
        assertThat(found.badRows())
                .isEqualTo(new BadRows(
                        0,
                        3,
                        List.of(
                                "Group 'a': column 'y' contains both 'u' and 'v'; all rows of a group must have the "
                                        + "same value.",
                                "Group 'b': the label in column 'y' is missing.",
                                "Group 'd': column 't' contains both a number and a date, which cannot be compared.")));
        var failing = Tables.failing(Tables.settings(source, longs("g", "t", "x"), LABEL));
        assertThatThrownBy(() -> read(failing))
                .isInstanceOf(SeqNetException.class)
                .hasMessageStartingWith("3 sequences cannot be used.\nGroup 'a': ");
    }

    @Test
    void what_is_known_of_a_group_is_also_read_from_rows_that_are_no_time_steps() {
        var source = written("g,t,x,y\na,1,1,\na,2,Infinity,u\n");
        assertThat(texts(read(source, longs("g", "t", "x"), LABEL))).containsExactly("[1.0] x 1 -> u");
    }

    @Test
    void a_group_of_which_no_row_is_a_time_step_has_no_sequence() {
        var source = written("g,t,x\na,1,Infinity\nb,1,1\n");
        var found = read(source, longs("g", "t", "x"), NOTHING);
        assertThat(texts(found)).containsExactly("[1.0] x 1 -> ");
        assertThat(found.badRows().count()).isEqualTo(1);
    }

    @Test
    void labels_of_time_steps_follow_their_steps() {
        var source = written("g,t,x,y\na,2,1,u\na,1,2,\na,3,4,v\n");
        assertThat(texts(read(source, longs("g", "t", "x"), new Learned.StepLabels("y"))))
                .containsExactly("[2.0, 1.0, 4.0] x 1 -> [, u, v]");
    }

    @Test
    void targets_weights_and_validation_groups_are_those_of_the_group() {
        var source = written("g,t,x,v,w,s\na,1,1,0.5,2,p\na,2,2,0.5,,\nb,1,1,,3,q\n");
        var found = read(new TableSettings(
                source,
                longs("g", "t", "x"),
                new Learned.Targets(List.of("v")),
                Optional.of("w"),
                Optional.of("s"),
                BadRows.Treatment.SKIP));
        var example = Tables.all(found).get(0);
        assertThat(texts(List.of(example))).containsExactly("[1.0, 2.0] x 1 -> [0.5]");
        assertThat(example.weight()).isEqualTo(2);
        assertThat(example.group()).isEqualTo("p");
        assertThat(found.badRows().sequences()).isEqualTo(1);
    }

    @Test
    void numbers_of_a_group_are_compared_as_numbers_and_labels_as_texts() {
        var source = written("g,t,x,v,y\na,1,1,1,1\na,2,2,1.0,1\na,3,3,NaN,1\nb,1,4,2,1\nb,2,5,2,01\n");
        assertThat(texts(read(source, longs("g", "t", "x"), new Learned.Targets(List.of("v")))))
                .containsExactly("[1.0, 2.0, 3.0] x 1 -> [1.0]", "[4.0, 5.0] x 1 -> [2.0]");
        var labelled = read(source, longs("g", "t", "x"), LABEL);
        assertThat(texts(labelled)).containsExactly("[1.0, 2.0, 3.0] x 1 -> 1");
        assertThat(labelled.badRows().first())
                .containsExactly("Group 'b': column 'y' contains both '1' and '01'; all rows of a group must have the "
                        + "same value.");
    }

    @Test
    void windows_slide_over_the_rows_of_each_series_and_take_what_is_known_from_their_last_rows() {
        var source = written("s,t,x,y\np,1,1,a\nq,1,10,b\np,2,2,c\np,3,3,d\nq,2,20,e\np,4,4,f\n");
        var examples = Tables.all(read(source, windows(2, 1, "s", "t"), LABEL));
        assertThat(texts(examples))
                .containsExactly(
                        "[1.0, 2.0] x 1 -> c", "[2.0, 3.0] x 1 -> d", "[10.0, 20.0] x 1 -> e", "[3.0, 4.0] x 1 -> f");
        assertThat(names(examples).get(2)).isEqualTo("Window that ends at t.csv, row 5, of series 'q'");
        assertThat(texts(read(source, windows(2, 2, "s", "t"), LABEL)))
                .containsExactly("[1.0, 2.0] x 1 -> c", "[10.0, 20.0] x 1 -> e", "[3.0, 4.0] x 1 -> f");
    }

    @Test
    void windows_without_a_series_slide_over_the_whole_table() {
        var source = written("x,y\n1,a\n2,b\n3,c\n");
        var found = read(source, windows(2, 1, null, null), new Learned.StepLabels("y"));
        assertThat(texts(found)).containsExactly("[1.0, 2.0] x 1 -> [a, b]", "[2.0, 3.0] x 1 -> [b, c]");
        assertThat(found.declared().isAnyLength()).isFalse();
    }

    @Test
    void no_window_spans_a_bad_row() {
        var source = written("x\n1\n2\nInfinity\n3\n4\n5\n");
        assertThat(texts(read(source, windows(2, 1, null, null), NOTHING)))
                .containsExactly("[1.0, 2.0] x 1 -> ", "[3.0, 4.0] x 1 -> ", "[4.0, 5.0] x 1 -> ");
    }

    @Test
    void a_table_without_a_complete_window_is_refused() {
        var source = written("x\n1\n2\n");
        assertThatThrownBy(() -> read(source, windows(3, 1, null, null), NOTHING))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching("Data: none of the 2 rows of the table in '.*' gives a sequence.");
    }

    @Test
    void a_window_whose_last_row_has_no_label_is_a_bad_one() {
        var source = written("x,y\n1,a\n2,\n3,c\n");
        var found = read(source, windows(2, 1, null, null), LABEL);
        assertThat(texts(found)).containsExactly("[2.0, 3.0] x 1 -> c");
        assertThat(found.badRows().first())
                .containsExactly("Window that ends at t.csv, row 2: the label in column 'y' is missing.");
    }
}
