package org.seqnet.knime.learner;

import static org.seqnet.knime.view.Facts.count;
import static org.seqnet.knime.view.Facts.fact;

import java.util.List;
import java.util.stream.Collectors;
import org.seqnet.engine.network.LayerSummary;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.view.Facts;

/**
 * How a new network begins with the layers of another one.
 *
 * @param network the other one
 * @param learned which of its layers learn, and how fast
 */
record Transfer(TrainedNetwork network, LearnedLayers learned) {

    /** Returns a line for the log. */
    String words() {
        return "transfer from %s: frozen layers: %s; learning rate factor of the others: %s"
                .formatted(network.architecture().encoder().title(), frozen(), rate());
    }

    /** Returns what the view shows. */
    Facts facts() {
        return Facts.of(
                "Transfer",
                fact("Transferred from", network.architecture().title()),
                fact("Its epochs", epochs()),
                fact("Frozen layers", frozen()),
                fact("Learning rate factor of the transferred layers", rate()));
    }

    private String epochs() {
        var provenance = network.provenance();
        return provenance.isImported()
                ? "not known"
                : count(provenance.history().size());
    }

    private List<LayerSummary> layers() {
        var architecture = network.architecture();
        var all = architecture.member().layers(network.input().preprocessed());
        int head = architecture.head().layers(architecture.encoder().outputs()).size();
        return all.subList(0, all.size() - head);
    }

    private String frozen() {
        var layers = layers();
        if (learned.frozen() == 0) {
            return "none";
        }
        return learned.frozen() >= layers.size()
                ? "all"
                : layers.stream()
                        .limit(learned.frozen())
                        .map(LayerSummary::name)
                        .collect(Collectors.joining(", "));
    }

    private String rate() {
        return learned.frozen() >= layers().size() ? "none" : TypedNumber.text(learned.encoderRate());
    }
}
