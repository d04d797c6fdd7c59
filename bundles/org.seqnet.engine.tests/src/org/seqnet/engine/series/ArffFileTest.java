package org.seqnet.engine.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.series.SeriesText.read;
import static org.seqnet.engine.series.SeriesText.values;

import java.io.IOException;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.tensor.Shape;

class ArffFileTest {

    private static final float NAN = Float.NaN;

    @Test
    void each_numeric_attribute_is_a_time_step() throws IOException {
        var text =
                """
                % A comment
                @RELATION Gun
                @ATTRIBUTE att0 NUMERIC
                @attribute 'att 1' real
                @attribute "att2" integer
                @attribute target {1, '2 b',"it's"}

                @DATA
                % and another
                1,2,3,1
                4, 5 ,6,'2 b' % a remark
                7,8,9,'it\\'s'
                """;

        try (var reader = SeriesText.open(text, "t.arff")) {
            assertThat(reader.header())
                    .isEqualTo(new SeriesHeader(
                            TargetKind.CLASS, List.of("1", "2 b", "it's"), OptionalInt.of(1), OptionalInt.empty()));
        }
        var cases = read(text);
        assertThat(cases).extracting(one -> one.label().orElseThrow()).containsExactly("1", "2 b", "it's");
        assertThat(cases.get(1).sequence().shape()).isEqualTo(Shape.of(3, 1));
        assertThat(values(cases.get(1).sequence())).containsExactly(4, 5, 6);
    }

    @Test
    void a_relational_attribute_has_a_row_for_each_dimension() throws IOException {
        var cases = read(
                """
                @relation 'Basic Motions'
                @attribute relationalAtt relational
                 @attribute att0 numeric
                 @attribute att1 numeric
                @end relationalAtt
                @attribute activity{Standing,'Running fast'}
                @data
                "1,2\\n3,4\\n5,6",Standing
                '7, ? \\n9,10\\n11,12', 'Running fast'
                """);

        assertThat(cases).extracting(one -> one.label().orElseThrow()).containsExactly("Standing", "Running fast");
        assertThat(cases.get(0).sequence().shape()).isEqualTo(Shape.of(2, 3));
        assertThat(values(cases.get(0).sequence())).containsExactly(1, 3, 5, 2, 4, 6);
        assertThat(values(cases.get(1).sequence())).containsExactly(7, 9, 11, NAN, 10, 12);
        assertThat(cases).extracting(SeriesCase::hasMissing).containsExactly(false, true);
    }

    @Test
    void missing_values_at_the_end_are_padding_and_others_are_missing() throws IOException {
        var cases = read(
                """
                @relation x
                @attribute a numeric
                @attribute b numeric
                @attribute c numeric
                @attribute class {y}
                @data
                1,2,?,y
                ?,2,?,y
                ?,?,?,y
                1,?,3,?
                """);

        assertThat(cases).extracting(one -> one.sequence().shape().size(0)).containsExactly(2, 2, 3, 3);
        assertThat(cases).extracting(SeriesCase::hasMissing).containsExactly(false, true, true, true);
        assertThat(cases.get(3).label()).isEmpty();
    }

    @Test
    void a_step_that_one_dimension_has_is_no_padding() throws IOException {
        var cases = read("@relation x\n@attribute r relational\n@attribute a numeric\n@attribute b numeric\n"
                + "@attribute c numeric\n@end r\n@attribute class {y}\n@data\n'1,?,?\\n4,5,?',y\n");

        assertThat(cases.get(0).sequence().shape()).isEqualTo(Shape.of(2, 2));
        assertThat(values(cases.get(0).sequence())).containsExactly(1, 4, NAN, 5);
    }

    @Test
    void a_numeric_target_is_told_by_its_name_or_stands_after_the_relation() throws IOException {
        assertThat(read("@relation x\n@attribute a numeric\n@attribute Target numeric\n@data\n1,0.25\n2,?\n"))
                .extracting(SeriesCase::target)
                .containsExactly(OptionalDouble.of(0.25), OptionalDouble.empty());
        assertThat(read("@relation x\n@attribute r relational\n@attribute a numeric\n@end r\n"
                        + "@attribute price numeric\n@data\n'1\\n2',7.5\n"))
                .extracting(SeriesCase::target)
                .containsExactly(OptionalDouble.of(7.5));
    }

    @Test
    void a_relation_may_stand_alone() throws IOException {
        var cases = read("@relation x\n@attribute r relational\n@attribute a numeric\n@end r\n@data\n'1\\n2'\n");

        assertThat(cases.get(0).sequence().shape()).isEqualTo(Shape.of(1, 2));
    }

    @Test
    void the_same_data_in_both_formats_gives_equal_cases() throws IOException {
        var ts = read("@problemName x\n@univariate false\n@dimensions 2\n@equalLength false\n@missing true\n"
                + "@classLabel true a b\n@data\n0.1,-2.5E-4,3:?,1e10,7:a\n0.1:0.3:b\n");
        var arff = read("@relation x\n@attribute r relational\n@attribute t0 numeric\n@attribute t1 numeric\n"
                + "@attribute t2 numeric\n@end r\n@attribute class {a,b}\n@data\n"
                + "'0.1,-2.5E-4,3\\n?,1e10,7',a\n\"0.1,?,?\\n0.3,?,?\",b\n");

        assertThat(arff).isEqualTo(ts);
    }
}
