package org.seqnet.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.spark.table.Tables.lists;
import static org.seqnet.spark.table.Tables.parquet;
import static org.seqnet.spark.table.Tables.read;
import static org.seqnet.spark.table.Tables.row;
import static org.seqnet.spark.table.Tables.table;
import static org.seqnet.spark.table.Tables.texts;
import static org.seqnet.spark.table.Tables.wide;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.ValueSteps;

class RowLayoutsTest {
    private static final Learned NOTHING = new Learned.Nothing();

    @TempDir
    Path folder;

    private TableSource written(List<String> columns, Object[]... rows) {
        return parquet(folder.resolve("t"), table(columns, rows));
    }

    @Test
    void arrays_of_numbers_keep_their_lengths_and_missing_values() {
        var source = written(
                List.of("x array<double>", "y string"),
                row(new Double[] {1.0, null, 3.0}, "b"),
                row(new Double[] {Double.NaN}, "a"));
        var found = read(source, lists("x"), new Learned.Label("y"));
        assertThat(texts(found)).containsExactly("[1.0, NaN, 3.0] x 1 -> b", "[NaN] x 1 -> a");
        assertThat(found.badRows()).isEqualTo(BadRows.NONE);
        assertThat(found.declared().isAnyLength()).isTrue();
    }

    @Test
    void an_array_is_cut_into_time_steps_in_the_order_of_its_values() {
        var source = written(List.of("x array<int>"), row((Object) new Integer[] {1, 2, 3, 10, 20, 30}));
        var byVariable = new ValueSteps(2, ValueSteps.Order.FEATURE_BY_FEATURE, false);
        var byStep = new ValueSteps(2, ValueSteps.Order.STEP_BY_STEP, false);
        assertThat(texts(read(source, new Layout.Lists(List.of("x"), byVariable, Tokenizer.OF_LISTS, true), NOTHING)))
                .containsExactly("[1.0, 10.0, 2.0, 20.0, 3.0, 30.0] x 2 -> ");
        assertThat(texts(read(source, new Layout.Lists(List.of("x"), byStep, Tokenizer.OF_LISTS, true), NOTHING)))
                .containsExactly("[1.0, 2.0, 3.0, 10.0, 20.0, 30.0] x 2 -> ");
    }

    @Test
    void arrays_of_arrays_are_time_steps_by_features() {
        var source = written(
                List.of("x array<array<float>>"),
                row((Object) new Float[][] {{1f, 2f}, {3f, null}}),
                row((Object) new Float[][] {null, {3f, 4f}}),
                row((Object) new Float[][] {{1f, 2f}, {3f}}),
                row((Object) new Float[][] {}),
                row((Object) null));
        var found = read(source, lists("x"), NOTHING);
        assertThat(texts(found)).containsExactly("[1.0, 2.0, 3.0, NaN] x 2 -> ", "[NaN, NaN, 3.0, 4.0] x 2 -> ");
        assertThat(found.badRows().rows()).isEqualTo(3);
        assertThat(found.badRows().first())
                .extracting(text -> text.replaceFirst("^part-.*parquet, ", ""))
                .containsExactly(
                        "row 3: time step 2 of the list in column 'x' has 1 features, but the first has 2.",
                        "row 4: the list in column 'x' has no time step or no feature.",
                        "row 5: the list in column 'x' is missing.");
    }

    @Test
    void several_columns_of_arrays_are_features_and_must_be_of_equal_length() {
        var source = written(
                List.of("a array<double>", "b array<bigint>"),
                row(new Double[] {1.0, 2.0}, new Long[] {10L, 20L}),
                row(new Double[] {1.0, 2.0}, new Long[] {10L}));
        var found = read(source, lists("a", "b"), NOTHING);
        assertThat(texts(found)).containsExactly("[1.0, 10.0, 2.0, 20.0] x 2 -> ");
        assertThat(found.badRows().first().get(0))
                .endsWith("row 2: the list in column 'b' has 1 numbers, but that in column 'a' has 2.");
        assertThat(found.declared().preparation().features()).containsExactly("a", "b");
    }

    @Test
    void bytes_stay_bytes() {
        var source = written(List.of("x binary"), row((Object) new byte[] {1, -1, 3, 4}));
        var steps = new ValueSteps(2, ValueSteps.Order.FEATURE_BY_FEATURE, false);
        assertThat(texts(read(source, new Layout.Lists(List.of("x"), steps, Tokenizer.OF_LISTS, true), NOTHING)))
                .containsExactly("bytes [1, 3, -1, 4] x 2 -> ");
    }

    @Test
    void arrays_of_texts_are_symbols_and_texts_are_split() {
        var source = written(
                List.of("x array<string>", "t string"), row(new String[] {"up", null, "down"}, "b a"), row(null, null));
        assertThat(texts(read(source, lists("x"), NOTHING))).containsExactly("[up, null, down] x 1 -> ");
        var words = new Tokenizer(Tokenizer.Unit.WORDS, "", 1, true);
        var found = read(source, new Layout.Lists(List.of("t"), Tables.SINGLE, words, true), NOTHING);
        assertThat(texts(found)).containsExactly("[a] x 1 -> ");
        assertThat(Tokenizer.of(found.declared().preparation())).contains(words);
    }

    @Test
    void wide_values_are_in_the_order_that_is_asked_for_and_a_pattern_is_in_that_of_the_table() {
        var source = written(
                List.of("id string", "x.1 double", "x.2 int", "q`q decimal(6,2)", "ok boolean"),
                row("r", 1.5, 2, new BigDecimal("3.25"), true));
        assertThat(texts(read(source, wide("ok", "q`q", "x.*"), NOTHING)))
                .containsExactly("[1.0, 3.25, 1.5, 2.0] x 1 -> ");
    }

    @Test
    void missing_values_at_the_end_end_a_sequence_if_asked_for() {
        var source = written(
                List.of("a double", "b double", "c double"),
                row(1.0, null, 3.0),
                row(1.0, 2.0, null),
                row(null, null, null));
        var ending = new ValueSteps(1, ValueSteps.Order.STEP_BY_STEP, true);
        var found = read(source, new Layout.Wide(List.of("a", "b", "c"), ending, true), NOTHING);
        assertThat(texts(found)).containsExactly("[1.0, NaN, 3.0] x 1 -> ", "[1.0, 2.0] x 1 -> ");
        assertThat(found.badRows().rows()).isEqualTo(1);
        assertThat(found.declared().isAnyLength()).isTrue();
    }

    @Test
    void missing_values_make_bad_rows_if_asked_for_and_infinite_ones_always() {
        var source = written(
                List.of("a double", "b double"),
                row(1.0, null),
                row(1.0, Double.NEGATIVE_INFINITY),
                row(1e300, 2.0),
                row(1.0, 2.0));
        var strict = new Layout.Wide(List.of("a", "b"), Tables.SINGLE, false);
        var found = read(source, strict, NOTHING);
        assertThat(texts(found)).containsExactly("[1.0, 2.0] x 1 -> ");
        assertThat(found.badRows().first())
                .extracting(text -> text.replaceFirst("^part-.*parquet, ", ""))
                .containsExactly(
                        "row 1: column 'b' is missing or NaN.",
                        "row 2: column 'b' contains -Infinity, but a finite number is required.",
                        "row 3: column 'a' contains 1.0E300, but a finite number within single precision is required.");
        assertThat(found.examples()).isEqualTo(1);
    }

    @Test
    void labels_are_texts_as_their_types_write_them() {
        var source = written(
                List.of("x double", "i int", "l bigint", "b boolean", "d double", "s string"),
                row(1.0, 7, 1L << 40, true, 0.5, "é"));
        assertThat(texts(read(source, wide("x"), new Learned.Label("i")))).containsExactly("[1.0] x 1 -> 7");
        assertThat(texts(read(source, wide("x"), new Learned.Label("l"))))
                .containsExactly("[1.0] x 1 -> 1099511627776");
        assertThat(texts(read(source, wide("x"), new Learned.Label("b")))).containsExactly("[1.0] x 1 -> true");
        assertThat(texts(read(source, wide("x"), new Learned.Label("d")))).containsExactly("[1.0] x 1 -> 0.5");
        assertThat(texts(read(source, wide("x"), new Learned.Label("s")))).containsExactly("[1.0] x 1 -> é");
        assertThat(read(source, wide("x"), new Learned.Label("i")).declared().types())
                .containsExactly(LabelType.INTEGER);
        assertThat(read(source, wide("x"), new Learned.Label("b")).declared().types())
                .containsExactly(LabelType.BOOLEAN);
    }

    @Test
    void rows_without_a_label_and_with_a_label_that_is_nan_are_bad_ones() {
        var source = written(List.of("x double", "y double"), row(1.0, Double.NaN), row(2.0, null), row(3.0, 1.0));
        var found = read(source, wide("x"), new Learned.Label("y"));
        assertThat(texts(found)).containsExactly("[3.0] x 1 -> 1.0");
        assertThat(found.badRows().rows()).isEqualTo(2);
        assertThat(found.badRows().first().get(0)).endsWith("row 1: the label in column 'y' is missing.");
    }

    @Test
    void several_labels_come_from_an_array_or_from_columns() {
        var source = written(
                List.of("x double", "s array<string>", "a int", "b boolean"),
                row(1.0, new String[] {"u", "v", "u"}, 0, true),
                row(2.0, new String[] {}, 0, false),
                row(3.0, new String[] {null}, 2, true));
        var lists = read(source, wide("x"), new Learned.Labels("s"));
        assertThat(texts(lists)).containsExactly("[1.0] x 1 -> [u, v]", "[2.0] x 1 -> []");
        var columns = read(source, wide("x"), new Learned.ZeroOne(List.of("b", "a")));
        assertThat(texts(columns)).containsExactly("[1.0] x 1 -> [b]", "[2.0] x 1 -> []");
        assertThat(columns.declared().names()).containsExactly("b", "a");
        assertThat(columns.badRows().first().get(0))
                .endsWith("row 3: column 'a' contains 2.0, but 0 or 1 is required.");
    }

    @Test
    void a_row_is_kept_if_one_of_several_targets_is_known() {
        var source = written(List.of("x double", "t double", "u int"), row(1.0, null, 4), row(2.0, Double.NaN, null));
        var found = read(source, wide("x"), new Learned.Targets(List.of("t", "u")));
        assertThat(texts(found)).containsExactly("[1.0] x 1 -> [NaN, 4.0]");
        assertThat(found.declared().names()).containsExactly("t", "u");
        assertThat(found.badRows().first().get(0)).endsWith("row 2: all target values are missing.");
    }

    @Test
    void weights_and_groups_are_read_and_a_weight_must_be_a_number() {
        var source = written(
                List.of("x double", "w double", "g string"),
                row(1.0, 0.5, "a"),
                row(2.0, null, "a"),
                row(3.0, -1.0, null));
        var settings = new TableSettings(
                source, wide("x"), NOTHING, Optional.of("w"), Optional.of("g"), BadRows.Treatment.SKIP);
        var found = read(settings);
        var example = Tables.all(found).get(0);
        assertThat(example.weight()).isEqualTo(0.5f);
        assertThat(example.group()).isEqualTo("a");
        assertThat(found.badRows().rows()).isEqualTo(2);
    }

    @Test
    void a_label_for_each_time_step_is_an_array_of_equal_length() {
        var source = written(
                List.of("x array<double>", "s array<string>"),
                row(new Double[] {1.0, 2.0}, new String[] {"u", null}),
                row(new Double[] {1.0, 2.0}, new String[] {"u"}),
                row(new Double[] {1.0}, new String[] {null}));
        var found = read(source, lists("x"), new Learned.StepLabels("s"));
        assertThat(texts(found)).containsExactly("[1.0, 2.0] x 1 -> [u, ]");
        assertThat(found.badRows().rows()).isEqualTo(2);
    }

    @Test
    void bad_rows_are_refused_if_none_may_be() {
        var source = written(List.of("x double", "y string"), row(1.0, null), row(2.0, "a"));
        var settings = Tables.failing(Tables.settings(source, wide("x"), new Learned.Label("y")));
        assertThatThrownBy(() -> read(settings))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching(
                        "1 row cannot be used.\npart-.*parquet, row 1: the label in column 'y' is missing.\n"
                                + "Correct or remove them, or skip bad rows.");
    }

    @Test
    void a_table_of_nothing_but_missing_values_is_refused_with_its_first_rows() {
        var rows = new Object[9][];
        Arrays.fill(rows, row(null, null));
        var source = written(List.of("x double", "y string"), rows);
        assertThatThrownBy(() -> read(source, wide("x"), new Learned.Label("y")))
                .isInstanceOf(SeqNetException.class)
                .hasMessageContaining("none of the 9 rows")
                .hasMessageContaining("row 5: the label in column 'y' is missing.\n... and 4 more.");
    }
}
