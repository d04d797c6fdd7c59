package org.seqnet.cudnn;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.seqnet.cudnn.card.Card;
import org.seqnet.cudnn.library.CardSearch;
import org.seqnet.cudnn.network.CudnnAccelerator;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerator;
import org.seqnet.engine.accelerator.AcceleratorSupport;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.Finding;
import org.seqnet.engine.network.Architecture;

/** Networks on NVIDIA's graphics cards by cuDNN 9. The engine finds this class by its name. */
public final class CudnnSupport implements AcceleratorSupport {
    /** What was found last: the engine starts a card right after it was checked. */
    private volatile Optional<Search> last = Optional.empty();

    private record Search(ComputeSettings settings, CardSearch.Outcome outcome) {}

    @Override
    public List<Finding> diagnose(ComputeSettings settings) {
        return kept(settings, CardSearch.here(settings).search()).findings();
    }

    @Override
    public List<Finding> check(ComputeSettings settings) {
        return searchToStart(settings).findings();
    }

    @Override
    public boolean hasCard() {
        return last.filter(search -> search.outcome().hasCard()).isPresent();
    }

    @Override
    public Optional<String> refusal(Architecture architecture) {
        return CudnnAccelerator.refusal(architecture);
    }

    private CardSearch.Outcome searchToStart(ComputeSettings settings) {
        return kept(settings, CardSearch.here(settings).searchToStart());
    }

    private CardSearch.Outcome kept(ComputeSettings settings, CardSearch.Outcome outcome) {
        last = Optional.of(new Search(settings, outcome));
        return outcome;
    }

    @Override
    public Accelerator start(ComputeSettings settings) {
        var found = last.filter(search -> search.settings().equals(settings))
                .map(Search::outcome)
                .orElseGet(() -> searchToStart(settings));
        var libraries = found.libraries()
                .orElseThrow(() -> new SeqNetException(found.findings().stream()
                        .filter(finding -> !finding.present())
                        .map(Finding::toString)
                        .collect(Collectors.joining("\n"))));
        var library = libraries.load();
        var card = new Card(libraries.card(), false);
        try {
            return new CudnnAccelerator(card, library);
        } catch (RuntimeException | Error e) {
            card.release();
            throw e;
        }
    }
}
