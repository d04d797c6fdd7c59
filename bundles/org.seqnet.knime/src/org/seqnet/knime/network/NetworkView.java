package org.seqnet.knime.network;

import static org.seqnet.knime.view.Facts.count;
import static org.seqnet.knime.view.Facts.fact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.seqnet.engine.network.LayerSummary;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.view.Facts;
import org.seqnet.knime.view.Facts.Fact;
import org.seqnet.knime.view.JsonObject;

/** What the view of a network port shows: layers, labels, and where the network comes from. */
public final class NetworkView {
    private NetworkView() {}

    /** Returns the data of the view of a trained network. */
    public static JsonObject ofNetwork(NetworkPortObject object) {
        var network = object.network();
        var provenance = network.provenance();
        var spec = object.getSpec();
        return view(
                        spec,
                        Optional.of(layers(network)),
                        TrainingOutcome.of(network),
                        Optional.of(ListedLabels.of(network)),
                        facts(spec, network))
                .with("training", provenance.isImported() ? null : training(provenance));
    }

    /** Returns the data of the view of a network that has not been trained. */
    public static JsonObject ofSpec(NetworkPortObjectSpec spec) {
        var network = new ArrayList<>(NetworkFacts.encoder(spec.encoder()));
        network.addAll(NetworkFacts.ensemble(spec.members()));
        network.addAll(NetworkFacts.head(spec.head()));
        return view(
                        spec,
                        layers(spec),
                        "Not trained yet. Execute the node.",
                        spec.labels().map(labels -> ListedLabels.of(spec.head(), labels)),
                        List.of(
                                new Facts("Network", network),
                                data(spec, NetworkFacts.preparation(spec.preparation()))))
                .with("training", null);
    }

    private static JsonObject view(
            NetworkPortObjectSpec spec,
            Optional<List<LayerSummary>> layers,
            String outcome,
            Optional<ListedLabels> labels,
            List<Facts> facts) {
        return new JsonObject()
                .with("view", "network")
                .with("title", spec.title())
                .with("outcome", outcome)
                .with("input", spec.inputShape().map(NetworkView::input).orElse(null))
                .withLabel("labelColumn", spec.labelColumn())
                .with(
                        "layers",
                        layers.map(list -> list.stream().map(NetworkView::layer).toList())
                                .orElse(null))
                .with("labelCount", spec.labels().map(LabelDomain::size).orElse(null))
                .with("labelOrder", labels.map(ListedLabels::order).orElse(null))
                .with("labels", labels.map(ListedLabels::json).orElse(null))
                .with("facts", facts.stream().map(Facts::json).toList());
    }

    private static JsonObject input(SequenceShape shape) {
        return new JsonObject()
                .with("timeSteps", shape.isAnyLength() ? null : shape.timeSteps())
                .with("features", shape.features());
    }

    private static List<LayerSummary> layers(TrainedNetwork network) {
        return network.architecture().layers(network.input().preprocessed());
    }

    /**
     * Returns the layers, which depend on the size of the input and the numbers of labels and symbols; empty if one is
     * unknown.
     */
    static Optional<List<LayerSummary>> layers(NetworkPortObjectSpec spec) {
        return spec.preprocessedShape().flatMap(shape -> spec.labels()
                .filter(labels -> labels.size() > 0 && !spec.readsSymbols())
                .map(labels -> spec.architecture()
                        .with(spec.head().forLabels(labels.size()))
                        .layers(shape)));
    }

    private static JsonObject layer(LayerSummary layer) {
        return new JsonObject()
                .with("name", layer.name())
                .with("kind", layer.kind())
                .with("inputs", layer.inputs())
                .with("outputs", layer.outputs())
                .with("parameters", layer.parameters());
    }

    /** Returns what a trained network is and comes from, in words. */
    static List<Facts> facts(NetworkPortObjectSpec spec, TrainedNetwork network) {
        var provenance = network.provenance();
        var facts = new ArrayList<>(List.of(
                NetworkFacts.network(network),
                data(spec, sequences(network)),
                NetworkFacts.preprocessing(network.input()),
                state(network)));
        if (provenance.isImported()) {
            facts.add(NetworkFacts.origin(provenance));
        } else {
            facts.add(NetworkFacts.training(network));
            facts.add(NetworkFacts.run(provenance));
        }
        return facts;
    }

    private static Facts data(NetworkPortObjectSpec spec, List<Fact> more) {
        var facts = new ArrayList<Fact>();
        facts.add(
                fact("Sequences", spec.inputShape().map(SequenceShape::toString).orElse(NetworkFacts.UNKNOWN)));
        if (!spec.head().predictsValues()) {
            facts.add(fact("Label column", spec.labelColumn()));
        }
        facts.add(NetworkFacts.predicted(spec.head(), spec.labels()));
        facts.addAll(more);
        return new Facts("Data", facts);
    }

    private static List<Fact> sequences(TrainedNetwork network) {
        var provenance = network.provenance();
        var facts = new ArrayList<>(NetworkFacts.preparation(network.input().preparation()));
        network.input().vocabulary().ifPresent(vocabulary -> facts.add(NetworkFacts.vocabulary(vocabulary)));
        facts.add(fact(
                "Training sequences", provenance.isImported() ? "not known" : count(provenance.trainingSequences())));
        if (provenance.heldOut() > 0) {
            facts.add(NetworkFacts.heldOut(provenance));
        }
        return facts;
    }

    /** Returns what a further training starts from. */
    private static Facts state(TrainedNetwork network) {
        var updater = network.provenance().options().updater();
        return Facts.of(
                "Resuming training",
                fact("Mini-batches trained", count(network.steps())),
                fact("Optimizer state", network.keepsStateOf(updater) ? "kept, " + updater.title() : "not kept"));
    }

    private static JsonObject training(Provenance provenance) {
        var kept = provenance.history().stream()
                .filter(epoch -> epoch.epoch() == provenance.bestEpoch())
                .findFirst();
        return new JsonObject()
                .with("sequences", provenance.trainingSequences())
                .with("epochsRun", provenance.history().size())
                .with("keptEpoch", provenance.bestEpoch())
                .with("keptFor", TrainingOutcome.reason(provenance))
                .with("loss", kept.map(EpochRecord::loss).orElse(null))
                .with("accuracy", kept.map(EpochRecord::accuracy).orElse(null))
                .with("validationLoss", validation(kept, Evaluation::loss))
                .with("validationAccuracy", validation(kept, Evaluation::accuracy));
    }

    private static Double validation(Optional<EpochRecord> kept, Function<Evaluation, Double> measure) {
        return kept.flatMap(EpochRecord::validation).map(measure).orElse(null);
    }

    /** Returns the same as lines of text. */
    static String text(NetworkPortObject object) {
        var layers = layers(object.network()).stream().map(layer -> "%s: %s, %s inputs, %s outputs, %s parameters"
                .formatted(
                        layer.name(),
                        layer.kind(),
                        count(layer.inputs()),
                        count(layer.outputs()),
                        count(layer.parameters())));
        var facts = facts(object.getSpec(), object.network()).stream()
                .flatMap(group -> Stream.concat(
                        Stream.of("", group.title()),
                        group.facts().stream().map(fact -> fact.name() + ": " + fact.value())));
        return Stream.of(Stream.of(TrainingOutcome.of(object.network()), "", "Layers"), layers, facts)
                .flatMap(lines -> lines)
                .reduce((above, line) -> above + "\n" + line)
                .orElseThrow();
    }
}
