package org.seqnet.engine.backend;

import java.util.Optional;
import java.util.function.Supplier;
import org.nd4j.linalg.factory.Nd4jBackend;
import org.seqnet.engine.SeqNetException;

/**
 * What became of the graphics card when the engine started.
 *
 * @param card the card that computes, if one does
 * @param fallback why none does although the CUDA feature is installed and the choice was left to the engine
 */
record CudaStart(Optional<GraphicsCard> card, Optional<String> fallback) {
    private static final CudaStart NOT_WANTED = new CudaStart(Optional.empty(), Optional.empty());

    /**
     * Makes the card ready that the settings ask for, unless another bundle computes on one.
     *
     * @param others what became of the card of that bundle
     * @throws SeqNetException if they ask for one and none can be used; it tells all that is missing
     */
    static CudaStart of(ComputeSettings settings, CudaSearch search, ClassLoader loader, Supplier<CardStart> others) {
        boolean demanded = settings.device() == DeviceChoice.GPU;
        if (settings.device() == DeviceChoice.CPU || !demanded && !search.isInstalled()) {
            return NOT_WANTED;
        }
        var other = others.get();
        if (other.device().isPresent()) {
            return NOT_WANTED;
        }
        var found = search.search();
        var shortcomings = found.diagnosis().isUsable()
                ? trial(search, loader)
                : found.diagnosis().shortcomings();
        if (shortcomings.isEmpty()) {
            return new CudaStart(found.card(), Optional.empty());
        }
        if (demanded) {
            throw new SeqNetException("The GPU is requested by %s but cannot be used:\n%s\nAlternatively: %s"
                    .formatted(
                            settings.sources().get(ComputeSetting.DEVICE), other.with(shortcomings), settings.cure()));
        }
        return new CudaStart(Optional.empty(), Optional.of(shortcomings));
    }

    // Before ND4J itself tries: it starts once only, and a start that failed cannot be made good.
    private static String trial(CudaSearch search, ClassLoader loader) {
        try {
            search.loadLibraries();
            var backend = (Nd4jBackend) Class.forName(CudaSearch.BACKEND_CLASS, true, loader)
                    .getDeclaredConstructor()
                    .newInstance();
            backend.canRun();
            return "";
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return "CUDA start: " + NativeParts.root(e) + ". All components are installed but do not work "
                    + "together. Restart the machine if the driver was updated recently.";
        }
    }
}
