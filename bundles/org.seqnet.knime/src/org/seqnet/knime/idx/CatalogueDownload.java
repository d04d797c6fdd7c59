package org.seqnet.knime.idx;

import java.io.IOException;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.seqnet.engine.download.CacheFolder;
import org.seqnet.engine.idx.Dataset;
import org.seqnet.engine.idx.DatasetCache;
import org.seqnet.engine.idx.DatasetFiles;
import org.seqnet.engine.idx.Split;
import org.seqnet.knime.execution.Cancellation;
import org.seqnet.knime.execution.DownloadMonitor;

/** Downloads what is not here yet of a data set. */
final class CatalogueDownload {
    private CatalogueDownload() {}

    /**
     * Returns the files of a data set, downloading what is not here yet.
     *
     * @throws CanceledExecutionException if the node is cancelled; what has come is kept and resumed next time
     */
    static DatasetFiles of(Dataset dataset, Split split, ExecutionMonitor monitor)
            throws IOException, CanceledExecutionException {
        var cache = new DatasetCache(CacheFolder.locate());
        return Cancellation.passedOn(monitor, () -> cache.obtain(dataset, split, new DownloadMonitor(monitor)));
    }
}
