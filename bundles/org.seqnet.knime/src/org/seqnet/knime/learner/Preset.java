package org.seqnet.knime.learner;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.updates.StateProvider;
import org.knime.node.parameters.widget.choices.Label;
import org.knime.node.parameters.widget.message.TextMessage.Message;
import org.knime.node.parameters.widget.message.TextMessage.MessageType;
import org.seqnet.engine.options.TrainingOptions;

/**
 * Settings of a training that belong together. What is selected fills in other fields of the dialog, and these alone
 * say how a network learns: in all presets, without early stopping. The names are saved in settings and never change.
 */
enum Preset {
    @Label(value = "Custom", description = "Leaves all settings as they are.")
    CUSTOM,
    @Label(
            value = "Quick start",
            description = "A high accuracy in few updates: one cycle with a maximum learning rate of 0.006, gradient "
                    + "clipping at 1, averaged final weights and no early stopping. The batch size and the number of "
                    + "epochs depend on the size of the training table: about 2,400 updates in 4 to 400 epochs, with "
                    + "batches of 16 for fewer than 1,000 rows, 32 for fewer than 5,000, and 100 otherwise. If the "
                    + "training table is not available yet, the values for 60,000 rows are filled in; execute the "
                    + "preceding nodes first. Chosen for LSTM networks that predict classes; for other networks, "
                    + "compare it with the default settings.")
    QUICK_START,
    @Label(
            value = "Reference notebook",
            description = "The settings of the notebook that this extension follows: 10 epochs with batches of 100 "
                    + "and a constant learning rate of 0.001, without gradient clipping and early stopping. The "
                    + "averaged final weights are not part of the notebook.")
    NOTEBOOK;

    private static final long ROWS_OF_MNIST = 60_000;

    /** Refers to the preset of the dialog. */
    static final class Selected implements ParameterReference<Preset> {}

    /** Tells while the dialog is open that the preset cannot know the size of the training table yet. */
    static final class TableNotAvailable implements StateProvider<Optional<Message>> {
        private static final Message MESSAGE = new Message(
                "Training table not available",
                "The preset \"Quick start\" fills in the values for 60,000 rows. For a training table of another size, "
                        + "execute the preceding nodes, and then select \"Custom\" and \"Quick start\" again.",
                MessageType.INFO);

        private static final Message NO_TABLE = new Message(
                "Values for 60,000 rows",
                "The preset \"Quick start\" fills in the values for 60,000 rows. If you have another number of rows, "
                        + "change the epochs so that there are about 2,400 updates.",
                MessageType.INFO);

        private Supplier<Preset> preset;

        @Override
        public void init(StateProviderInitializer initializer) {
            initializer.computeBeforeOpenDialog();
            preset = initializer.computeFromValueSupplier(Selected.class);
        }

        @Override
        public Optional<Message> computeState(NodeParametersInput input) {
            if (preset.get() != QUICK_START || trainingTable(input).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(hasTables(input) ? MESSAGE : NO_TABLE);
        }
    }

    private static boolean hasTables(NodeParametersInput input) {
        return Arrays.stream(input.getInPortTypes()).anyMatch(BufferedDataTable.TYPE::equals);
    }

    /** Returns what it fills in, if anything, for the training table that is connected. */
    Optional<TrainingOptions> options(NodeParametersInput input) {
        return switch (this) {
            case CUSTOM -> Optional.empty();
            case QUICK_START -> Optional.of(TrainingOptions.quickStart(
                    trainingTable(input).map(BufferedDataTable::size).orElse(ROWS_OF_MNIST)));
            case NOTEBOOK -> Optional.of(TrainingOptions.defaults());
        };
    }

    /** Returns the table of the first port, if what makes it has been executed. */
    private static Optional<BufferedDataTable> trainingTable(NodeParametersInput input) {
        return Stream.ofNullable(input.getInPortObjects())
                .flatMap(Arrays::stream)
                .limit(1)
                .filter(BufferedDataTable.class::isInstance)
                .map(BufferedDataTable.class::cast)
                .findFirst();
    }
}
