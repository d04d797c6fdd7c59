package org.seqnet.knime.learner;

import java.util.concurrent.atomic.AtomicBoolean;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Head;

/** Logs which device is used, and once per session why no GPU is. */
final class DeviceNotice {
    private static final AtomicBoolean FALLBACK_TOLD = new AtomicBoolean();

    private DeviceNotice() {}

    /** @param threads the learner's setting */
    static void log(NodeLogger log, Head head, int threads) {
        var backend = Backend.start();
        boolean runsOnGpu = head.fold(classes -> true, independent -> true, path -> false);
        log.info("device: " + (runsOnGpu ? backend.device(threads) : backend.processor(threads)));
        backend.fallback()
                .filter(reason -> FALLBACK_TOLD.compareAndSet(false, true))
                .ifPresent(reason -> log.info("no GPU is used: " + reason.replace("\n", " ")));
    }
}
