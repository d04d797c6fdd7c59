package org.seqnet.knime.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seqnet.knime.Refusals.assertFails;
import static org.seqnet.knime.Refusals.assertInvalid;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.def.DoubleCell;
import org.knime.core.data.def.StringCell;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.series.Archive;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorColumn;

class TimeSeriesReaderTest extends SeriesFiles {
    @Test
    void a_file_becomes_rows_with_a_sequence_and_its_class() throws Exception {
        chooseFile(write("walks.ts", TRAIN));

        var table = execute();

        assertThat(table.getDataTableSpec().getColumnNames()).containsExactly("sequence", "label");
        assertThat(Tables.keys(table)).containsExactly("Row0", "Row1");
        assertThat(Tables.column(table, "label")).containsExactly("down", "up");
        assertThat(tensor(table, 0)).isEqualTo(Tensor.ofFloats(Shape.of(3, 2), new float[] {1, 4, 2, 5, 3, 6}));
        var sequence = table.getDataTableSpec().getColumnSpec(0);
        assertThat(TensorColumn.holdsSequences(sequence)).isTrue();
        assertThat(TensorColumn.shape(sequence)).contains(Shape.of(3, 2));
        assertThat(table.getDataTableSpec().getColumnSpec(1).getDomain().getValues())
                .containsExactly(new StringCell("up"), new StringCell("down"));
    }

    @Test
    void the_header_of_a_file_on_this_machine_tells_the_columns_before_execution() throws Exception {
        chooseFile(write("walks.ts", TRAIN));

        assertThat(configure().tableSpec(0)).isEqualTo(execute().getDataTableSpec());
    }

    @Test
    void a_file_that_is_not_there_yet_or_elsewhere_leaves_the_columns_open() throws Exception {
        chooseFile(folder.resolve("none.ts"));
        assertThat(configure().spec(0)).isEmpty();

        chooseFile(write("broken.ts", "@problemName x\n"));
        assertThat(configure().spec(0)).isEmpty();

        parameters.file = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", "http://127.0.0.1:9/a.ts"));
        assertThat(configure().spec(0)).isEmpty();
    }

    @Test
    void equal_shapes_are_told_after_reading_though_the_header_does_not() throws Exception {
        chooseFile(write("walks.ts", "@problemName x\n@data\n1,2:3,4\n5,6:7,8\n"));

        assertThat(TensorColumn.shape(configure().tableSpec(0).getColumnSpec(0)))
                .isEmpty();
        var spec = execute().getDataTableSpec();
        assertThat(spec.getColumnNames()).containsExactly("sequence");
        assertThat(TensorColumn.shape(spec.getColumnSpec(0))).contains(Shape.of(2, 2));
    }

    @Test
    void series_of_several_lengths_have_no_shape_in_common() throws Exception {
        chooseFile(write("walks.ts", "@problemName x\n@data\n1,2\n5\n"));

        var table = execute();

        assertThat(TensorColumn.shape(table.getDataTableSpec().getColumnSpec(0)))
                .isEmpty();
        assertThat(tensor(table, 1).shape()).isEqualTo(Shape.of(1, 1));
    }

    @Test
    void numbers_for_regression_become_a_column_with_its_range() throws Exception {
        chooseFile(write("cases.ts", "@problemName x\n@targetLabel true\n@data\n1:0.5\n2:-1.25\n3:?\n"));

        var table = execute();

        assertThat(table.getDataTableSpec().getColumnNames()).containsExactly("sequence", "target");
        assertThat(Tables.column(table, "target")).containsExactly("0.5", "-1.25", "?");
        var domain = table.getDataTableSpec().getColumnSpec(1).getDomain();
        assertThat(domain.getLowerBound()).isEqualTo(new DoubleCell(-1.25));
        assertThat(domain.getUpperBound()).isEqualTo(new DoubleCell(0.5));
    }

    @Test
    void a_missing_class_is_a_missing_cell() throws Exception {
        chooseFile(write("walks.ts", "@problemName x\n@classLabel true a\n@data\n1:?\n2:a\n"));

        assertThat(Tables.column(execute(), "label")).containsExactly("?", "a");
    }

    @Test
    void an_arff_file_is_told_by_its_content() throws Exception {
        chooseFile(write("walks.ts", "@relation x\n@attribute a numeric\n@attribute b {u,v}\n@data\n1,v\n"));

        assertThat(Tables.column(execute(), "label")).containsExactly("v");
    }

    @Test
    void series_with_missing_values_are_kept_skipped_or_refused() throws Exception {
        var file = write("walks.ts", TEST);
        chooseFile(file);

        assertThat(tensor(execute(), 0))
                .isEqualTo(Tensor.ofFloats(Shape.of(3, 2), new float[] {-1, 4, -2, 5, Float.NaN, 6}));

        parameters.incomplete = IncompleteSeries.SKIP;
        var run = run();
        assertThat(Tables.column(run.table(0), "label")).containsExactly("up");
        assertThat(run.warning()).contains("1 of 2 series has missing values and was skipped.");

        parameters.incomplete = IncompleteSeries.FAIL;
        assertFails(
                this::execute,
                file + ": series 1 has missing values.",
                "Set \"Series with missing values\" to \"Keep\" or \"Skip\".");
    }

    @Test
    void a_folder_gives_the_training_series_the_test_series_or_both() throws Exception {
        write("Small_TRAIN.ts", TRAIN);
        write("Small_TEST.ts", TEST);
        write("README.md", "nothing");
        chooseFolder(folder);

        assertThat(tensor(execute(), 0).value(0)).isEqualTo(1);
        parameters.subset = SeriesSubset.TEST;
        assertThat(tensor(execute(), 0).value(0)).isEqualTo(-1);
        parameters.subset = SeriesSubset.BOTH;
        var table = execute();
        assertThat(table.getDataTableSpec()).isEqualTo(configure().tableSpec(0));
        assertThat(Tables.column(table, "split")).containsExactly("train", "train", "test", "test");
        assertThat(Tables.keys(table)).containsExactly("Row0", "Row1", "Row2", "Row3");
        assertThat(table.getDataTableSpec().getColumnSpec("split").getDomain().getValues())
                .containsExactly(new StringCell("train"), new StringCell("test"));
    }

    @Test
    void a_file_stands_for_its_folder_and_a_subfolder_is_looked_into() throws Exception {
        write("Small/Small_TRAIN.arff", "@relation x\n@attribute a numeric\n@attribute b {u}\n@data\n1,u\n");
        chooseFolder(write("Other_TRAIN.ts", TRAIN));
        assertThat(execute().size()).isEqualTo(2);

        parameters.name = "Small";
        assertThat(execute().size()).isEqualTo(1);
    }

    @Test
    void files_of_a_folder_must_belong_together() throws Exception {
        write("Small_TRAIN.ts", TRAIN);
        write("Small_TEST.ts", "@problemName x\n@targetLabel true\n@data\n1:2\n");
        chooseFolder(folder);
        parameters.subset = SeriesSubset.BOTH;

        assertFails(
                this::execute,
                folder + "/Small_TEST.ts: the file states numbers, but " + folder
                        + "/Small_TRAIN.ts states classes. Select files of one data set.");
    }

    @Test
    void classes_of_both_files_are_possible_values() throws Exception {
        write("Small_TRAIN.ts", TRAIN);
        write("Small_TEST.ts", TRAIN.replace("up down", "down left up"));
        chooseFolder(folder);
        parameters.subset = SeriesSubset.BOTH;

        assertThat(execute()
                        .getDataTableSpec()
                        .getColumnSpec("label")
                        .getDomain()
                        .getValues())
                .containsExactly(new StringCell("up"), new StringCell("down"), new StringCell("left"));
    }

    @Test
    void what_is_wrong_with_a_folder_is_told() throws Exception {
        chooseFolder(folder.resolve("none"));
        assertFails(this::execute, folder.resolve("none") + ": folder not found. Check the path.");

        chooseFolder(folder);
        assertFails(
                this::execute,
                folder + ": no file is named as in the archive, such as GunPoint_TRAIN.ts. Select another folder, or "
                        + "set \"Source\" to \"File\".");

        write("A_TRAIN.ts", TRAIN);
        write("B_TRAIN.ts", TRAIN);
        assertFails(
                this::execute,
                folder + ": the folder contains several data sets, such as 'A' and 'B'. Enter the name of one in "
                        + "\"Data set name\".");

        parameters.name = "A";
        parameters.subset = SeriesSubset.TEST;
        assertFails(
                this::execute,
                folder + ": there is no file A_TEST.ts or A_TEST.arff in the folder. Check the folder and the name of "
                        + "the data set.");
    }

    @Test
    void a_damaged_file_is_told_with_its_line_and_the_table_is_not_made() throws Exception {
        var file = write("walks.ts", TRAIN + "1,2:3,4:up\n");
        chooseFile(file);

        assertFails(
                this::execute,
                file + ", line 10: this series has 2 time steps, but the header specifies 3. Correct the header or the "
                        + "series.");
    }

    @Test
    void a_damaged_file_of_a_folder_is_told_whatever_file_of_it_was_chosen() throws Exception {
        write("Small_TEST.ts", TRAIN + "x\n");
        chooseFolder(write("Small_TRAIN.ts", TRAIN));
        parameters.subset = SeriesSubset.TEST;

        assertFails(
                this::execute,
                folder + "/Small_TEST.ts, line 10, column 1: class label 'x' is not one of the 2 labels in the header: "
                        + "'up', 'down'. Add it to the header, or correct the case.");
    }

    @Test
    void a_file_that_is_not_there_and_a_folder_that_is_no_file_are_told() {
        chooseFile(folder.resolve("none.ts"));
        assertFails(this::execute, folder.resolve("none.ts") + ": file not found. Check the path.");

        chooseFile(folder);
        assertFails(this::execute, folder + ": this is a folder, not a file. Select a file in it.");
    }

    @Test
    void a_file_or_folder_must_be_chosen() {
        parameters.source = SeriesSource.FILE;
        assertInvalid(
                this::configure,
                "File: no file is selected.",
                "Select a .ts or .arff file, or set \"Source\" to \"Archive\".");
        parameters.source = SeriesSource.FOLDER;
        assertInvalid(
                this::configure,
                "Folder: no folder is selected.",
                "Select the folder that contains the files, or set \"Source\" to \"Archive\".");
        parameters.folder = new FileSelection(new FSLocation(FSCategory.CUSTOM_URL, "5000", "http://a.example/b"));
        assertInvalid(this::configure, "Folder: a URL leads to a single file, not to a folder.");
    }

    @Test
    void names_that_are_no_names_are_refused() {
        parameters.dataset = "../x";
        assertInvalid(
                this::configure,
                "Data set: '../x' is not the name of a data set in the UCR/UEA archive.",
                "Select one in the node's dialog.");
        chooseFolder(folder);
        parameters.name = "a/b";
        assertInvalid(
                this::configure,
                "Data set name: 'a/b' contains characters other than letters, digits, - and _.",
                "Enter the name as it is in the names of the files, before _TRAIN or _TEST.");
    }

    @Test
    void the_dialog_offers_all_data_sets() {
        assertThat(new ArchiveNames().choices(null)).isEqualTo(Archive.names());
    }

    @Test
    void cancelling_stops_between_series() throws Exception {
        chooseFile(write("walks.ts", TRAIN));
        var monitor = new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                throw new CanceledExecutionException();
            }
        };
        var run = NodeRun.executing(Tables.execution(monitor), parameters);

        assertThatThrownBy(() -> TimeSeriesReaderNodeFactory.execute(run, run))
                .isInstanceOf(CanceledExecutionException.class);
        Files.delete(folder.resolve("walks.ts"));
    }

    @Test
    void a_file_without_series_gives_an_empty_table() throws Exception {
        chooseFile(write("walks.ts", "@problemName x\n@classLabel true a\n@data\n"));

        assertThat(execute().size()).isZero();
        assertThat(execute().getDataTableSpec()).isInstanceOf(DataTableSpec.class);
    }
}
