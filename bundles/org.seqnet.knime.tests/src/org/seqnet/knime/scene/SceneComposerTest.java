package org.seqnet.knime.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;
import static org.seqnet.knime.Tables.bytes;
import static org.seqnet.knime.Tables.column;
import static org.seqnet.knime.Tables.keys;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.rows;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;

import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.collection.SetDataValue;
import org.knime.core.data.def.IntCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.column.MissingValues;
import org.seqnet.knime.tensor.TensorColumn;
import org.seqnet.knime.tensor.TensorValue;

class SceneComposerTest {
    private static final Shape SHAPE = Shape.of(2, 2);
    private static final DataTableSpec SPEC = new DataTableSpec(TensorColumn.unknown("image"), strings("label"));

    @Test
    void a_scene_has_an_image_the_set_of_its_labels_and_their_number() throws Exception {
        var run = execute(images(), parameters -> parameters.scenes = 40);

        var scenes = run.table(0);
        assertThat(keys(scenes)).hasSize(40).startsWith("Row0", "Row1").endsWith("Row39");
        assertThat(column(scenes, "labels")).containsOnly("[a, b]", "[c]");
        assertThat(rows(scenes)).allSatisfy(row -> {
            assertThat(((TensorValue) row.getCell(0)).tensor().shape()).isEqualTo(Shape.of(4, 4));
            assertThat(row.getCell(2)).isEqualTo(new IntCell(((SetDataValue) row.getCell(1)).size()));
        });
        assertThat(run.warning()).isEmpty();
    }

    @Test
    void the_spec_states_shape_and_types_before_the_node_is_executed() throws Exception {
        var run = NodeRun.configuring(parameters(parameters -> {}), SPEC);
        SceneComposerNodeFactory.configure(run, run);

        var spec = run.tableSpec(0);
        assertThat(spec.getColumnNames()).containsExactly("image", "labels", "number of labels");
        assertThat(TensorColumn.shape(spec.getColumnSpec(0))).contains(Shape.of(4, 4));
        assertThat(TensorColumn.elementType(spec.getColumnSpec(0))).contains(ElementType.UNSIGNED_BYTE);
        assertThat(spec.getColumnSpec(1).getType()).isEqualTo(SetCell.getCollectionType(StringCell.TYPE));
        assertThat(spec).isEqualTo(execute(images(), parameters -> {}).table(0).getDataTableSpec());
    }

    @Test
    void the_same_seed_gives_the_same_scenes_and_more_scenes_change_none() throws Exception {
        var some = execute(images(), parameters -> parameters.scenes = 5).table(0);
        var more = execute(images(), parameters -> parameters.scenes = 30).table(0);
        var others = execute(images(), parameters -> parameters.seed = 1).table(0);

        assertThat(rows(more).subList(0, 5)).isEqualTo(rows(some));
        assertThat(rows(others)).isNotEqualTo(rows(some));
    }

    @Test
    void independent_labels_may_be_none() throws Exception {
        var run = execute(images(), parameters -> {
            parameters.labels = LabelRule.INDEPENDENT;
            parameters.scenes = 100;
        });

        assertThat(column(run.table(0), "labels")).contains("[]", "[a]", "[b, c]", "[a, b, c]");
    }

    @Test
    void no_scenes_are_an_empty_table() throws Exception {
        assertThat(execute(images(), parameters -> parameters.scenes = 0)
                        .table(0)
                        .size())
                .isZero();
    }

    @Test
    void integers_are_labels_too() throws Exception {
        var spec = new DataTableSpec(
                TensorColumn.unknown("image"), new DataColumnSpecCreator("label", IntCell.TYPE).createSpec());
        var table = Tables.table(spec, row(bytes(SHAPE, 9, 9, 9, 9), new IntCell(7)));

        assertThat(column(execute(table, parameters -> parameters.outfits = "7").table(0), "labels"))
                .containsOnly("[7]");
    }

    @Test
    void rows_with_missing_cells_are_skipped_and_counted() throws Exception {
        var table = Tables.table(
                SPEC,
                row(bytes(SHAPE, 9, 9, 9, 9), string("a")),
                row(DataType.getMissingCell(), string("b")),
                row(bytes(SHAPE, 9, 9, 9, 9), DataType.getMissingCell()));

        assertThat(execute(table, parameters -> parameters.outfits = "a").warning())
                .contains("2 of 3 rows were skipped because their image or label is missing.");
        assertFails(
                () -> execute(table, parameters -> {
                    parameters.outfits = "a";
                    parameters.missingValues = MissingValues.FAIL;
                }),
                "Row 'Row1': the cell of column 'image' is missing.",
                "Fill in the value, remove the row, or configure the node to skip rows with missing values.");
    }

    @Test
    void an_image_that_does_not_fit_is_refused_with_its_row() {
        var table = Tables.table(
                SPEC, row(bytes(SHAPE, 9, 9, 9, 9), string("a")), row(bytes(Shape.of(1, 3), 9, 9, 9), string("a")));

        assertFails(
                () -> execute(table, parameters -> parameters.outfits = "a"),
                "Row 'Row1': The image has 1 x 3 pixels, but those before have 2 x 2. Use images of one size.");
    }

    @Test
    void a_label_without_images_is_refused_with_its_line() {
        assertFails(
                () -> execute(images(), parameters -> parameters.outfits = "a\nb, Cape"),
                "Outfits, line 2: no image has the label 'Cape'. Correct the label, or add images that have it.");
    }

    @Test
    void a_table_without_rows_is_refused() {
        assertFails(
                () -> execute(Tables.table(SPEC), parameters -> {}),
                "Outfits, line 1: no image has the label 'a'. Correct the label, or add images that have it.");
    }

    @Test
    void settings_that_are_not_allowed_are_refused_before_execution() {
        refused(
                parameters -> parameters.outfits = "a,,b",
                "Outfits, line 1: a label is missing. Enter the label, or remove the comma.");
        refused(
                parameters -> parameters.outfits = null,
                "Outfits: there are no labels. Enter one outfit per line, its labels separated by commas, "
                        + "for example: Trouser, Bag, (Coat)");
        refused(
                parameters -> parameters.largestScale = 0.25,
                "Scale: 0.5 to 0.25 is not a range. The first value must be above 0, the second at least the first and "
                        + "at most 10.");
        refused(parameters -> parameters.scenes = -1, "Number of scenes: -1 is negative.");
    }

    @Test
    void columns_that_are_not_there_are_refused() {
        refused(
                parameters -> parameters.imageColumn = "label",
                "Image column: column 'label' of the table has the type 'String', but tensors are required.");
        refused(parameters -> parameters.labelColumn = "class", "Label column: the table has no column 'class'.");
    }

    @Test
    void a_new_node_chooses_its_columns() {
        var parameters = new SceneComposerParameters();
        parameters.chooseColumns(SPEC);

        assertThat(List.of(parameters.imageColumn, parameters.labelColumn)).containsExactly("image", "label");
    }

    @Test
    void it_stops_when_it_is_canceled() {
        var monitor = new DefaultNodeProgressMonitor();
        monitor.setExecuteCanceled();
        var run = NodeRun.executing(Tables.execution(monitor), parameters(parameters -> {}), images());

        assertThatThrownBy(() -> SceneComposerNodeFactory.execute(run, run))
                .isInstanceOf(CanceledExecutionException.class);
    }

    private static void refused(Consumer<SceneComposerParameters> settings, String message) {
        var run = NodeRun.configuring(parameters(settings), SPEC);
        assertInvalid(() -> SceneComposerNodeFactory.configure(run, run), message);
    }

    private static NodeRun execute(BufferedDataTable table, Consumer<SceneComposerParameters> settings)
            throws Exception {
        var run = NodeRun.executing(parameters(settings), table);
        SceneComposerNodeFactory.execute(run, run);
        return run;
    }

    private static SceneComposerParameters parameters(Consumer<SceneComposerParameters> settings) {
        var parameters = new SceneComposerParameters();
        parameters.chooseColumns(SPEC);
        parameters.outfits = "a, b\nc";
        parameters.scenes = 10;
        parameters.canvasSize = 4;
        parameters.smallestScale = 0.5;
        parameters.largestScale = 2;
        settings.accept(parameters);
        return parameters;
    }

    private static BufferedDataTable images() {
        return Tables.table(
                SPEC,
                row(bytes(SHAPE, 10, 20, 30, 40), string("a")),
                row(bytes(SHAPE, 0, 200, 0, 200), string("b")),
                row(bytes(SHAPE, 255, 0, 255, 0), string("c")),
                row(bytes(SHAPE, 99, 99, 0, 0), string("c")));
    }
}
