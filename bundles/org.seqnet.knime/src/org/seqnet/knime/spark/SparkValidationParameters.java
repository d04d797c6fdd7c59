package org.seqnet.knime.spark;

import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileReaderWidget;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.learner.StoppingParameters;
import org.seqnet.knime.learner.ValidationParameters;

/** Which rows each epoch is evaluated on. The names of the fields are settings keys and never change. */
public final class SparkValidationParameters implements NodeParameters {
    private static final int MOST = 50;

    @TextMessage(NoValidationRows.class)
    Void noValidationRows;

    @Widget(
            title = "Validation data (optional)",
            description = "A file or folder with other rows, in the form of the training data. Each epoch is evaluated "
                    + "on them. For IDX, the file with the images.")
    @FileReaderWidget
    @ValueReference(Data.class)
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

    /** Refers to the validation data. */
    static final class Data implements ParameterReference<FileSelection> {}

    /** Warns while the dialog is open that early stopping lacks its validation rows. */
    static final class NoValidationRows implements StateProvider<Optional<Message>> {
        private static final Message MESSAGE = new Message(
                "No validation rows",
                "Early stopping requires validation data or a validation share. Select validation data, set a "
                        + "validation share, or disable early stopping.",
                MessageType.WARNING);

        private Supplier<Boolean> stopsEarly;
        private Supplier<Integer> share;
        private Supplier<FileSelection> data;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            stopsEarly = initializer.computeFromValueSupplier(StoppingParameters.Enabled.class);
            share = initializer.computeFromValueSupplier(ValidationParameters.Percent.class);
            data = initializer.computeFromValueSupplier(Data.class);
        }

        @Override
        public Optional<Message> computeState(NodeParametersInput input) {
            boolean validates = share.get() > 0 || isChosen(data.get());
            return stopsEarly.get() && !validates ? Optional.of(MESSAGE) : Optional.empty();
        }
    }

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
            arguments.with("--validation", format.path("Validation data", data.getFSLocation()));
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
