package org.seqnet.knime.learner;

import java.util.concurrent.atomic.AtomicBoolean;
import org.knime.core.node.NodeLogger;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.training.Trainer;

/** Logs which device is used, and once per session why no GPU is. */
final class DeviceNotice {
    private static final AtomicBoolean FALLBACK_TOLD = new AtomicBoolean();

    private DeviceNotice() {}

    /** @param threads the learner's setting */
    static void log(NodeLogger log, Architecture architecture, int threads) {
        log.info("device: " + Trainer.device(architecture, threads));
        Backend.start()
                .fallback()
                .filter(reason -> FALLBACK_TOLD.compareAndSet(false, true))
                .ifPresent(reason -> log.info("no GPU is used: " + reason.replace("\n", " ")));
    }
}
