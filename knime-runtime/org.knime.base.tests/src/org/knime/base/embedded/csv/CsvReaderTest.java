package org.knime.base.embedded.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.base.node.io.filehandling.csv.reader.CSVTableReaderNodeFactory;
import org.knime.core.data.DataRow;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.LongCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.ExecutionContext;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.Node;
import org.knime.core.node.NodeSettings;

/** The node with the settings of the workflow gestures-long-format, which are those that KNIME 5.8.3 saves. */
class CsvReaderTest {
    private static final String COLUMNS = "recording,time,x,y,z,gesture\n";

    @TempDir
    Path folder;

    private Path file;
    private String settings;

    @BeforeEach
    void read_the_settings_of_the_workflow() throws IOException {
        file = folder.resolve("file.csv");
        settings = Files.readString(repository().resolve("workflows/gestures-long-format/CSV Reader (#1)/settings.xml"))
                .replace("\"train.csv\"", "\"" + file + "\"")
                .replace("value=\"RELATIVE\"", "value=\"LOCAL\"")
                .replaceAll("\\s+<entry key=\"file_system_specifier\"[^>]*>", "");
    }

    private static Path repository() {
        var folder = Path.of("").toAbsolutePath();
        while (!Files.isDirectory(folder.resolve("workflows"))) {
            folder = folder.getParent();
        }
        return folder;
    }

    private NodeSettings model() throws Exception {
        var in = new ByteArrayInputStream(settings.getBytes(StandardCharsets.UTF_8));
        return ((NodeSettings) NodeSettings.loadFromXML(in)).getNodeSettings("model");
    }

    private Node node() throws Exception {
        var node = new Node(new CSVTableReaderNodeFactory());
        node.loadModelSettingsFrom(model());
        return node;
    }

    private CsvReaderModel reader() throws Exception {
        return (CsvReaderModel) node().getNodeModel();
    }

    /** Changes a setting, also where the settings keep what it was when the dialog looked at the file. */
    private void change(String key, String from, String to) {
        var entry = "(<entry key=\"%s\" type=\"\\w+\" value=\")%s\"";
        var changed = settings.replaceAll(entry.formatted(key, from), "$1" + to + "\"");
        assertThat(changed).isNotEqualTo(settings);
        settings = changed;
    }

    private void forgetColumns() {
        change("source_group_id", file.toString(), "another.csv");
    }

    @SuppressWarnings("deprecation") // the other constructors want a workflow
    private BufferedDataTable read(String text) throws Exception {
        Files.writeString(file, text);
        var context = new ExecutionContext(new DefaultNodeProgressMonitor(), new Node(new CSVTableReaderNodeFactory()));
        return reader().execute(new BufferedDataTable[0], context)[0];
    }

    private static List<String> rows(BufferedDataTable table) {
        var rows = new ArrayList<String>();
        for (DataRow row : table) {
            rows.add(row.toString());
        }
        return rows;
    }

    @Test
    void columns_that_the_settings_keep_are_known_before_the_file_is_read() throws Exception {
        var spec = reader().configure(null)[0];

        assertThat(spec.getColumnNames()).containsExactly("recording", "time", "x", "y", "z", "gesture");
        assertThat(spec.stream().map(column -> column.getType()))
                .containsExactly(
                        IntCell.TYPE, IntCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, DoubleCell.TYPE, StringCell.TYPE);
    }

    @Test
    void rows_are_read_with_the_kept_types_and_get_their_domain() throws Exception {
        var table = read(COLUMNS + "7,0,1,-2.5,,\"to, and fro\"\n8,50,0.25,1e1,3,12\n");

        assertThat(rows(table))
                .containsExactly("Row0: [7, 0, 1.0, -2.5, ?, to, and fro]", "Row1: [8, 50, 0.25, 10.0, 3.0, 12]");
        var domain = table.getDataTableSpec().getColumnSpec("y").getDomain();
        assertThat(domain.getLowerBound()).isEqualTo(new DoubleCell(-2.5));
        assertThat(table.getDataTableSpec().getColumnSpec("gesture").getDomain().getValues())
                .containsExactly(new StringCell("to, and fro"), new StringCell("12"));
    }

    @Test
    void without_kept_columns_types_are_guessed() throws Exception {
        forgetColumns();

        assertThat(reader().configure(null)).containsExactly((DataTableSpec) null);
        var table = read("a,b,c,d,e,f\n1,1,1,1,,NaN\n-2,3000000000,2.5,x,,1\n");
        assertThat(table.getDataTableSpec().stream().map(column -> column.getType()))
                .containsExactly(
                        IntCell.TYPE,
                        LongCell.TYPE,
                        DoubleCell.TYPE,
                        StringCell.TYPE,
                        StringCell.TYPE,
                        DoubleCell.TYPE);
        assertThat(rows(table))
                .containsExactly("Row0: [1, 1, 1.0, 1, ?, NaN]", "Row1: [-2, 3000000000, 2.5, x, ?, 1.0]");
    }

    @Test
    void columns_are_guessed_anew_once_a_setting_is_another_than_when_they_were_kept() throws Exception {
        settings = settings.replaceFirst("(\"column_delimiter\" type=\"xstring\" value=\"),", "$1;");

        assertThat(reader().configure(null)).containsExactly((DataTableSpec) null);
        assertThat(rows(read("a;b\n1;2,5\n"))).containsExactly("Row0: [1, 2,5]");
    }

    @Test
    void a_value_beyond_the_scanned_rows_that_does_not_fit_is_refused() throws Exception {
        forgetColumns();
        settings = settings.replace("type=\"xlong\" value=\"10000\"", "type=\"xlong\" value=\"2\"");

        assertThatThrownBy(() -> read("a\n1\n2\nthree\n"))
                .hasMessage(file + ", row Row2, column 'a': 'three' is no " + IntCell.TYPE + ".");
    }

    @Test
    void other_columns_than_the_kept_ones_are_refused() {
        assertThatThrownBy(() -> read("recording,x\n1,2\n"))
                .hasMessage(file + ", line 1: the columns are [recording, x]; the node is configured for "
                        + "[recording, time, x, y, z, gesture]. Configure it again.");
    }

    @Test
    void a_row_of_another_length_is_refused() {
        assertThatThrownBy(() -> read(COLUMNS + "# about\n\n1,2\n"))
                .hasMessage(file + ", line 4: the row has 2 values; there are 6 columns.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,a\n", "a,\n"})
    void columns_need_names_of_their_own(String header) {
        forgetColumns();

        assertThatThrownBy(() -> read(header)).hasMessage(file + ", line 1: each column needs a name of its own.");
    }

    @Test
    void an_empty_file_has_no_columns() {
        assertThatThrownBy(() -> read("")).hasMessage(file + ", line 1: there is no row of column names.");
    }

    @Test
    void a_file_that_is_not_there_is_named() {
        var there = file;
        file = folder.resolve("elsewhere.csv");

        assertThatThrownBy(() -> read(COLUMNS)).hasMessage(there + ": there is no such file. Check the path.");
    }

    @Test
    void settings_are_saved_as_they_were_loaded() throws Exception {
        var saved = new NodeSettings("model");
        node().saveModelSettingsTo(saved);

        assertThat(saved).isEqualTo(model());
    }

    @ParameterizedTest
    @CsvSource({
        "has_column_header, true, false, settings/has_column_header = false, true",
        "has_row_id, false, true, settings/has_row_id = true, false",
        "support_short_data_rows, false, true, settings/support_short_data_rows = true, false",
        "skip_empty_data_rows, false, true, settings/skip_empty_data_rows = true, false",
        "use_line_break_row_delimiter, true, false, settings/use_line_break_row_delimiter = false, true",
        "filter_mode, FILE, FILES_IN_FOLDERS, settings/file_selection/filter_mode/filter_mode = FILES_IN_FOLDERS, FILE",
        "column_delimiter, ',', '||', settings/column_delimiter = ||, one character",
        "quote_escape_char, &quot;, '/', settings/quote_escape_char = /, '\"'",
        "append_path_column_Internals, false, true, advanced_settings/append_path_column_Internals = true, false",
        "check_table_spec, true, false, advanced_settings/check_table_spec = false, true",
        "skip_lines, false, true, limit_rows/skip_lines = true, false",
        "limit_data_rows, false, true, limit_rows/limit_data_rows = true, false",
        "keep, true, false, table_transformation/columns/0/keep = false, true",
        "skip_empty_columns, false, true, table_transformation/skip_empty_columns = true, false",
        "charset, UTF-8, no-such, encoding/charset = no-such, encodings that this Java knows"
    })
    void a_setting_that_is_not_supported_is_refused(
            String key, String from, String to, String found, String supported) {
        change(key, from, to);

        assertThatThrownBy(this::reader)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageStartingWith("The CSV Reader of the embedded runtime does not support ")
                .hasMessageEndingWith(found + ", only " + supported + ".");
    }

    @Test
    void a_setting_of_a_later_version_is_refused() {
        var encoding = "\n        <config key=\"encoding\">";
        settings = settings.replace(encoding, encoding + "<entry key=\"new\" type=\"xint\" value=\"1\"/>");

        assertThatThrownBy(this::reader)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessage("The CSV Reader of the embedded runtime does not know the setting encoding/new.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"row_delimiter", "max_num_chunks_per_file", "charset", "mountpoint"})
    void a_setting_that_is_missing_is_refused_even_if_it_does_not_matter(String key) {
        settings = settings.replaceAll("\\s+<entry key=\"" + key + "\"[^>]*>", "");

        assertThatThrownBy(this::reader)
                .isInstanceOf(InvalidSettingsException.class)
                .hasMessageContaining(key);
    }
}
