package org.seqnet.engine.network.dl4j;

import java.util.List;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.EnsembleKernel;
import org.seqnet.engine.kernel.NetworkKernel;
import org.seqnet.engine.kernel.Precision;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/** The kernels of the processor, and of ND4J's graphics card: all that need ND4J. */
final class LocalKernel {
    /** Makes Deeplearning4j's own layers compute, to compare speed and results with; a system property. */
    private static final String STOCK_PROPERTY = "org.seqnet.engine.stockLayers";

    private LocalKernel() {}

    static NetworkKernel of(Architecture architecture, SequenceShape inputShape, int threads, boolean trainsEncoder) {
        var backend = Backend.start();
        boolean isStock = backend.usesGraphicsCard() || Boolean.getBoolean(STOCK_PROPERTY);
        return backend.withOneThread(() -> isStock && trainsEncoder && Configurations.has(architecture)
                ? stock(architecture, inputShape)
                : NetworkKernel.ofProcessor(
                        architecture, inputShape, backend.threads(threads), trainsEncoder, Precision.SINGLE));
    }

    @SuppressWarnings("try") // The scope is opened for its effect on this thread, and never asked anything.
    private static NetworkKernel stock(Architecture architecture, SequenceShape inputShape) {
        try (var outsideWorkspaces = Nd4j.getMemoryManager().scopeOutOfWorkspaces()) {
            return EnsembleKernel.of(architecture, member -> new DeeplearningKernel(member, inputShape));
        }
    }

    /** Gives back workspaces that the calling thread holds; the next call makes them anew. */
    static void releaseThread() {
        // Not destroyAllWorkspacesForCurrentThread(): it also runs a full garbage collection.
        var workspaces = Nd4j.getWorkspaceManager();
        List.copyOf(workspaces.getAllWorkspacesForCurrentThread()).forEach(workspaces::destroyWorkspace);
    }
}
