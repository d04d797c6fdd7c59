package org.seqnet.knime.dialog;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** A share of a whole, in dialogs. */
public final class Share {
    private Share() {}

    /** Bounds a share that may be the whole. */
    public static final class AtMostOne extends MaxValidation {
        @Override
        protected double getMax() {
            return 1;
        }
    }
}
