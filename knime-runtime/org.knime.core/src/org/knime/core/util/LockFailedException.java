package org.knime.core.util;

/** Thrown when a workflow folder is in use by another KNIME; the embedded runtime takes no locks. */
public class LockFailedException extends Exception {
    private static final long serialVersionUID = 1L;
}
