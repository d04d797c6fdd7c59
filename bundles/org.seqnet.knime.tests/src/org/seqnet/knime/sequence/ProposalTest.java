package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.column;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.BooleanCell;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.image.png.PNGImageContent;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.Floats;
import org.seqnet.knime.tensor.TensorColumn;

/** What a new node makes of a table, untouched. */
class ProposalTest {
    private static final DataColumnSpec X = doubles("x");
    private static final DataColumnSpec Y = doubles("y");

    @Test
    void a_long_table_is_read_by_recording_and_time_and_keeps_its_label() throws Exception {
        var spec = new DataTableSpec(ints("recording"), ints("time"), X, Y, doubles("z"), strings("gesture"));
        var fresh = fresh(spec);

        assertLong(fresh, "recording", "time", "x", "y", "z");
        assertThat(Reshaped.configure(fresh, spec).getColumnNames())
                .containsExactly("recording", "gesture", "sequence");
        assertThat(fresh.scaling).isEqualTo(Scale.NONE);
        assertThat(fresh.missingSteps).isEqualTo(MissingSteps.KEEP);
        assertThat(fresh.carriedColumns).containsExactly("gesture");
    }

    @Test
    void a_table_of_time_series_needs_a_horizon_only_to_be_forecast_from() throws Exception {
        var spec = new DataTableSpec(
                strings("station"), strings("date"), doubles("demand"), doubles("temperature"), strings("region"));
        var fresh = fresh(spec);
        assertThat(fresh.forecasts()).isFalse();
        assertThat(fresh.forecastInTime).isTrue();
        assertThat(fresh.targetColumns).containsExactly("demand");
        assertThat(fresh.knownColumns).isEmpty();

        fresh.input = Input.WINDOWS;
        fresh.forecast = true;
        fresh.forecastHorizon = 24;

        assertThat(fresh.withinGroups).isTrue();
        assertThat(Reshaped.configure(fresh, spec).getColumnNames())
                .containsExactly("station", "region", "sequence", "Origin", "Target");
        assertThat(fresh(doubles("x"), doubles("y"), doubles("target")).targetColumns)
                .containsExactly("target");
        assertThat(fresh(doubles("x"), doubles("target")).forecastInTime).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "RECORDING,TIME,CLASS",
        "Recording ID,Time (ms),Class",
        "recordingId,timeStamp,label",
        "Subject,frame_no,LABEL",
        "sample_id,Step,Class Name",
        "unit number,time in cycles,Category"
    })
    void names_are_understood_in_any_case_and_with_units_and_numbering(String group, String order, String label) {
        assertLong(
                fresh(strings("note"), doubles(order), X, Y, strings(group), strings(label)), group, order, "x", "y");
        assertLong(fresh(ints(group), strings(order), X, Y, ints(label)), group, order, "x", "y");
    }

    @Test
    void words_that_only_resemble_an_order_or_a_group_are_features() {
        var fresh = fresh(doubles("reaction time"), doubles("step count"), ints("sample rate"), strings("class"));

        assertThat(fresh.input).isEqualTo(Input.COLUMNS);
        assertThat(fresh.numericColumns).containsExactly("reaction time", "step count", "sample rate");
    }

    @Test
    void a_wide_table_is_read_row_by_row_without_id_and_label() throws Exception {
        var spec = new DataTableSpec(
                Stream.of(Stream.of(ints("id")), numbered("t", 24).stream(), Stream.of(strings("label")))
                        .flatMap(columns -> columns)
                        .toArray(DataColumnSpec[]::new));
        var fresh = fresh(spec);

        assertThat(fresh.input).isEqualTo(Input.COLUMNS);
        assertThat(fresh.numericColumns).isEqualTo(numbered("t", 24).getColumnNames());
        assertThat(Reshaped.configure(fresh, spec).getColumnSpec("sequence"))
                .satisfies(column -> assertThat(TensorColumn.shape(column)).contains(Shape.of(24, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "v_", "Column", "", "hour ", "2024-"})
    void numbered_columns_beside_an_id_are_a_wide_table(String prefix) {
        assertThat(fresh(with(numbered(prefix, 4), ints("id"), strings("class"))).input)
                .isEqualTo(Input.COLUMNS);
    }

    @Test
    void numbered_sensors_are_features_of_a_long_table() {
        assertLong(fresh(with(numbered("s", 3), ints("unit"), ints("cycle"))), "unit", "cycle", "s0", "s1", "s2");
        assertThat(fresh(with(numbered("sensor_", 21), ints("unit"), ints("cycle"))).input)
                .isEqualTo(Input.LONG_FORMAT);
        assertThat(fresh(with(numbered("sensor", 3), ints("id"), strings("class"))).input)
                .isEqualTo(Input.LONG_FORMAT);
    }

    @Test
    void numbered_columns_of_several_variables_are_split_into_time_steps() {
        var byVariable =
                fresh(doubles("x1"), doubles("x2"), doubles("x3"), doubles("y1"), doubles("y2"), doubles("y3"));

        assertThat(byVariable.input).isEqualTo(Input.COLUMNS);
        assertThat(byVariable.featuresPerStep).isEqualTo(2);
        assertThat(byVariable.valueOrder).isEqualTo(ValueOrder.BY_VARIABLE);
        var byStep =
                fresh(doubles("a_1"), doubles("b_1"), doubles("c_1"), doubles("a_2"), doubles("b_2"), doubles("c_2"));
        assertThat(byStep.featuresPerStep).isEqualTo(3);
        assertThat(byStep.valueOrder).isEqualTo(ValueOrder.BY_STEP);
        var lags = fresh(doubles("x"), doubles("x(-1)"), doubles("y"), doubles("y(-1)"), strings("label"));
        assertThat(lags.featuresPerStep).isEqualTo(2);
        assertThat(lags.valueOrder).isEqualTo(ValueOrder.BY_VARIABLE);
        assertThat(fresh(doubles("x1"), doubles("x2"), doubles("y1")).featuresPerStep)
                .isEqualTo(1);
        assertThat(fresh(numbered("t", 6)).featuresPerStep).isEqualTo(1);
    }

    @Test
    void numbered_time_steps_beside_a_date_are_a_wide_table() {
        assertThat(fresh(with(numbered("h", 24), strings("date"), strings("day"))).input)
                .isEqualTo(Input.COLUMNS);
    }

    @Test
    void a_table_of_nothing_but_numbers_is_read_row_by_row() {
        var fresh = fresh(doubles("a"), doubles("b"), doubles("c"));

        assertThat(fresh.input).isEqualTo(Input.COLUMNS);
        assertThat(fresh.numericColumns).containsExactly("a", "b", "c");
        assertThat(fresh.groupColumn).isEmpty();
        assertThat(fresh.sortSteps).isFalse();
        assertThat(fresh.range).isEqualTo(Range.DATA);
    }

    @Test
    void a_single_column_of_numbers_is_a_series_that_windows_slide_over() {
        assertThat(fresh(doubles("demand")).input).isEqualTo(Input.WINDOWS);
    }

    @Test
    void tensors_images_and_lists_are_read_where_they_are() {
        var images = TensorColumn.of("image", Shape.of(28, 28), ElementType.UNSIGNED_BYTE);
        var lists = column("list", ListCell.getCollectionType(DoubleCell.TYPE));
        var fresh = fresh(ints("id"), ints("time"), X, lists, images, strings("label"));

        assertThat(fresh.input).isEqualTo(Input.TENSORS);
        assertThat(fresh.tensorColumn).isEqualTo("image");
        assertThat(fresh.scaling).isEqualTo(Scale.NONE);
        assertThat(fresh.range).isEqualTo(Range.ELEMENT_TYPE);
        assertThat(fresh(ints("id"), ints("time"), X, lists, strings("label")).input)
                .isEqualTo(Input.LISTS);
        assertThat(fresh(X, column("png", PNGImageContent.TYPE)).input).isEqualTo(Input.IMAGES);
    }

    @Test
    void the_state_of_a_machine_is_read_in_windows() throws Exception {
        var spec =
                new DataTableSpec(strings("timestamp"), doubles("temperature"), doubles("vibration"), strings("state"));
        var fresh = fresh(spec);

        assertThat(fresh.input).isEqualTo(Input.WINDOWS);
        assertThat(fresh.withinGroups).isFalse();
        assertThat(fresh.numericColumns).containsExactly("temperature", "vibration");
        assertThat(Reshaped.configure(fresh, spec).getColumnNames()).containsExactly("timestamp", "state", "sequence");
    }

    @Test
    void the_states_of_several_machines_are_read_in_windows_of_one_machine() throws Exception {
        var spec = new DataTableSpec(
                ints("machine_id"), strings("timestamp"), doubles("temperature"), strings("machine_status"));
        var fresh = fresh(spec);

        assertThat(fresh.input).isEqualTo(Input.WINDOWS);
        assertThat(fresh.withinGroups).isTrue();
        assertThat(fresh.groupColumn).isEqualTo("machine_id");
        assertThat(fresh.numericColumns).containsExactly("temperature");
        assertThat(Reshaped.configure(fresh, spec).getColumnNames())
                .containsExactly("machine_id", "timestamp", "machine_status", "sequence");
    }

    @Test
    void the_last_nominal_column_is_never_the_group() {
        assertThat(fresh(ints("time"), X, Y, strings("gesture")).groupColumn).isEmpty();
        assertThat(fresh(ints("time"), X, Y, strings("id")).groupColumn).isEmpty();
        assertThat(fresh(strings("a"), ints("time"), X, Y, strings("b")).groupColumn)
                .isEqualTo("a");
        assertThat(fresh(strings("recording"), ints("time"), X, Y, ints("class")).groupColumn)
                .isEqualTo("recording");
        assertThat(fresh(strings("label"), ints("time"), X, Y, strings("note")).groupColumn)
                .isEmpty();
    }

    @Test
    void a_text_without_a_telling_name_is_a_group_only_of_rows_with_an_order() {
        assertThat(fresh(strings("a"), X, Y, strings("b")).groupColumn).isEmpty();
    }

    @Test
    void a_constant_column_is_never_the_group_nor_the_order() {
        var fresh = fresh(
                strings("recording", "r1"),
                constant("subject"),
                constant("time"),
                strings("id"),
                ints("step"),
                X,
                Y,
                strings("label"));

        assertLong(fresh, "id", "step", "x", "y");
    }

    @Test
    void a_date_or_time_is_an_order_before_any_name() {
        assertThat(fresh(
                                ints("recording"),
                                ints("time"),
                                column("when", StepOrderTest.DayCell.TYPE),
                                X,
                                strings("label"))
                        .orderColumn)
                .isEqualTo("when");
    }

    @Test
    void y_is_a_label_unless_it_stands_beside_x() {
        assertThat(fresh(doubles("a"), doubles("b"), ints("y")).numericColumns).containsExactly("a", "b");
        assertThat(fresh(doubles("X"), doubles("y")).numericColumns).containsExactly("X", "y");
    }

    @Test
    void flags_are_features_unless_they_are_the_last_label() {
        assertLong(
                fresh(ints("id"), ints("t"), X, column("valve", BooleanCell.TYPE), column("failed", BooleanCell.TYPE)),
                "id",
                "t",
                "x",
                "valve");
    }

    @Test
    void a_proposed_column_that_changes_within_a_group_is_missing_there_and_counted() throws Exception {
        var spec = new DataTableSpec(ints("id"), ints("t"), X, strings("note"), strings("label"));
        var rows = table(
                spec,
                row(new IntCell(1), new IntCell(1), number(1), string("n"), string("u")),
                row(new IntCell(1), new IntCell(2), number(2), string("m"), string("u")),
                row(new IntCell(1), new IntCell(3), number(2), string("n"), string("u")),
                row(new IntCell(2), new IntCell(1), number(3), string("m"), string("v")));

        var reshaped = Reshaped.execute(fresh(spec), rows);

        assertThat(reshaped.table().getDataTableSpec().getColumnNames())
                .isEqualTo(Reshaped.configure(fresh(spec), spec).getColumnNames())
                .containsExactly("id", "note", "label", "sequence");
        assertThat(Tables.column(reshaped.table(), "note")).containsExactly("?", "m");
        assertThat(Tables.column(reshaped.table(), "label")).containsExactly("u", "v");
        assertThat(reshaped.warning())
                .contains("Column 'note' is missing for 1 of 2 groups because their rows have several values.");
    }

    @Test
    void a_node_that_was_saved_before_it_was_connected_proposes_once_it_is() throws Exception {
        var spec = new DataTableSpec(ints("id"), ints("t"), X, Y, strings("label"));
        var saved = NodeParametersUtil.createSettings(SequenceReshaperParameters.class);

        Reshaped.configure(saved, spec);

        assertLong(saved, "id", "t", "x", "y");
        assertThat(saved.scaling).isEqualTo(Scale.NONE);
    }

    @Test
    void numbers_are_not_scaled_by_a_new_node() throws Exception {
        var spec = new DataTableSpec(doubles("t0"), doubles("t1"));

        var reshaped = Reshaped.execute(fresh(spec), table(spec, row(number(100), number(-3))));

        assertThat(Floats.of(reshaped.sequence(0))).containsExactly(100, -3);
    }

    private static void assertLong(SequenceReshaperParameters fresh, String group, String order, String... features) {
        assertThat(fresh.input).isEqualTo(Input.LONG_FORMAT);
        assertThat(fresh.groupColumn).isEqualTo(group);
        assertThat(fresh.sortSteps).isTrue();
        assertThat(fresh.orderColumn).isEqualTo(order);
        assertThat(fresh.numericColumns).containsExactly(features);
    }

    private static SequenceReshaperParameters fresh(DataColumnSpec... columns) {
        return fresh(new DataTableSpec(columns));
    }

    private static SequenceReshaperParameters fresh(DataTableSpec spec) {
        return NodeParametersUtil.createSettings(SequenceReshaperParameters.class, new PortObjectSpec[] {spec});
    }

    private static DataTableSpec numbered(String prefix, int count) {
        return new DataTableSpec(
                IntStream.range(0, count).mapToObj(i -> doubles(prefix + i)).toArray(DataColumnSpec[]::new));
    }

    private static DataTableSpec with(DataTableSpec columns, DataColumnSpec... others) {
        return new DataTableSpec(
                Stream.concat(columns.stream(), Arrays.stream(others)).toArray(DataColumnSpec[]::new));
    }

    private static DataColumnSpec ints(String name) {
        return column(name, IntCell.TYPE);
    }

    private static DataColumnSpec constant(String name) {
        var creator = new DataColumnSpecCreator(name, IntCell.TYPE);
        DataCell value = new IntCell(7);
        creator.setDomain(new DataColumnDomainCreator(value, value).createDomain());
        return creator.createSpec();
    }
}
