package org.seqnet.knime.learner;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.knime.core.node.BufferedDataTable;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;
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
                    + "epochs depend on the size of the training table, if it is available when the preset is "
                    + "selected: about 2,400 updates in 4 to 400 epochs, with batches of 16 for fewer than 1,000 "
                    + "rows, 32 for fewer than 5,000, and 100 otherwise. If it is not available: 4 epochs with "
                    + "batches of 100.")
    QUICK_START,
    @Label(
            value = "Reference notebook",
            description = "The settings of the notebook that this extension follows: 10 epochs with batches of 100 "
                    + "and a constant learning rate of 0.001, without gradient clipping and early stopping. The "
                    + "averaged final weights are not part of the notebook.")
    NOTEBOOK;

    private static final int ROWS_OF_MNIST = 60_000;

    /** Refers to the preset of the dialog. */
    static final class Selected implements ParameterReference<Preset> {}

    /** Returns what it fills in, if anything, for the training table that is connected. */
    Optional<TrainingOptions> options(NodeParametersInput input) {
        return switch (this) {
            case CUSTOM -> Optional.empty();
            case QUICK_START -> Optional.of(TrainingOptions.quickStart(trainingRows(input)));
            case NOTEBOOK -> Optional.of(TrainingOptions.defaults());
        };
    }

    /** Returns the number of rows of the first table; that of MNIST before what makes the table has been executed. */
    private static long trainingRows(NodeParametersInput input) {
        return Stream.ofNullable(input.getInPortObjects())
                .flatMap(Arrays::stream)
                .filter(BufferedDataTable.class::isInstance)
                .mapToLong(table -> ((BufferedDataTable) table).size())
                .findFirst()
                .orElse(ROWS_OF_MNIST);
    }
}
