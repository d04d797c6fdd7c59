package org.seqnet.engine.series;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.MalformedException;

/** One fault, one test: a valid file, one change, one message. */
class MalformedArffTest {

    private static final String UNIVARIATE =
            """
            @relation Gun
            @attribute att0 numeric
            @attribute att1 numeric
            @attribute target {1,2}
            @data
            1,2,1
            3,4,2
            """;
    private static final String MULTIVARIATE =
            """
            @relation Motions
            @attribute series relational
            @attribute att0 numeric
            @attribute att1 numeric
            @end series
            @attribute activity {Standing,Running}
            @data
            '1,2\\n3,4',Standing
            '5,6\\n7,8',Running
            """;
    private static final String CURE =
            " Select a file of time series: one numeric attribute for each time step, or one "
                    + "relational attribute with these, and then the class.";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        att1 numeric | att1 string | line 3, column 1: attribute 'att1' has the type 'string'; only numeric, nominal \
        and relational attributes are supported.CURE
        att1 numeric | att1 date "yyyy" | line 3, column 1: attribute 'att1' has the type 'date'; only numeric, \
        nominal and relational attributes are supported.CURE
        att1 numeric | att1 | line 3, column 1: the line ends too early. Correct the header, or get a new copy of \
        the file.
        att1 numeric | att1 {a,b} | line 4, column 1: attribute 'target' after the class, which must be the last \
        one.CURE
        att1 numeric | 'att1 numeric | line 3, column 1: a name begins with a quote that does not end. Correct the \
        header.
        att1 numeric | att1 relational | line 3, column 1: only one relational attribute is supported, which must be \
        the first attribute.CURE
        target {1,2} | target {1,2 | line 4, column 1: the list of class labels does not end with }. Correct the header.
        target {1,2} | target {1,,2} | line 4, column 1: the list of class labels has an empty label. Correct the \
        header.
        target {1,2} | att2 numeric | line 5, column 1: no class: expected a nominal attribute at the end, or for \
        regression a numeric one called target, class or label.CURE
        @attribute att1 | @attr att1 | line 3, column 1: expected @attribute, @end or @data, but found '@attr'. \
        Correct the header.
        @attribute att1 numeric | @end att1 | line 3, column 1: @end without a relational attribute before it.CURE
        3,4,2 | {0 3, 2 1} | line 7: sparse rows, in braces, are not supported. Save the file in the dense form, \
        with Weka's filter SparseToNonSparse.
        3,4,2 | 3,4 | line 7, column 3: the line ends after 2 values, but the header specifies 2 time steps and a \
        class. Correct the header or the series.
        3,4,2 | 3 | line 7, column 1: the line ends after 1 value, but the header specifies 2 time steps and a \
        class. Correct the header or the series.
        3,4,2 | 3,4,2,{5} | line 7, column 6: the line goes on with ',{5}' after the last attribute. Correct the \
        header or the series.
        3,4,2 | 3,4,5 | line 7, column 5: class label '5' is not one of the 2 labels in the header: '1', '2'. Add it \
        to the header, or correct the case.
        3,4,2 | 3,four,2 | line 7, column 3: 'four' is not a number; expected a number such as -1.25, or ? for a \
        missing value. Correct the file.
        3,4,2 | 3,,2 | line 7, column 3: a value is empty; expected a number, or ? for a missing value. Correct the \
        file.
        3,4,2 | 3,4,'2 | line 7, column 5: a quote begins here that does not end on this line. Correct the file.
        """)
    void a_fault_is_told_with_its_place_and_cure(String from, String to, String message) {
        assertRefused(UNIVARIATE.replace(from, to), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
        att1 numeric | att1 {1,2} | line 4, column 1: the relational attribute, which ends with @end, has a nominal \
        attribute, 'att1', but only numbers are supported.CURE
        @attribute activity {Standing,Running} | @attribute r relational | line 6, column 1: only one relational \
        attribute is supported, which must be the first attribute.CURE
        '5,6\\n7,8' | 5,6 | line 9, column 1: expected a quote, with which the values of a relational attribute \
        begin. Correct the header or the series.
        '5,6\\n7,8' | '5,6\\n7' | line 9, column 7: dimension 2 of this series has 1 value, but the header specifies \
        2. Correct the header or the series.
        '5,6\\n7,8' | '5,6,7\\n7,8,9' | line 9, column 6: dimension 1 of this series has 3 values, but the header \
        specifies 2. Correct the header or the series.
        '5,6\\n7,8' | '5,6' | line 9: this series has 1 dimension, but the first one has 2. Correct the header or \
        the series.
        '5,6\\n7,8',Running | '5,6\\n7,8 | line 9, column 9: the line ends before the quote that ends the series. \
        The file is truncated or damaged: get a new copy of it.
        '5,6\\n7,8' | '5,6\\t7,8' | line 9, column 4: a backslash without the letter n; \\n separates the \
        dimensions. Correct the header or the series.
        '5,6\\n7,8',Running | '5,6\\n7,8' Running | line 9, column 12: expected a comma and the class after the \
        series. Correct the header or the series.
        """)
    void a_fault_of_a_relation_is_told_with_its_place_and_cure(String from, String to, String message) {
        assertRefused(MULTIVARIATE.replace(from, to), message);
    }

    @Test
    void a_header_without_an_end_is_told() {
        assertRefused(
                "@relation x\n@attribute a numeric\n",
                "line 3, column 1: the file ends within its header; a line with @data is expected before the series. "
                        + "The file is truncated: get a new copy of it.");
    }

    @Test
    void a_relation_without_an_end_is_told() {
        assertRefused(
                "@relation x\n@attribute r relational\n@attribute a numeric\n@data\n'1'\n",
                "line 4, column 1: the relational attribute does not end before @data; expected @end.CURE");
    }

    @Test
    void a_header_without_time_steps_is_told() {
        assertRefused(
                "@relation x\n@attribute c {a}\n@data\n",
                "line 3, column 1: no numeric attribute for the time " + "steps.CURE");
    }

    private static void assertRefused(String text, String message) {
        assertThatThrownBy(() -> {
                    try (var reader = SeriesText.open(text, "t.arff")) {
                        SeriesText.rest(reader);
                    }
                })
                .isInstanceOf(MalformedException.class)
                .hasMessage("t.arff, " + message.replace("CURE", CURE));
    }
}
