package org.seqnet.engine.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.MalformedException;

/** One fault, one test: a valid file, one change, one message. */
class MalformedTsTest {

    private static final String HEADER =
            """
            @problemName Walking
            @timeStamps false
            @missing false
            @univariate false
            @dimensions 2
            @equalLength true
            @seriesLength 3
            @classLabel true up down
            """;
    private static final String FILE = HEADER + "@data\n1,2,3:10,20,30:up\n4,5,6:40,50,60:down\n";

    /** One change of the file, and what follows its name in the message. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        @timeStamps false | @timeStamps true | line 2: @timeStamps: series with time stamps are not supported. Save \
        them as values at equal steps (@timeStamps false), with ? where there is no value.
        @missing false | @missing no | line 3: @missing: expected true or false, but found 'no'.
        @missing false | @missing | line 3: @missing: its value is missing.
        @univariate false | @univariate true | line 5: @dimensions: 2 dimensions, but the header also specifies \
        @univariate true, which is one. Correct one of the two.
        @dimensions 2 | @dimensions two | line 5: @dimensions: expected a positive integer, but found 'two'.
        @dimensions 2 | @dimensions 0 | line 5: @dimensions: expected a positive integer, but found '0'.
        @dimensions 2 | @dimensions 9999999999 | line 5: @dimensions: expected a positive integer, but found \
        '9999999999'.
        @seriesLength 3 | @missing false | line 7: @missing occurs twice. Remove one of the two lines.
        @seriesLength 3 | @targetLabel true | line 7: @targetLabel: the header also specifies @classLabel true; a \
        series has either a class or a number. Set one of the two to false.
        @seriesLength 3 | 1,2,3:up | line 7: expected a line of the header, such as @data, but found '1,2,3:up'. Put \
        @data before the first series.
        true up down | true | line 8: @classLabel: no class labels; expected the list of all labels, such as \
        @classLabel true 1 2.
        @data | @data 1,2,3 | line 9: @data stands alone on its line, but is followed by '1,2,3'. Put the first \
        series on a line of its own.
        @dimensions 2 | @dimensions 3 | line 10: this series has 2 dimensions, but the header specifies 3. Correct \
        the header or the series.
        @seriesLength 3 | @seriesLength 1 | line 10: this series has 3 time steps, but the header specifies 1. \
        Correct the header or the series.
        4,5,6:40,50,60:down | 4,5,6:down | line 11: this series has 1 dimension, but the header specifies 2. Correct \
        the header or the series.
        4,5,6:40,50,60:down | 4:40:down | line 11: this series has 1 time step, but the header specifies 3. Correct \
        the header or the series.
        4,5,6:40,50,60:down | down | line 11: this series has no values. Correct the header or the series.
        4,5,6:40,50,60:down | 4,5,6:40,50:down | line 11, column 10: dimension 2 of this series has 2 values, but \
        dimension 1 has 3; all dimensions of a series must have the same length. Fill the shorter ones up with ?, or \
        use a version of the data set with equal lengths.
        60:down | 60:left | line 11, column 16: class label 'left' is not one of the 2 labels in the header: 'up', \
        'down'. Add it to the header, or correct the case.
        60:down | 60 | line 11, column 13: the line ends here, but the header specifies @classLabel true; expected a \
        colon and the class label after the last value. Correct the header or the series.
        4,5,6 | 4,?,6 | line 11, column 3: a missing value, but the header specifies @missing false. Correct the \
        header or the series.
        4,5,6 | 4,NaN,6 | line 11, column 3: a missing value, but the header specifies @missing false. Correct the \
        header or the series.
        4,5,6 | 4,,6 | line 11, column 3: a value is empty; expected a number, or ? for a missing value. Correct the \
        file.
        4,5,6 | 4,5,x6 | line 11, column 5: 'x6' is not a number; expected a number such as -1.25, or ? for a \
        missing value. Correct the file.
        4,5,6 | 4,5,0x1p3 | line 11, column 5: '0x1p3' is not a number; expected a number such as -1.25, or ? for a \
        missing value. Correct the file.
        4,5,6 | 4,Infinity,6 | line 11, column 3: 'Infinity' is not a number; expected a number such as -1.25, or ? \
        for a missing value. Correct the file.
        4,5,6 | 4,1e39,6 | line 11, column 3: '1e39' is too large; the largest number is 3.4E38. Write ? for a \
        missing value, or scale the values down.
        4,5,6 | (0,4),(1,5),(2,6) | line 11, column 1: values with time stamps, in parentheses, are not supported. \
        Save them as values at equal steps, with ? where there is no value.
        4,5,6:40,50,60:down | @data | line 11: a line of the header after @data. Put it before @data.
        """)
    void a_fault_is_told_with_its_place_and_cure(String from, String to, String message) {
        assertRefused(FILE.replace(from, to), "t.ts, " + message);
    }

    @Test
    void a_file_of_another_kind_is_told() {
        assertRefused(
                "a,b\n1,2\n",
                "t.ts, line 1, column 1: found 'a,b', but a .ts file starts with @problemName and an .arff file with "
                        + "@relation. Select a file in one of these formats, uncompressed or gzipped.");
        assertRefused("\n# nothing\n", "t.ts, line 3, column 1: the file is empty. Get a new copy of it.");
    }

    @Test
    void an_empty_file_is_told() {
        assertRefused("", "t.ts, line 1, column 1: the file is empty. Get a new copy of it.");
    }

    @Test
    void a_header_without_an_end_is_told() {
        assertRefused(
                HEADER,
                "t.ts, line 9, column 1: the file ends within its header; a line with @data is expected before the "
                        + "series. The file is truncated: get a new copy of it.");
    }

    @Test
    void series_of_unequal_length_are_told_where_the_header_says_equal_but_no_number() {
        assertRefused(
                "@problemName x\n@equalLength true\n@data\n1,2\n\n1\n",
                "t.ts, line 6: this series has 1 time step, but the header specifies equal lengths and the first one "
                        + "has 2. Correct the header or the series.");
    }

    @Test
    void dimensions_that_differ_between_series_are_told() {
        assertRefused(
                "@problemName x\n@data\n1:2\n1\n",
                "t.ts, line 4: this series has 1 dimension, but the first one has 2. Correct the header or the "
                        + "series.");
    }

    @Test
    void two_dimensions_in_a_univariate_file_are_told() {
        assertRefused(
                "@problemName x\n@univariate true\n@data\n1:2\n",
                "t.ts, line 4: this series has 2 dimensions, but the header specifies 1. Correct the header or the "
                        + "series.");
    }

    @Test
    void a_target_that_is_no_number_is_told() {
        assertRefused(
                "@problemName x\n@targetLabel true\n@data\n1:high\n",
                "t.ts, line 4, column 3: 'high' is not a number; expected a number such as -1.25, or ? for a missing "
                        + "value. Correct the file.");
        assertRefused(
                "@problemName x\n@targetLabel true\n@data\n1,2\n",
                "t.ts, line 4, column 3: the line ends here, but the header specifies @targetLabel true; expected a "
                        + "colon and the number after the last value. Correct the header or the series.");
    }

    @Test
    void of_many_labels_the_first_ones_are_shown_and_what_does_not_print_is_replaced() {
        assertRefused(
                "@problemName x\n@classLabel true 1 2 3 4 5 6 7 8 9 10 11\n@data\n1:1\u00002\n",
                "t.ts, line 4, column 3: class label '1?2' is not one of the 11 labels in the header: '1', '2', '3', "
                        + "'4', '5', '6', '7', '8', '9', '10', .... Add it to the header, or correct the case.");
    }

    @Test
    void a_value_without_end_is_not_read_to_its_end() {
        assertRefused(
                "@problemName x\n@data\n1," + "7".repeat(5000) + "\n",
                "t.ts, line 3, column 3: a value has more than 1,000 bytes. The file is damaged or not a file of time "
                        + "series.");
    }

    @Test
    void a_line_of_the_header_without_end_is_not_read_to_its_end() {
        assertRefused(
                "@problemName " + "x".repeat(2 << 20),
                "t.ts, line 1, column 1: a line of the header has more than 1,048,576 bytes. The file is damaged or "
                        + "not a file of time series.");
    }

    @Test
    void columns_count_characters() {
        assertRefused(
                "@problemName x\n@classLabel true größe\n@data\n1:größe:2:größen\n",
                "t.ts, line 4, column 3: 'größe' is not a number; expected a number such as -1.25, or ? for a missing "
                        + "value. Correct the file.");
        assertRefused(
                "@problemName x\n@data\n\u3000\u3000,größe\n",
                "t.ts, line 3, column 1: a value is empty; expected a number, or ? for a missing value. Correct the "
                        + "file.");
    }

    @Test
    void damaged_gzip_is_told() {
        var bytes = new byte[] {0x1F, (byte) 0x8B, 8, 0, 0, 0, 0, 0, 0, 0, 1, 2, 3};

        assertThatThrownBy(() -> SeriesText.open(bytes, "t.ts"))
                .isInstanceOf(MalformedException.class)
                .hasMessageStartingWith("t.ts, byte 0 of the uncompressed data: the gzip data ");
    }

    @Test
    void a_file_that_is_not_there_and_a_folder_are_told(@TempDir Path folder) {
        var none = folder.resolve("none.ts");

        assertThatThrownBy(() -> SeriesReader.open(none, none.toString()))
                .isInstanceOf(IOException.class)
                .hasMessage(none + ": file not found. Check the path.");
        assertThatThrownBy(() -> SeriesReader.open(folder, folder.toString()))
                .isInstanceOf(IOException.class)
                .hasMessage(folder + ": this is a folder, not a file. Select a file in it.");
    }

    @Test
    void the_stream_is_closed_if_the_header_is_refused() {
        var closed = new boolean[1];
        var stream = new ByteArrayInputStream("x\n".getBytes(StandardCharsets.US_ASCII)) {
            @Override
            public void close() {
                closed[0] = true;
            }
        };

        assertThatThrownBy(() -> SeriesReader.open(() -> stream, "t.ts")).isInstanceOf(MalformedException.class);
        assertThat(closed[0]).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1", "17", "30", "200"})
    void a_file_cut_off_anywhere_in_its_header_is_told(int length) {
        var cut = Arrays.copyOf(FILE.toCharArray(), length);

        assertThatThrownBy(() -> SeriesText.read(new String(cut))).isInstanceOf(MalformedException.class);
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> SeriesText.read(text))
                .isInstanceOf(MalformedException.class)
                .hasMessage(message);
    }
}
