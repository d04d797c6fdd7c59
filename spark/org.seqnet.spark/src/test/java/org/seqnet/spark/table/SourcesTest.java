package org.seqnet.spark.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.spark.table.Tables.csv;
import static org.seqnet.spark.table.Tables.lists;
import static org.seqnet.spark.table.Tables.parquet;
import static org.seqnet.spark.table.Tables.read;
import static org.seqnet.spark.table.Tables.row;
import static org.seqnet.spark.table.Tables.source;
import static org.seqnet.spark.table.Tables.table;
import static org.seqnet.spark.table.Tables.texts;
import static org.seqnet.spark.table.Tables.wide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.LabelType;

class SourcesTest {
    private static final Learned LABEL = new Learned.Label("y");
    private static final Learned NOTHING = new Learned.Nothing();

    @TempDir
    Path folder;

    private static void refused(ThrowingCallable reading, String message) {
        assertThatThrownBy(reading).isInstanceOf(SeqNetException.class).hasMessage(message);
    }

    @Test
    void a_path_that_does_not_exist_is_named() {
        var missing = source(TableFormat.PARQUET, folder.resolve("nö such"));
        refused(
                () -> read(missing, wide("x"), LABEL),
                "Data: there is no file or folder '" + missing.paths().get(0) + "'. Check the path.");
    }

    @Test
    void data_that_would_count_twice_are_refused() {
        var table = table(List.of("x double", "y string"), row(1.0, "a"));
        var inner = folder.resolve("all/day=1").toString();
        table.write().parquet(inner);
        var outer = folder.resolve("all").toString();
        refused(
                () -> read(new TableSource(List.of(inner, outer + "/day=*"), TableFormat.PARQUET), wide("x"), LABEL),
                "Data: 'file:%s' is named twice, so its rows would count twice. Leave one out.".formatted(inner));
        refused(
                () -> read(new TableSource(List.of(inner, outer), TableFormat.PARQUET), wide("x"), LABEL),
                "Data: 'file:%s' lies within 'file:%s', so its rows would count twice. Leave one of them out."
                        .formatted(inner, outer));
    }

    @Test
    void a_folder_without_files_is_refused() {
        var empty = source(TableFormat.PARQUET, folder);
        refused(
                () -> read(empty, wide("x"), LABEL),
                "Data: '" + empty.paths().get(0)
                        + "' has no Parquet files with columns. Check the path and the format.");
    }

    @Test
    void files_of_another_format_are_refused() throws IOException {
        Files.writeString(folder.resolve("t.parquet"), "x,y\n1,2\n");
        assertThatThrownBy(() -> read(source(TableFormat.PARQUET, folder), wide("x"), LABEL))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching("Data: '.*' cannot be read as Parquet \\(.*\\). Check the path and the format.");
    }

    @Test
    void a_column_that_does_not_exist_is_named_with_the_closest_one() {
        var source = parquet(folder.resolve("t"), table(List.of("temperature double", "y string"), row(1.0, "a")));
        refused(
                () -> read(source, wide("Temprature"), LABEL),
                "Value columns: the table has no column 'Temprature'. Did you mean 'temperature'?");
        refused(() -> read(source, wide("q"), LABEL), "Value columns: the table has no column 'q'. Did you mean 'y'?");
        refused(
                () -> read(source, wide("pressure"), LABEL),
                "Value columns: the table has no column 'pressure'. The columns are 'temperature, y'.");
        refused(
                () -> read(source, wide("p*"), LABEL),
                "Value columns: no column of the table matches 'p*'. The columns are 'temperature, y'.");
        refused(
                () -> read(source, wide("temperature", "t*"), LABEL),
                "Value columns: column 'temperature' is given twice. Enter each column only once.");
    }

    @Test
    void a_column_of_another_type_is_refused() {
        var source =
                parquet(folder.resolve("t"), table(List.of("x string", "y array<int>"), row("a", new Integer[] {1})));
        refused(
                () -> read(source, wide("x"), NOTHING),
                "Value columns: column 'x' has the type 'string', but numbers are required. Enter another column.");
        refused(
                () -> read(source, lists("y"), LABEL),
                "Label column: column 'y' has the type 'array<int>', but single values are required. Enter another "
                        + "column.");
        refused(
                () -> read(source, lists("x"), NOTHING),
                "List columns: column 'x' contains texts. Enter whether their symbols are letters, words or separated, "
                        + "or another column.");
    }

    @Test
    void a_table_without_rows_is_refused() {
        var source = parquet(folder.resolve("t"), table(List.of("x double", "y string")));
        refused(
                () -> read(source, wide("x"), LABEL),
                "Data: the table in '" + source.paths().get(0) + "' has no rows. Check the path.");
    }

    @Test
    void orc_is_read_as_parquet_is() {
        var written = table(List.of("x array<double>", "y.z string"), row(new Double[] {1.0, 2.0}, "ü"));
        written.write().orc(folder.resolve("o").toUri().toString());
        assertThat(texts(read(source(TableFormat.ORC, folder.resolve("o")), lists("x"), new Learned.Label("y.z"))))
                .containsExactly("[1.0, 2.0] x 1 -> ü");
    }

    @Test
    void csv_is_parsed_strictly_and_bad_lines_are_named() {
        var source = csv(
                folder.resolve("t.csv"),
                "a,b,y\n1,2,u\n1,,v\n1,2\n1,2,w,9\n1,zwei,w\n1,1d,w\n\"7\",NaN,\"q, \"\"r\"\"\"\n 3 ,Infinity,u\n");
        var found = read(source, wide("a", "b"), LABEL);
        assertThat(texts(found))
                .containsExactly("[1.0, 2.0] x 1 -> u", "[1.0, NaN] x 1 -> v", "[7.0, NaN] x 1 -> q, \"r\"");
        assertThat(found.badRows().first())
                .containsExactly(
                        "t.csv, row 3: the line has more or fewer fields than the table has columns: '1,2'.",
                        "t.csv, row 4: the line has more or fewer fields than the table has columns: '1,2,w,9'.",
                        "t.csv, row 5: column 'b' contains 'zwei', but a number is required.",
                        "t.csv, row 6: column 'b' contains '1d', but a number is required.",
                        "t.csv, row 8: column 'b' contains Infinity, but a finite number is required.");
    }

    @Test
    void labels_of_csv_are_whole_numbers_if_all_of_them_are() {
        var found = read(csv(folder.resolve("t.csv"), "x,y\n1,10\n2,9\n"), wide("x"), LABEL);
        assertThat(found.declared().types()).containsExactly(LabelType.INTEGER, LabelType.LONG);
        assertThat(texts(found)).containsExactly("[1.0] x 1 -> 10", "[2.0] x 1 -> 9");
    }

    @Test
    void separator_quote_encoding_and_header_are_settings() {
        var format = new TableFormat.Csv(";", "'", "ISO-8859-1", false);
        var source = csv(folder.resolve("t.csv"), "1;'grün;''neu'''\n", StandardCharsets.ISO_8859_1, format);
        assertThat(texts(read(source, wide("_c0"), new Learned.Label("_c1"))))
                .containsExactly("[1.0] x 1 -> grün;'neu'");
    }

    @Test
    void settings_of_csv_that_cannot_be_used_are_refused() {
        refused(
                () -> new TableFormat.Csv(",,", "\"", "UTF-8", true),
                "Separator: ',,' is not one character. Enter exactly one.");
        refused(
                () -> new TableFormat.Csv(",", "\"", "UTF-9", true),
                "Encoding: 'UTF-9' is unknown. Enter a name such as UTF-8 or windows-1252.");
        refused(
                () -> new TableFormat.Csv(",", "\"", "UTF-16", true),
                "Encoding: lines of files in UTF-16 cannot be told apart. Convert the files to UTF-8.");
    }

    @Test
    void gzipped_and_plain_files_and_patterns_are_one_table_in_the_order_of_their_names() throws IOException {
        try (var out = new GZIPOutputStream(Files.newOutputStream(folder.resolve("b.csv.gz")))) {
            out.write("x,y\n3,c\n".getBytes(StandardCharsets.UTF_8));
        }
        csv(folder.resolve("a.csv"), "x,y\n1,a\n2,b\n");
        csv(folder.resolve("empty.csv"), "");
        csv(folder.resolve("z.txt"), "x,y\n9,z\n");
        var base = folder.toUri().toString();
        var both = new TableSource(List.of(base + "z.txt", base + "*.csv*"), TableFormat.Csv.USUAL);
        var examples = Tables.all(read(both, wide("x"), LABEL));
        assertThat(texts(examples))
                .containsExactly("[1.0] x 1 -> a", "[2.0] x 1 -> b", "[3.0] x 1 -> c", "[9.0] x 1 -> z");
        assertThat(Tables.names(examples))
                .containsExactly("a.csv, row 1", "a.csv, row 2", "b.csv.gz, row 1", "z.txt, row 1");
    }

    @Test
    void files_of_equal_names_are_named_with_their_folders() throws IOException {
        Files.createDirectories(folder.resolve("p"));
        Files.createDirectories(folder.resolve("q"));
        csv(folder.resolve("p/t.csv"), "x\n1\n");
        csv(folder.resolve("q/t.csv"), "x\n2\n");
        var both = source(TableFormat.Csv.USUAL, folder.resolve("p"), folder.resolve("q"));
        assertThat(Tables.names(Tables.all(read(both, wide("x"), NOTHING))))
                .allMatch(name -> name.contains("/t.csv, row 1"));
    }

    @Test
    void csv_files_of_other_headers_are_refused() {
        csv(folder.resolve("a.csv"), "x,y\n1,a\n");
        csv(folder.resolve("b.csv"), "y,x\na,1\n");
        assertThatThrownBy(() -> read(source(TableFormat.Csv.USUAL, folder), wide("x"), LABEL))
                .isInstanceOf(SeqNetException.class)
                .hasMessageMatching("Data: the header of the CSV file '.*\\.csv' is '\\w, \\w', but that of another "
                        + "file is '\\w, \\w'. All files must have the same columns in the same order.");
    }

    @Test
    void a_csv_file_without_a_line_is_refused() {
        var source = csv(folder.resolve("t.csv"), "");
        refused(
                () -> read(source, wide("x"), LABEL),
                "Data: '" + source.paths().get(0) + "' has no CSV files with columns. Check the path and the format.");
    }
}
