package org.seqnet.knime.spark;

import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.learner.ValidationParameters;

/** Which rows each epoch is evaluated on. The names of the fields are settings keys and never change. */
public final class SparkValidationParameters implements NodeParameters {
    private static final int MOST = 50;

    @Widget(
            title = "Validation data (optional)",
            description = "A file or folder with other rows, in the form of the training data. Each epoch is evaluated "
                    + "on them. For IDX, the file with the images.")
    @FileReaderWidget
    FileSelection data = new FileSelection();

    @Widget(
            title = "Validation labels (optional)",
            description = "The IDX file with the labels of the validation images.")
    @FileReaderWidget
    @Effect(predicate = DataFormat.IsIdx.class, type = EffectType.SHOW)
    FileSelection labels = new FileSelection();

    @Widget(
            title = "Validation share (%)",
            description = "The percentage of the training rows, up to 50, that is not trained on if there are no "
                    + "validation data: each epoch is evaluated on these rows instead. The random seed determines "
                    + "which rows are held out. Set to 0 to train on all rows.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Most.class)
    @ValueReference(ValidationParameters.Percent.class)
    int percent;

    @Widget(
            title = "Group column (optional)",
            description = "The name of a column that identifies the group of each row. Rows of the same group are "
                    + "either all trained on or all held out. Use this if several rows come from the same recording, "
                    + "person or machine: otherwise, the validation accuracy is too optimistic.")
    String groupColumn = "";

    /** Bounds the share. */
    static final class Most extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST;
        }
    }

    /** Returns whether there are validation data. */
    boolean hasData() {
        return isChosen(data);
    }

    /** Returns whether epochs are evaluated on rows that are not trained on. */
    boolean validates() {
        return hasData() || percent > 0;
    }

    static boolean isChosen(FileSelection file) {
        var location = file.getFSLocation();
        return location != null
                && location.getPath() != null
                && !location.getPath().isBlank();
    }

    /**
     * Adds these settings as arguments.
     *
     * @throws InvalidSettingsException if data are incomplete
     * @throws SeqNetException if a setting is outside its range, or Spark cannot read somewhere
     */
    void add(DataFormat format, Arguments arguments) throws InvalidSettingsException {
        if (percent < 0 || percent > MOST) {
            throw new SeqNetException("Validation share (%%): %d is not between 0 and %d.".formatted(percent, MOST));
        }
        if (hasData()) {
            arguments.with("--validation", SparkPath.of("Validation data", data.getFSLocation()));
            if (format == DataFormat.IDX) {
                arguments.with("--validation-label-file", SparkPath.of("Validation labels", labels.getFSLocation()));
            }
        } else {
            arguments.with("--validation-share", percent / 100.0);
            Optional.of(groupColumn.strip())
                    .filter(column -> percent > 0 && !column.isEmpty())
                    .ifPresent(column -> arguments.with("--validation-group", column));
        }
    }
}
