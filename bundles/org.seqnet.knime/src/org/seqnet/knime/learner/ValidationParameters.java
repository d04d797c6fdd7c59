package org.seqnet.knime.learner;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.Widget;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.updates.Effect;
import org.knime.node.parameters.updates.Effect.EffectType;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.updates.ValueReference;
import org.knime.node.parameters.updates.util.BooleanReference;
import org.knime.node.parameters.widget.choices.ChoicesProvider;
import org.knime.node.parameters.widget.choices.util.AllColumnsProvider;
import org.knime.node.parameters.widget.message.TextMessage;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.knime.node.parameters.widget.number.NumberInputWidget;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;
import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation.IsNonNegativeValidation;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.training.ValidationShare;

/**
 * Which training rows each epoch is evaluated on if no validation table is connected. The names of the fields are
 * settings keys and never change; their initial values are what workflows mean that are older than these settings.
 */
@LoadDefaultsForAbsentFields
public final class ValidationParameters implements NodeParameters {
    private static final int MOST = (int) (100 * ValidationShare.MOST);

    @TextMessage(TableConnected.class)
    Void tableConnected;

    @Widget(
            title = "Validation share (%)",
            description =
                    "The percentage of the training rows, up to 50, that is not trained on if no validation table "
                            + "is connected: each epoch is evaluated on these rows instead. All classes have about the "
                            + "same share; with several labels per row, all labels have. The random seed determines "
                            + "which rows are held out. For a forecast, the latest windows of each series are held "
                            + "out; "
                            + "windows just before them, whose horizons overlap theirs, are not used. Every label "
                            + "stays "
                            + "in training, and from fewer than 10 rows, none is held out. Set to 0 to train on all "
                            + "rows.")
    @NumberInputWidget(minValidation = IsNonNegativeValidation.class, maxValidation = Most.class)
    @ValueReference(Percent.class)
    int percent;

    @Widget(
            title = "Keep groups together",
            description =
                    "If checked, rows of the same group are either all trained on or all held out; for a forecast, "
                            + "groups are the series, of which the latest windows are held out (by default, the "
                            + "groups of the Sequence Reshaper). Use this if "
                            + "several rows come from the same recording, person or machine, or from overlapping "
                            + "windows: "
                            + "otherwise, the validation accuracy is too optimistic.")
    @ValueReference(Grouped.class)
    boolean keepGroups;

    @Widget(
            title = "Group column",
            description =
                    "The column that identifies the group of each row. A row without a value is a group of its own.")
    @ChoicesProvider(AllColumnsProvider.class)
    @Effect(predicate = Grouped.class, type = EffectType.SHOW)
    String groupColumn = "";

    /** Refers to the share. */
    public static final class Percent implements ParameterReference<Integer> {}

    /** Refers to the checkbox above the group column. */
    static final class Grouped implements BooleanReference {}

    /** Bounds the share. */
    static final class Most extends MaxValidation {
        @Override
        protected double getMax() {
            return MOST;
        }
    }

    /** Tells while the dialog is open that nothing is held out since a validation table is connected. */
    static final class TableConnected implements StateProvider<Optional<Message>> {
        private static final Message MESSAGE = new Message(
                "Validation table connected",
                "Each epoch is evaluated on the validation table, so no training rows are held out.",
                MessageType.INFO);

        private Supplier<Integer> percent;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            percent = initializer.computeFromValueSupplier(Percent.class);
        }

        @Override
        public Optional<Message> computeState(NodeParametersInput input) {
            return percent.get() > 0 && hasTable(input) ? Optional.of(MESSAGE) : Optional.empty();
        }
    }

    /** Says whether a validation table is connected. */
    static boolean hasTable(NodeParametersInput input) {
        return tables(input) > 1;
    }

    /** Returns how many tables there are, by the ports, or their specs, of which one may be unknown yet. */
    static long tables(NodeParametersInput input) {
        var types = input.getInPortTypes();
        var specs = input.getInPortSpecs();
        return IntStream.range(0, specs.length)
                .filter(i -> types[i].equals(BufferedDataTable.TYPE) || specs[i] instanceof DataTableSpec)
                .count();
    }

    /**
     * Returns what is held out where there is no validation table, if something is.
     *
     * @throws SeqNetException if the share is out of range
     */
    Optional<ValidationShare> share(long seed) {
        if (percent < 0 || percent > MOST) {
            throw new SeqNetException("Validation share (%%): %d is not between 0 and %d.".formatted(percent, MOST));
        }
        return percent == 0 ? Optional.empty() : Optional.of(new ValidationShare(percent / 100.0, seed));
    }

    /** Returns the column of groups, if rows of one group stay together. */
    Optional<String> group() {
        return keepGroups ? Optional.of(groupColumn == null ? "" : groupColumn) : Optional.empty();
    }
}
