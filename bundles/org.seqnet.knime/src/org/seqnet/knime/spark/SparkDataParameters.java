package org.seqnet.knime.spark;

import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.choices.ValueSwitchWidget;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsPositiveIntegerValidation;
import org.knime.node.parameters.widget.text.TextAreaWidget;

/**
 * Which data Spark reads, and in which form; the only class of this room besides {@link RunParameters} and
 * {@link SparkValidationParameters} that touches KNIME's file widget, which is no public API yet. The names of the
 * fields are settings keys and never change.
 */
public final class SparkDataParameters implements NodeParameters {
    @Widget(title = "Format", description = "The format of the files.")
    @ValueSwitchWidget
    @ValueReference(DataFormat.Selected.class)
    DataFormat format = DataFormat.PARQUET;

    @Widget(
            title = "Training data",
            description = "The file or folder with the training data. For data on this machine, or in a folder that "
                    + "all workers share, a local path or a location relative to the workflow data area. For data on "
                    + "a cluster, a URL that Spark can read, for example hdfs:///data/machines.parquet or s3a://…. "
                    + "Paths may contain *, which stands for any text. For IDX, the file with the images.")
    @FileReaderWidget
    FileSelection data = new FileSelection();

    @Widget(title = "Training labels", description = "The IDX file with the labels of the images.")
    @FileReaderWidget
    @Effect(predicate = DataFormat.IsIdx.class, type = EffectType.SHOW)
    FileSelection labels = new FileSelection();

    @Widget(title = "Time steps of an image", description = "What the time steps of an image are.")
    @ValueSwitchWidget
    @Effect(predicate = DataFormat.IsIdx.class, type = EffectType.SHOW)
    ImageSteps imageSteps = ImageSteps.ROWS;

    @Widget(title = "Column separator", description = "The character between two fields of a CSV file.")
    @Effect(predicate = DataFormat.IsCsv.class, type = EffectType.SHOW)
    String separator = ",";

    @Widget(title = "Layout", description = "How the data store sequences, as in the Sequence Reshaper.")
    @ValueReference(DataLayout.Selected.class)
    @Effect(predicate = DataFormat.IsTable.class, type = EffectType.SHOW)
    DataLayout layout = DataLayout.LIST;

    @Widget(
            title = "Sequence columns",
            description = "The names of the columns with the values of the sequences, one name per line. * stands for "
                    + "any text: sensor* means all columns whose names begin with sensor.")
    @TextAreaWidget(rows = 3)
    @Effect(predicate = DataFormat.IsTable.class, type = EffectType.SHOW)
    String columns = "";

    @Widget(
            title = "Values per time step",
            description = "The number of values, that is, of features, of each time step.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DataLayout.CutsValues.class, type = EffectType.SHOW)
    int valuesPerStep = 1;

    @Widget(title = "Order of values", description = "The order of the values if a time step has more than one.")
    @Effect(predicate = DataLayout.CutsValues.class, type = EffectType.SHOW)
    Order order = Order.STEP_BY_STEP;

    @Widget(
            title = "Group columns",
            description = "The names of the columns that together identify the sequence or series of a row, one name "
                    + "per line. With sliding windows, leave empty if all rows are one series.")
    @TextAreaWidget(rows = 2)
    @Effect(predicate = DataLayout.GroupsRows.class, type = EffectType.SHOW)
    String groupColumns = "";

    @Widget(
            title = "Order column (optional)",
            description = "The name of the column that the rows of a group are sorted by: numbers, dates or times. "
                    + "Leave empty to keep the order of the data.")
    @Effect(predicate = DataLayout.GroupsRows.class, type = EffectType.SHOW)
    String orderColumn = "";

    @Widget(title = "Window length", description = "The number of rows of a window.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DataLayout.Slides.class, type = EffectType.SHOW)
    int windowLength = 100;

    @Widget(
            title = "Step size",
            description = "The number of rows from the beginning of a window to the beginning of the next one.")
    @NumberInputWidget(minValidation = IsPositiveIntegerValidation.class)
    @Effect(predicate = DataLayout.Slides.class, type = EffectType.SHOW)
    int windowStride = 1;

    @Widget(
            title = "Bad rows",
            description = "What to do with rows that cannot be used, for example because a label is missing or a "
                    + "sequence is empty. Training fails with the first ones, or skips them and states their number "
                    + "in a warning. The setting \"Missing values in a sequence\" must not contradict this one.")
    @ValueSwitchWidget
    BadRows badRows = BadRows.FAIL;

    /** The orders of values; the names are saved in settings and never change. */
    enum Order {
        @Label(value = "Step by step", description = "All values of the first time step come first: a1 b1 a2 b2.")
        STEP_BY_STEP,
        @Label(value = "Feature by feature", description = "All values of the first feature come first: a1 a2 b1 b2.")
        FEATURE_BY_FEATURE
    }

    /** The time steps of images; the names are saved in settings and never change. */
    enum ImageSteps {
        @Label(value = "Rows", description = "Each row of pixels is a time step, from top to bottom.")
        ROWS,
        @Label(value = "Columns", description = "Each column of pixels is a time step, from left to right.")
        COLUMNS
    }

    /** What becomes of bad rows; the names are saved in settings and never change. */
    enum BadRows {
        @Label(value = "Fail", description = "Training fails and names the first bad rows.")
        FAIL,
        @Label(value = "Skip", description = "Bad rows are skipped and counted.")
        SKIP
    }
}
