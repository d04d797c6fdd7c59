package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.floats;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.LongFormatTest.step;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.IntCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.sequence.StepParameters.Steps;
import org.seqnet.knime.tensor.TensorColumn;

/** What the spec of the sequences says about how they were made. */
class PreparationStepsTest {
    private static final DataTableSpec IMAGES =
            new DataTableSpec(TensorColumn.of("image", Shape.of(2, 3), ElementType.UNSIGNED_BYTE), strings("label"));
    private static final DataTableSpec LONG = LongFormatTest.SPEC;

    @Test
    void old_settings_say_that_bytes_become_0_to_1_row_by_row() throws Exception {
        assertThat(configured(new SequenceReshaperParameters(), IMAGES))
                .isEqualTo(Preparation.UNKNOWN.with("Layout", "row by row").with("Scaling", "0 to 255 becomes 0 to 1"));
    }

    @Test
    void a_custom_range_that_is_the_types_is_no_difference() throws Exception {
        assertThat(differences(IMAGES, parameters -> {}, parameters -> parameters.range = Range.CUSTOM))
                .isEmpty();
    }

    @Test
    void other_scaling_is_named_with_its_numbers() throws Exception {
        assertThat(differences(IMAGES, parameters -> {}, parameters -> parameters.scaling = Scale.NONE))
                .containsExactly("Scaling: none (network: 0 to 255 becomes 0 to 1)");
        assertThat(differences(IMAGES, parameters -> parameters.scaling = Scale.STANDARDIZE, parameters -> {
                    parameters.scaling = Scale.STANDARDIZE;
                    parameters.figures = Figures.CUSTOM;
                    parameters.mean = 33.5;
                    parameters.deviation = 2;
                }))
                .containsExactly("Scaling: standardized with mean 33.5 and standard deviation 2.0 "
                        + "(network: each sequence standardized)");
        assertThat(differences(IMAGES, parameters -> {}, parameters -> {
                    parameters.range = Range.CUSTOM;
                    parameters.maximum = 0.5;
                }))
                .containsExactly("Scaling: 0 to 0.5 becomes 0 to 1 (network: 0 to 255 becomes 0 to 1)");
    }

    @Test
    void an_image_read_by_columns_differs_from_one_read_by_rows() throws Exception {
        assertThat(differences(IMAGES, parameters -> {}, parameters -> parameters.timeSteps = Steps.COLUMNS))
                .containsExactly("Layout: column by column (network: row by row)");
    }

    @Test
    void signed_bytes_have_a_range_of_their_own() throws Exception {
        var spec = new DataTableSpec(TensorColumn.of("image", Shape.of(2, 3), ElementType.BYTE));

        assertThat(configured(new SequenceReshaperParameters(), spec).how("Scaling"))
                .contains("-128 to 127 becomes 0 to 1");
    }

    @Test
    void a_range_that_only_the_data_tell_is_stated_after_execution() throws Exception {
        var spec = new DataTableSpec(TensorColumn.unknown("image"));

        assertThat(configured(new SequenceReshaperParameters(), spec)).isEqualTo(Preparation.UNKNOWN);
        assertThat(executed(new SequenceReshaperParameters(), table(spec, row(floats(Shape.of(1, 2), 1.5f, 4)))))
                .isEqualTo(Preparation.UNKNOWN.with("Layout", "row by row").with("Scaling", "1.5 to 4 becomes 0 to 1"));
        assertThat(executed(new SequenceReshaperParameters(), table(spec, row(bytes(Shape.of(1, 2), 1, 4))))
                        .how("Scaling"))
                .contains("0 to 255 becomes 0 to 1");
        assertThat(executed(new SequenceReshaperParameters(), table(spec))).isEqualTo(Preparation.UNKNOWN);
    }

    @Test
    void features_scaled_from_their_own_ranges_differ_if_one_range_does() throws Exception {
        var parameters = LongFormatTest.parameters();
        parameters.scaling = Scale.UNIT_RANGE;
        parameters.range = Range.DATA;

        var one = executed(parameters, table(LONG, step("a", 1, 0, 5, "u"), step("a", 2, 9, 7, "u")));
        var other = executed(parameters, table(LONG, step("a", 1, 0, 5, "u"), step("a", 2, 9, 7.5, "u")));

        assertThat(configured(parameters, LONG)).isEqualTo(Preparation.UNKNOWN.withFeatures(List.of("x", "y")));
        assertThat(one.differences(other, "network"))
                .containsExactly("Scaling: feature 1: 0 to 9, feature 2: 5 to 7.5 becomes 0 to 1 "
                        + "(network: feature 1: 0 to 9, feature 2: 5 to 7 becomes 0 to 1)");
    }

    @Test
    void the_long_format_names_its_features_and_what_it_skips_but_neither_group_nor_order() throws Exception {
        var parameters = LongFormatTest.parameters();

        assertThat(configured(parameters, LONG))
                .isEqualTo(Preparation.UNKNOWN
                        .withFeatures(List.of("x", "y"))
                        .with("Missing values", "time steps skipped")
                        .with("Layout", "row by row")
                        .with("Scaling", "none"));
        parameters.missingSteps = MissingSteps.FAIL;
        parameters.groupColumn = "label";
        parameters.carriedColumns = new String[0];
        parameters.sortSteps = false;
        assertThat(configured(parameters, LONG))
                .isEqualTo(Preparation.UNKNOWN
                        .withFeatures(List.of("x", "y"))
                        .with("Layout", "row by row")
                        .with("Scaling", "none"));
    }

    @Test
    void new_nodes_prepare_other_data_alike_whatever_group_and_order_are_called() throws Exception {
        var training =
                new DataTableSpec(column("recording", IntCell.TYPE), strings("time"), doubles("x"), strings("class"));
        var test = new DataTableSpec(doubles("x"), column("step", IntCell.TYPE), column("id", IntCell.TYPE));

        assertThat(executed(fresh(training), table(training, row(new IntCell(1), string("1"), number(5), string("u")))))
                .isEqualTo(executed(fresh(test), table(test, row(number(-7), new IntCell(1), new IntCell(1)))))
                .isEqualTo(Preparation.UNKNOWN
                        .withFeatures(List.of("x"))
                        .with("Layout", "row by row")
                        .with("Scaling", "none"));
    }

    @Test
    void features_in_another_order_are_other_features() throws Exception {
        var one = LongFormatTest.parameters();
        var other = LongFormatTest.parameters();
        other.numericColumns = new String[] {"y", "x"};

        assertThat(configured(one, LONG).differences(configured(other, LONG), "network"))
                .containsExactly("Features: y, x (network: x, y)");
    }

    @Test
    void windows_state_their_length_but_not_how_many_there_are() throws Exception {
        var one = windows(50, 1);
        var other = windows(50, 25);
        other.withinGroups = true;
        other.groupColumn = "id";

        assertThat(configured(one, LONG))
                .isEqualTo(configured(other, LONG))
                .isEqualTo(Preparation.UNKNOWN
                        .withFeatures(List.of("x"))
                        .with("Window", "50 rows")
                        .with("Layout", "row by row")
                        .with("Scaling", "none"));
        assertThat(configured(one, LONG).differences(configured(windows(1, 1), LONG), "network"))
                .containsExactly("Window: 1 row (network: 50 rows)");
    }

    @Test
    void columns_are_features_if_they_make_one_time_step() throws Exception {
        var spec = new DataTableSpec(doubles("a"), doubles("b"), doubles("c"), doubles("d"));
        var parameters = Reshaped.parameters(Input.COLUMNS);
        parameters.numericColumns = spec.getColumnNames();
        parameters.featuresPerStep = 4;

        assertThat(configured(parameters, spec).features()).containsExactly("a", "b", "c", "d");
        parameters.featuresPerStep = 2;
        assertThat(configured(parameters, spec).features()).isEmpty();
        var byStep = configured(parameters, spec);
        parameters.valueOrder = ValueOrder.BY_VARIABLE;
        assertThat(byStep.differences(configured(parameters, spec), "network"))
                .containsExactly("Layout: variable by variable (network: row by row)");
    }

    @Test
    void sequences_that_are_reshaped_again_say_all_that_was_done() throws Exception {
        var parameters = Reshaped.parameters(Input.COLUMNS);
        parameters.numericColumns = new String[] {"a", "b"};
        parameters.featuresPerStep = 2;
        parameters.scaling = Scale.STANDARDIZE;
        var first = Reshaped.execute(
                        parameters, table(new DataTableSpec(doubles("a"), doubles("b")), row(number(1), number(2))))
                .table()
                .getDataTableSpec();

        var again = Reshaped.parameters(Input.TENSORS);
        assertThat(configured(again, first))
                .isEqualTo(TensorColumn.preparation(first.getColumnSpec("sequence")))
                .extracting(Preparation::features)
                .isEqualTo(List.of("a", "b"));
        again.timeSteps = Steps.COLUMNS;
        again.scaling = Scale.STANDARDIZE;
        assertThat(configured(again, first))
                .isEqualTo(Preparation.UNKNOWN
                        .with("Layout", "column by column")
                        .with(
                                "Scaling",
                                "each feature of each sequence standardized, then each sequence standardized"));
    }

    @Test
    void nothing_is_said_of_sequences_about_which_nothing_is_known() throws Exception {
        var spec = new DataTableSpec(TensorColumn.ofSequences("s", Optional.empty()));

        assertThat(configured(Reshaped.parameters(Input.TENSORS), spec)).isEqualTo(Preparation.UNKNOWN);
    }

    private static SequenceReshaperParameters fresh(DataTableSpec spec) {
        return NodeParametersUtil.createSettings(SequenceReshaperParameters.class, new PortObjectSpec[] {spec});
    }

    private static SequenceReshaperParameters windows(int length, int stride) {
        var parameters = Reshaped.parameters(Input.WINDOWS);
        parameters.numericColumns = new String[] {"x"};
        parameters.windowLength = length;
        parameters.windowStride = stride;
        return parameters;
    }

    private static List<String> differences(
            DataTableSpec spec,
            Consumer<SequenceReshaperParameters> network,
            Consumer<SequenceReshaperParameters> sequences)
            throws Exception {
        var one = new SequenceReshaperParameters();
        network.accept(one);
        var other = new SequenceReshaperParameters();
        sequences.accept(other);
        return configured(one, spec).differences(configured(other, spec), "network");
    }

    private static Preparation configured(SequenceReshaperParameters parameters, DataTableSpec spec) throws Exception {
        return last(Reshaped.configure(parameters, spec));
    }

    private static Preparation executed(SequenceReshaperParameters parameters, BufferedDataTable table)
            throws Exception {
        return last(Reshaped.execute(parameters, table).table().getDataTableSpec());
    }

    private static Preparation last(DataTableSpec spec) {
        return TensorColumn.preparation(spec.getColumnSpec(spec.getNumColumns() - 1));
    }
}
