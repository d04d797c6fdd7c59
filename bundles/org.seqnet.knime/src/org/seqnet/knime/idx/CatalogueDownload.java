package org.seqnet.knime.idx;

import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.idx.CacheFolder;
import org.seqnet.engine.idx.Dataset;
import org.seqnet.engine.idx.DatasetCache;
import org.seqnet.engine.idx.DatasetFiles;
import org.seqnet.engine.idx.DownloadListener;
import org.seqnet.engine.idx.DownloadProgress;
import org.seqnet.engine.idx.Split;
import org.seqnet.knime.Cancellation;

/** Shows a download in a node's progress bar and stops it when the node is cancelled. */
final class CatalogueDownload implements DownloadListener {
    private static final double MEGABYTE = 1e6;

    private final ExecutionMonitor monitor;

    private CatalogueDownload(ExecutionMonitor monitor) {
        this.monitor = monitor;
    }

    /**
     * Returns the files of a data set, downloading what is not here yet.
     *
     * @throws CanceledExecutionException if the node is cancelled; what has come is kept and resumed next time
     */
    static DatasetFiles of(Dataset dataset, Split split, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        try {
            return new DatasetCache(CacheFolder.locate()).obtain(dataset, split, new CatalogueDownload(monitor));
        } catch (CancellationException e) {
            monitor.checkCanceled();
            throw new CanceledExecutionException();
        }
    }

    @Override
    public void progressed(DownloadProgress progress) {
        double here = progress.bytes() / MEGABYTE;
        if (progress.totalBytes().isPresent()) {
            double all = progress.totalBytes().getAsLong() / MEGABYTE;
            monitor.setProgress(
                    here / all,
                    () -> String.format(Locale.ROOT, "downloading %s: %.1f of %.1f MB", progress.file(), here, all));
        } else {
            monitor.setMessage(() -> String.format(Locale.ROOT, "downloading %s: %.1f MB", progress.file(), here));
        }
    }

    @Override
    public boolean isCancelled() {
        return Cancellation.requested(monitor);
    }
}
