package org.knime.core.webui.node.dialog.defaultdialog.util.updates;

/** Tells a dialog that a state cannot be computed now. */
public final class StateComputationFailureException extends Exception {
    private static final long serialVersionUID = 1L;

    public StateComputationFailureException(String message) {
        super(message);
    }
}
