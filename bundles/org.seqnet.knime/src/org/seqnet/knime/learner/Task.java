package org.seqnet.knime.learner;

import java.util.function.Supplier;
import org.knime.core.node.NodeSettingsRO;
import org.knime.core.node.NodeSettingsWO;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.persistence.NodeParametersPersistor;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.seqnet.knime.dialog.ShownWhen;
import org.seqnet.knime.label.LearnedColumn;

/** What a learner learns, as its dialog finds it from the table: it decides what is shown, and is not saved. */
enum Task {
    /** One class for each row. */
    CLASSES,
    /** Any number of labels for each row. */
    SEVERAL_LABELS,
    /** A label for each time step. */
    STEP_LABELS,
    /** Numbers for each row. */
    REGRESSION,
    /** The next values of a series for each row. */
    FORECAST;

    /** Refers to the task of the dialog. */
    static final class Current implements ParameterReference<Task> {}

    /** Refers to the column that is learned. */
    static final class Column implements ParameterReference<String> {}

    /** Finds the task while the dialog is open. */
    static final class OfColumn implements StateProvider<Task> {
        private Supplier<LabelFormat> format;
        private Supplier<String> column;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            format = initializer.computeFromValueSupplier(TrainingDataParameters.AnyFormat.class);
            column = initializer.computeFromValueSupplier(Column.class);
        }

        @Override
        public Task computeState(NodeParametersInput input) {
            return switch (format.get()) {
                case COLLECTION, COLUMNS -> SEVERAL_LABELS;
                case VALUES -> REGRESSION;
                case STEPS -> STEP_LABELS;
                case CLASS -> input.getInTableSpec(0)
                        .map(spec -> LearnedColumn.kind(spec, column.get()))
                        .map(kind -> switch (kind) {
                            case CLASSES -> CLASSES;
                            case VALUES -> REGRESSION;
                            case FORECAST -> FORECAST;
                        })
                        .orElse(CLASSES);
            };
        }
    }

    /** Keeps the task out of the settings. */
    static final class Unsaved implements NodeParametersPersistor<Task> {
        @Override
        public Task load(NodeSettingsRO settings) {
            return CLASSES;
        }

        @Override
        public void save(Task task, NodeSettingsWO settings) {
            // it follows from the table
        }

        @Override
        public String[][] getConfigPaths() {
            return new String[0][];
        }
    }

    /** Holds while numbers are learned. */
    static final class IsNumeric extends ShownWhen<Task> {
        IsNumeric() {
            super(Current.class, REGRESSION, FORECAST);
        }
    }

    /** Holds while the next values of series are learned. */
    static final class IsForecast extends ShownWhen<Task> {
        IsForecast() {
            super(Current.class, FORECAST);
        }
    }

    /** Holds while labels or classes are learned. */
    static final class IsOfLabels extends ShownWhen<Task> {
        IsOfLabels() {
            super(Current.class, CLASSES, SEVERAL_LABELS, STEP_LABELS);
        }
    }
}
