package org.seqnet.cudnn;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.library.CardSearch;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerator;
import org.seqnet.engine.accelerator.AcceleratorSupport;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.Finding;

/** Networks on NVIDIA's graphics cards by cuDNN 9. The engine finds this class by its name. */
public final class CudnnSupport implements AcceleratorSupport {
    private final Function<Card, Accelerator> accelerator;
    private volatile boolean hasCard;

    /** Called by the engine. */
    public CudnnSupport() {
        this(card -> {
            throw new SeqNetException("The cuDNN kernels are not complete in this version. Set the device to cpu.");
        });
    }

    /** @param accelerator makes of a card what the engine computes with */
    CudnnSupport(Function<Card, Accelerator> accelerator) {
        this.accelerator = accelerator;
    }

    @Override
    public List<Finding> diagnose(ComputeSettings settings) {
        return search(settings).findings();
    }

    @Override
    public boolean hasCard() {
        return hasCard;
    }

    private CardSearch.Outcome search(ComputeSettings settings) {
        var outcome = CardSearch.here(settings).search();
        hasCard = outcome.hasCard();
        return outcome;
    }

    @Override
    public Accelerator start(ComputeSettings settings) {
        var found = search(settings);
        var libraries = found.libraries()
                .orElseThrow(() -> new SeqNetException(found.findings().stream()
                        .filter(finding -> !finding.present())
                        .map(Finding::toString)
                        .collect(Collectors.joining("\n"))));
        libraries.load();
        return accelerator.apply(new Card(libraries.card(), false));
    }
}
