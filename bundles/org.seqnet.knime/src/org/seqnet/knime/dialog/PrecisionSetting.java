package org.seqnet.knime.dialog;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.options.PrecisionChoice;

/** In which precision a node computes; the names are saved in settings and never change. */
public enum PrecisionSetting {
    /** Single precision. */
    @Label(value = "Single", description = "All numbers are 32-bit floating-point numbers.")
    SINGLE(PrecisionChoice.SINGLE),
    /** Mixed precision. */
    @Label(
            value = "Mixed",
            description = "The operands of the matrix products in recurrent, convolutional and dense layers are "
                    + "rounded to 16 bits (bfloat16), and recurrent layers keep what they read and pass back in this "
                    + "format. The products are summed in single precision, in which weights and everything else are "
                    + "kept. This is usually faster for recurrent layers with at least 64 hidden units; results differ "
                    + "slightly from those in single precision. If mixed precision is not available, single precision "
                    + "is used, and the node shows a warning.")
    MIXED(PrecisionChoice.MIXED),
    /** Mixed precision where it pays. */
    @Label(
            value = "Automatic",
            description = "Mixed precision, if it is available, for networks of the LSTM, GRU and RNN Learner with at "
                    + "least 64 hidden units that predict classes or labels. Otherwise, single precision.")
    AUTOMATIC(PrecisionChoice.AUTOMATIC);

    /** The title of the setting. */
    public static final String TITLE = "Precision";

    /** When the setting has an effect; a part of its description. */
    public static final String EFFECT =
            "Mixed precision requires a CPU with bfloat16 instructions, for example AMD since Zen 4 or Intel Xeon "
                    + "since Sapphire Rapids; the Device Report shows whether it is available. The setting has no "
                    + "effect on GPUs.";

    private final PrecisionChoice choice;

    PrecisionSetting(PrecisionChoice choice) {
        this.choice = choice;
    }

    /** Returns the beginning of a warning: that there is no mixed precision, and why. */
    public static String notAvailable(String reason) {
        return "Mixed precision is not available: " + reason;
    }

    /** Returns what it asks the engine for. */
    public PrecisionChoice choice() {
        return choice;
    }
}
