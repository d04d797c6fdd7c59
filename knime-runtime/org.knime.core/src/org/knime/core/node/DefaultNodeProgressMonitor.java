package org.knime.core.node;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.knime.core.node.message.Message;
import org.knime.core.node.workflow.NodeID;
import org.knime.core.node.workflow.NodeProgress;
import org.knime.core.node.workflow.NodeProgressEvent;
import org.knime.core.node.workflow.NodeProgressListener;

/** Keeps a node's progress. Listeners are called at once, where KNIME calls them a few times a second. */
public class DefaultNodeProgressMonitor implements NodeProgressMonitor {

    private static final NodeID UNKNOWN = new NodeID(0);

    private final List<NodeProgressListener> listeners = new CopyOnWriteArrayList<>();

    private volatile Message cancellation;

    private Double progress;

    private Supplier<String> message = () -> null;

    /** Makes a monitor without listeners. */
    public DefaultNodeProgressMonitor() {}

    /** Makes a monitor with a listener. */
    public DefaultNodeProgressMonitor(final NodeProgressListener l) {
        addProgressListener(l);
    }

    @Override
    public void reset() {
        cancellation = null;
        synchronized (this) {
            progress = null;
            message = () -> null;
        }
        tellListeners();
    }

    /** Tells whether the user has cancelled or the thread is interrupted. */
    protected boolean isCanceled() {
        return cancellation != null || Thread.currentThread().isInterrupted();
    }

    @Override
    public void checkCanceled() throws CanceledExecutionException {
        if (isCanceled()) {
            throw new CanceledExecutionException(
                    Objects.requireNonNullElse(cancellation, CanceledExecutionException.DEFAULT_CANCEL_MESSAGE));
        }
    }

    @Override
    public void setExecuteCanceled() {
        setExecuteCanceled(CanceledExecutionException.DEFAULT_CANCEL_MESSAGE);
    }

    /** Asks the node to stop, and says why. */
    public void setExecuteCanceled(final Message cancelMessage) {
        cancellation = Objects.requireNonNull(cancelMessage);
    }

    @Override
    public void setProgress(final double newProgress, final String newMessage) {
        setProgress(newProgress, () -> newMessage);
    }

    @Override
    public void setProgress(final double newProgress, final Supplier<String> newMessage) {
        synchronized (this) {
            take(newProgress);
            message = newMessage;
        }
        tellListeners();
    }

    @Override
    public void setProgress(final double newProgress) {
        synchronized (this) {
            take(newProgress);
        }
        tellListeners();
    }

    private void take(double newProgress) {
        if (newProgress >= 0 && newProgress <= 1) {
            progress = newProgress;
        }
    }

    @Override
    public void setMessage(final String newMessage) {
        setMessage(() -> newMessage);
    }

    @Override
    public void setMessage(final Supplier<String> newMessage) {
        synchronized (this) {
            message = newMessage;
        }
        tellListeners();
    }

    @Override
    public synchronized Double getProgress() {
        return progress;
    }

    @Override
    public synchronized String getMessage() {
        return message.get();
    }

    @Override
    public void addProgressListener(final NodeProgressListener l) {
        if (l != null && !listeners.contains(l)) {
            listeners.add(l);
        }
    }

    private void tellListeners() {
        if (!listeners.isEmpty()) {
            var event = new NodeProgressEvent(UNKNOWN, new NodeProgress(getProgress(), getMessage()));
            listeners.forEach(listener -> listener.progressChanged(event));
        }
    }

    /** A part of another monitor's progress. */
    static class SubNodeProgressMonitor implements NodeProgressMonitor {

        private final NodeProgressMonitor parent;

        private final double share;

        private final boolean silent;

        private double last;

        private Supplier<String> message = () -> "";

        SubNodeProgressMonitor(NodeProgressMonitor parent, double share, boolean silent) {
            this.parent = Objects.requireNonNull(parent);
            this.share = share;
            this.silent = silent;
        }

        @Override
        public void checkCanceled() throws CanceledExecutionException {
            parent.checkCanceled();
        }

        /** Adds what is new since the last call, so that several parts may run at once. Steps below 0.1 % wait. */
        @Override
        public void setProgress(final double progress) {
            if (share <= 0) {
                return;
            }
            synchronized (parent) {
                double bounded = Math.max(0, Math.min(1, progress));
                double step = bounded - last;
                Double before = parent.getProgress();
                if (before == null || step >= 0.001) {
                    parent.setProgress(Math.min(1, (before == null ? 0 : before) + Math.max(0, step) * share));
                    last = Math.max(last, bounded);
                }
            }
        }

        @Override
        public Double getProgress() {
            return last;
        }

        @Override
        public void setProgress(final double progress, final String newMessage) {
            setProgress(progress);
            setMessage(newMessage);
        }

        @Override
        public void setProgress(final double progress, final Supplier<String> newMessage) {
            setProgress(progress);
            setMessage(newMessage);
        }

        @Override
        public void setMessage(final String newMessage) {
            setMessage(() -> newMessage);
        }

        @Override
        public void setMessage(final Supplier<String> newMessage) {
            message = newMessage;
            if (!silent) {
                parent.setMessage(newMessage);
            }
        }

        @Override
        public String getMessage() {
            return Objects.requireNonNullElse(message.get(), "");
        }

        @Override
        public void setExecuteCanceled() {
            throw ownersOnly();
        }

        @Override
        public void reset() {
            throw ownersOnly();
        }

        @Override
        public void addProgressListener(final NodeProgressListener l) {
            throw ownersOnly();
        }

        private static IllegalStateException ownersOnly() {
            return new IllegalStateException("Only the whole monitor can do this, not a part of its progress.");
        }
    }
}
