package org.seqnet.engine.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.series.SeriesText.read;
import static org.seqnet.engine.series.SeriesText.values;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;

class TsFileTest {

    private static final float NAN = Float.NaN;

    @Test
    void dimensions_stand_one_after_another_and_become_the_features_of_each_time_step() throws IOException {
        var cases = read(
                """
                #Two sensors
                @problemName Walking
                @timeStamps false
                @missing false
                @univariate false
                @dimensions 2
                @equalLength true
                @seriesLength 3
                @classLabel true up down
                @data
                1,2,3:10,20,30:up
                -0.5,+.5,1e-3:4.,5E2,6:down
                """);

        assertThat(cases).hasSize(2);
        assertThat(cases.get(0).sequence().shape()).isEqualTo(Shape.of(3, 2));
        assertThat(cases.get(0).sequence().elementType()).isEqualTo(ElementType.FLOAT);
        assertThat(values(cases.get(0).sequence())).containsExactly(1, 10, 2, 20, 3, 30);
        assertThat(cases.get(0).label()).contains("up");
        assertThat(values(cases.get(1).sequence())).containsExactly(-0.5f, 4, 0.5f, 500, 0.001f, 6);
        assertThat(cases.get(1).label()).contains("down");
        assertThat(cases).noneMatch(SeriesCase::hasMissing);
    }

    @Test
    void the_header_tells_classes_dimensions_and_length() throws IOException {
        try (var reader = SeriesText.open(
                "@problemname x\n@univariate true\n@equallength true\n@serieslength 2\n@classlabel true b a b\n@data\n",
                "t.ts")) {
            assertThat(reader.header())
                    .isEqualTo(new SeriesHeader(
                            TargetKind.CLASS, List.of("b", "a"), OptionalInt.of(1), OptionalInt.of(2)));
            assertThat(reader.next()).isEmpty();
        }
    }

    @Test
    void tags_may_stand_in_any_order_and_letters_and_those_that_are_unknown_are_passed_over() throws IOException {
        try (var reader = SeriesText.open(
                "@CLASSLABEL TRUE a b\n@author nobody\n\n  @Dimension\t2 \n# more\n@data   \n1:2:a\n", "t.ts")) {
            assertThat(reader.header())
                    .isEqualTo(new SeriesHeader(
                            TargetKind.CLASS, List.of("a", "b"), OptionalInt.of(2), OptionalInt.empty()));
            assertThat(SeriesText.rest(reader)).hasSize(1);
        }
    }

    @Test
    void series_may_differ_in_length() throws IOException {
        var cases = read("@problemName x\n@equalLength false\n@seriesLength 9\n@classLabel true 1\n@data\n"
                + "1,2:3,4:1\n1,2,3:4,5,6:1\n1:2:1\n");

        assertThat(cases)
                .extracting(one -> one.sequence().shape())
                .containsExactly(Shape.of(2, 2), Shape.of(3, 2), Shape.of(1, 2));
    }

    @Test
    void missing_values_become_nan_and_are_told() throws IOException {
        var cases = read("@problemName x\n@missing true\n@classLabel true 1\n@data\n1,?,3:1\n1,2,3:1\nNaN,nan,NAN:1\n");

        assertThat(values(cases.get(0).sequence())).containsExactly(1, NAN, 3);
        assertThat(cases).extracting(SeriesCase::hasMissing).containsExactly(true, false, true);
        assertThat(values(cases.get(2).sequence())).containsOnly(NAN);
    }

    @Test
    void a_header_that_says_nothing_of_missing_values_allows_them() throws IOException {
        assertThat(read("@problemName x\n@data\n1,?\n").get(0).hasMissing()).isTrue();
    }

    @Test
    void numbers_for_regression_are_read_in_double_precision() throws IOException {
        var cases = read("@problemName x\n@targetlabel true\n@data\n1,2:0.12345678901234\n3:-1e300\n4:?\n");

        assertThat(cases)
                .extracting(SeriesCase::target)
                .containsExactly(
                        OptionalDouble.of(0.12345678901234), OptionalDouble.of(-1e300), OptionalDouble.empty());
        assertThat(cases).allMatch(one -> one.label().isEmpty());
    }

    @Test
    void files_may_state_nothing_of_their_series() throws IOException {
        var cases = read("@problemName x\n@classLabel false\n@targetLabel false\n@data\n1,2:3,4\n5:6\n");

        assertThat(cases).extracting(one -> one.sequence().shape()).containsExactly(Shape.of(2, 2), Shape.of(1, 2));
        assertThat(cases).allMatch(one -> one.label().isEmpty() && one.target().isEmpty());
    }

    @Test
    void a_class_may_be_missing_or_written_in_other_letters() throws IOException {
        var cases = read("@problemName x\n@classLabel true Standing a A\n@data\n1:?\n1:standing\n1:A\n1:a\n");

        assertThat(cases)
                .extracting(one -> one.label().orElse("missing"))
                .containsExactly("missing", "Standing", "A", "a");
    }

    @Test
    void labels_are_read_as_utf_8() throws IOException {
        assertThat(read("@problemName x\n@classLabel true größe 東\n@data\n1:東\n2:größe\n"))
                .extracting(one -> one.label().orElseThrow())
                .containsExactly("東", "größe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void lines_may_end_as_on_any_system_the_last_one_need_not(String end) throws IOException {
        var text = "\uFEFF# x\n\n@problemName x\n@classLabel true 1 2\n@data\n\n 1 , 2 : 1 \n# not this\n3,4:2"
                .replace("\n", end);

        var cases = read(text);

        assertThat(cases).extracting(one -> one.label().orElseThrow()).containsExactly("1", "2");
        assertThat(values(cases.get(1).sequence())).containsExactly(3, 4);
    }

    @Test
    void gzip_is_told_by_content() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write("@problemName x\n@data\n1,2\n".getBytes(StandardCharsets.US_ASCII));
        }
        try (var reader = SeriesText.open(packed.toByteArray(), "t.ts")) {
            assertThat(SeriesText.rest(reader)).hasSize(1);
        }
    }

    @Test
    void series_longer_than_every_buffer_are_read_whole() throws IOException {
        var text = new StringBuilder("@problemName x\n@univariate false\n@classLabel true a\n@data\n");
        for (var dimension = 0; dimension < 3; dimension++) {
            for (var step = 0; step < 40_000; step++) {
                text.append(step == 0 ? "" : ",").append(step).append('.').append(dimension);
            }
            text.append(':');
        }
        var sequence = read(text.append("a\n").toString()).get(0).sequence();

        assertThat(sequence.shape()).isEqualTo(Shape.of(40_000, 3));
        for (var at : new int[] {0, 1, 2, 3, 59_999, 119_999}) {
            assertThat(sequence.value(at)).isEqualTo(Float.parseFloat(at / 3 + "." + at % 3));
        }
    }
}
