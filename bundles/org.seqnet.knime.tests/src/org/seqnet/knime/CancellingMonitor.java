package org.seqnet.knime;

import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;

/** Says that the node is canceled from a given check on. */
public final class CancellingMonitor extends DefaultNodeProgressMonitor {
    private final int before;
    private int asked;

    /** Makes one that lets so many checks pass. */
    public CancellingMonitor(int before) {
        this.before = before;
    }

    /** Returns how many checks there were. */
    public int asked() {
        return asked;
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (asked++ >= before) {
            setExecuteCanceled();
        }
        super.checkCanceled();
    }
}
