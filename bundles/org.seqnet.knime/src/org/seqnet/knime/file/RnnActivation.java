package org.seqnet.knime.file;

import java.util.Optional;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.network.Cell;

/** The activation of RNN layers, as choices of a dialog; the names are saved in settings and never change. */
enum RnnActivation {
    @Label(value = "As in the file", description = "What the file says.")
    FROM_FILE(null),
    @Label(value = "tanh", description = "Values between -1 and 1; the default of PyTorch.")
    TANH(Cell.RNN_TANH),
    @Label(value = "ReLU", description = "Negative values become 0.")
    RELU(Cell.RNN_RELU);

    private final Cell cell;

    RnnActivation(Cell cell) {
        this.cell = cell;
    }

    /** Returns the engine's; empty if the file tells. */
    Optional<Cell> cell() {
        return Optional.ofNullable(cell);
    }
}
