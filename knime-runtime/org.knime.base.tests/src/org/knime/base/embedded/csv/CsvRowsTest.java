package org.knime.base.embedded.csv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvRowsTest {
    private static final CsvFormat FORMAT = new CsvFormat(',', '"', '#');

    private static List<List<String>> rows(String text, CsvFormat format) throws IOException {
        try (var rows = new CsvRows(new StringReader(text), format)) {
            var all = new ArrayList<List<String>>();
            for (var row = rows.next(); row != null; row = rows.next()) {
                all.add(Arrays.asList(row));
            }
            return all;
        }
    }

    private static List<List<String>> rows(String text) throws IOException {
        return rows(text, FORMAT);
    }

    @Test
    void every_kind_of_line_break_ends_a_row_and_the_last_one_needs_none() throws IOException {
        assertThat(rows("a,b\n1,2\r\n3,4\r5,6"))
                .containsExactly(List.of("a", "b"), List.of("1", "2"), List.of("3", "4"), List.of("5", "6"));
    }

    @Test
    void values_are_trimmed_and_empty_ones_are_missing() throws IOException {
        assertThat(rows(" a , \" b \" ,,\"\"\n,"))
                .containsExactly(Arrays.asList("a", "b", null, null), Arrays.asList(null, null));
    }

    @Test
    void quotes_hold_delimiters_line_breaks_comment_signs_and_quotes() throws IOException {
        assertThat(rows("\"a,b\",\"c\nd\",\"#e\",\"\"\"f\"\"\",\"\"\"\"\n"))
                .containsExactly(List.of("a,b", "c\nd", "#e", "\"f\"", "\""));
    }

    @Test
    void empty_lines_comments_and_the_byte_order_mark_are_no_rows() throws IOException {
        assertThat(rows("\uFEFF# about\n\na#b\n#c,d\n\n")).containsExactly(List.of("a#b"));
        assertThat(rows("")).isEmpty();
    }

    @Test
    void a_format_may_have_another_delimiter_and_neither_quotes_nor_comments() throws IOException {
        assertThat(rows("#a\t\"b\"\t\n", new CsvFormat('\t', '\0', '\0')))
                .containsExactly(Arrays.asList("#a", "\"b\"", null));
    }

    @Test
    void a_quote_without_an_end_is_refused_with_the_line_of_its_beginning() {
        assertThatThrownBy(() -> rows("a\n\"b\nc\nd"))
                .isInstanceOf(IOException.class)
                .hasMessage("line 2: the quote that begins here has no end.");
    }

    @Test
    void what_follows_a_quoted_value_is_refused() {
        assertThatThrownBy(() -> rows("\"a\nb\"c,d"))
                .isInstanceOf(IOException.class)
                .hasMessage("line 2: after a quoted value comes 'c'. Expected the delimiter or the end of the line.");
    }
}
