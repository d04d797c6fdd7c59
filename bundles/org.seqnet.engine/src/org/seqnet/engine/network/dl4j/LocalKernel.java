package org.seqnet.engine.network.dl4j;

import java.util.List;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.backend.LocalDevice;
import org.seqnet.engine.kernel.EnsembleKernel;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/** The kernels of the processor, and of ND4J's graphics card. */
final class LocalKernel {
    /** Makes Deeplearning4j's own layers compute, to compare speed and results with; a system property. */
    private static final String STOCK_PROPERTY = "org.seqnet.engine.stockLayers";

    private LocalKernel() {}

    /** @param precision what it computes in, unless {@link #isStock} */
    static NetworkKernel of(
            Architecture architecture, SequenceShape inputShape, int threads, int frozenLayers, Precision precision) {
        var local = LocalDevice.start();
        return local.withOneThread(() -> frozenLayers == 0 && isStock(architecture)
                ? stock(architecture, inputShape)
                : NetworkKernel.ofProcessor(architecture, inputShape, local.threads(threads), frozenLayers, precision));
    }

    /** Says whether Deeplearning4j's own layers compute such a network if all of it learns. */
    static boolean isStock(Architecture architecture) {
        return (LocalDevice.start().usesGraphicsCard() || Boolean.getBoolean(STOCK_PROPERTY))
                && Configurations.has(architecture);
    }

    @SuppressWarnings("try") // The scope is opened for its effect on this thread, and never asked anything.
    private static NetworkKernel stock(Architecture architecture, SequenceShape inputShape) {
        Backend.start();
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return EnsembleKernel.of(architecture, member -> new DeeplearningKernel(member, inputShape));
        }
    }

    /** Gives back workspaces that the calling thread holds; the next call makes them anew. */
    static void releaseThread() {
        if (!Backend.isRunning()) {
            return;
        }
        // Not destroyAllWorkspacesForCurrentThread(): it also runs a full garbage collection.
        var workspaces = Nd4j.getWorkspaceManager();
        List.copyOf(workspaces.getAllWorkspacesForCurrentThread()).forEach(workspaces::destroyWorkspace);
    }
}
