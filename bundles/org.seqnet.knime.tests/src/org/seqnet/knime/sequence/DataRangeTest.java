package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.offset;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.table;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorCell;
import org.seqnet.knime.tensor.TensorColumn;

/** Ranges that become 0 to 1 and that only all rows of a table can tell. */
class DataRangeTest {
    private static final DataTableSpec TENSORS = new DataTableSpec(TensorColumn.unknown("tensor"));
    private static final Shape SHAPE = Shape.of(2, 2);

    private final SequenceReshaperParameters parameters = new SequenceReshaperParameters();

    @Test
    void ints_get_the_range_of_the_column_at_all_defaults() throws Exception {
        var spec = new DataTableSpec(TensorColumn.of("tensor", SHAPE, ElementType.INT));

        var reshaped =
                Reshaped.execute(parameters, table(spec, row(ints(0, 85, 170, 255)), row(ints(255, 170, 85, 0))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, 1 / 3f, 2 / 3f, 1);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(1, 2 / 3f, 1 / 3f, 0);
        assertThat(reshaped.warning())
                .contains("Values are scaled from 0 to 255, the range of this table. For test data, set this "
                        + "range as the custom range.");
    }

    @ParameterizedTest
    @EnumSource(names = {"SHORT", "INT", "FLOAT", "DOUBLE"})
    void every_wide_type_gets_the_range_of_the_column(ElementType type) throws Exception {
        var reshaped = Reshaped.execute(
                parameters, table(TENSORS, row(tensor(type, -100, 0, 50, 0)), row(tensor(type, 300, 0, 0, 0))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, 0.25f, 0.375f, 0.25f);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(1, 0.25f, 0.25f, 0.25f);
    }

    @Test
    void bytes_keep_the_range_of_their_type_and_need_no_warning() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(TENSORS, row(bytes(SHAPE, 0, 51, 102, 204))));

        assertThat(reshaped.sequence(0).elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(new float[] {0, 0.2f, 0.4f, 0.8f}, offset(1e-7f));
        assertThat(reshaped.warning()).isEmpty();
    }

    @Test
    void a_spec_that_says_bytes_is_believed_and_a_row_that_holds_others_is_named() {
        var spec = new DataTableSpec(TensorColumn.of("tensor", SHAPE, ElementType.UNSIGNED_BYTE));

        assertFails(
                () -> Reshaped.execute(parameters, table(spec, row(ints(0, 1, 2, 3)))),
                "Row 'Row0': elements of type int do not define a range to scale from. Specify minimum and "
                        + "maximum, or standardize.");
    }

    @Test
    void bytes_and_wider_types_in_one_column_share_a_range() throws Exception {
        var reshaped = Reshaped.execute(
                parameters, table(TENSORS, row(bytes(SHAPE, 0, 100, 200, 50)), row(ints(0, 100, 200, 400))));

        assertThat(Floats.of(reshaped.sequence(0)))
                .containsExactly(new float[] {0, 0.25f, 0.5f, 0.125f}, offset(1e-7f));
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(0, 0.25f, 0.5f, 1);
    }

    @Test
    void the_data_of_bytes_tell_the_range_if_asked() throws Exception {
        parameters.range = Range.DATA;

        var reshaped = Reshaped.execute(parameters, table(TENSORS, row(bytes(SHAPE, 100, 100, 150, 200))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(new float[] {0, 0, 0.5f, 1}, offset(1e-6f));
    }

    @Test
    void a_constant_column_becomes_zeros() throws Exception {
        var reshaped = Reshaped.execute(parameters, table(TENSORS, row(ints(7, 7, 7, 7)), row(ints(7, 7, 7, 7))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, 0, 0, 0);
        assertThat(reshaped.warning())
                .contains("The values of this table are constant (7 to 7) and become 0. Set a custom range here and "
                        + "for test data.");
    }

    @Test
    void what_is_not_finite_does_not_count_and_stays() throws Exception {
        var reshaped = Reshaped.execute(
                parameters, table(TENSORS, row(floats(SHAPE, 1, Float.NaN, 3, Float.POSITIVE_INFINITY))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, Float.NaN, 1, Float.POSITIVE_INFINITY);
    }

    @Test
    void missing_tensors_do_not_count() throws Exception {
        var reshaped =
                Reshaped.execute(parameters, table(TENSORS, row(DataType.getMissingCell()), row(ints(0, 1, 2, 4))));

        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(0, 0.25f, 0.5f, 1);
        assertThat(reshaped.warning())
                .contains("1 of 2 rows have no sequence because their tensor is missing. Values are scaled from "
                        + "0 to 4, the range of this table. For test data, set this range as the custom range.");
    }

    @Test
    void missing_tensors_fail_if_asked() {
        parameters.missingValues = MissingInRow.FAIL;

        assertFails(
                () -> Reshaped.execute(parameters, table(TENSORS, row(DataType.getMissingCell()))),
                "Row 'Row0': the tensor is missing.",
                "Fill in the value, remove the row, or configure the node to keep missing values.");
    }

    @Test
    void values_too_far_apart_are_refused() {
        assertFails(
                () -> Reshaped.execute(
                        parameters, table(TENSORS, row(tensor(ElementType.DOUBLE, -1.7e308, 1.7e308, 0, 0)))),
                "Values from -1.7E308 to 1.7E308 are too far apart to be scaled. Remove outliers.");
    }

    @Test
    void an_empty_table_has_no_range() throws Exception {
        parameters.range = Range.DATA;

        assertThat(Reshaped.execute(parameters, table(TENSORS)).warning()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "DOUBLES")
    void each_feature_of_numbers_has_its_own_range_over_all_sequences(Numbers numbers) throws Exception {
        var settings = numbers.parameters(2, 2);
        settings.scaling = Scale.UNIT_RANGE;
        settings.range = Range.DATA;

        var reshaped = Reshaped.execute(
                settings,
                numbers.table(2, new double[] {-0.1, 101325, 0, 101325.5}, new double[] {0.3, 101326, 0.1, 101327}));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(0, 0, 0.25f, 0.25f);
        assertThat(Floats.of(reshaped.sequence(1))).containsExactly(1, 0.5f, 0.5f, 1);
        assertThat(reshaped.warning())
                .contains("Features are scaled from their ranges in this table (feature 1: -0.1 to 0.3, feature "
                        + "2: 101325 to 101327). Networks reject test data with other ranges. Set the scaling "
                        + "method to None to let the learner scale all data in the same way.");
    }

    private static DataCell ints(double... values) {
        return tensor(ElementType.INT, values);
    }

    private static DataCell tensor(ElementType type, double... values) {
        return new TensorCell(
                switch (type) {
                    case SHORT -> {
                        var shorts = new short[values.length];
                        for (int i = 0; i < shorts.length; i++) {
                            shorts[i] = (short) values[i];
                        }
                        yield Tensor.ofShorts(SHAPE, shorts);
                    }
                    case INT -> {
                        var ints = new int[values.length];
                        for (int i = 0; i < ints.length; i++) {
                            ints[i] = (int) values[i];
                        }
                        yield Tensor.ofInts(SHAPE, ints);
                    }
                    case FLOAT -> Tensor.ofFloats(SHAPE, i -> values[i]);
                    default -> Tensor.ofDoubles(SHAPE, values);
                });
    }
}
