package org.seqnet.knime.network;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.view.JsonObject;

/**
 * The labels as the view of a network lists them, the first of many.
 *
 * @param order in which order they are: that of the outputs, of the path, or of the targets
 */
record ListedLabels(String order, List<JsonObject> json) {
    /** More labels are no list to read. */
    private static final int MOST = 300;

    private static final String OUTPUTS = "outputs";
    private static final String PATH = "path";
    private static final String TARGETS = "targets";

    /** Returns those of a network that has not been trained. */
    static ListedLabels of(HeadKind head, LabelDomain labels) {
        return of(head.predictsValues() ? TARGETS : OUTPUTS, labels);
    }

    private static ListedLabels of(String order, LabelDomain labels) {
        return of(order, labels, IntStream.range(0, labels.size()), label -> Optional.empty());
    }

    /** Returns those of a trained network: with their thresholds, or in the order of its paths, if it has such. */
    static ListedLabels of(TrainedNetwork network) {
        var labels = network.labels();
        return network.architecture()
                .head()
                .fold(
                        classes -> of(OUTPUTS, labels),
                        independent -> of(
                                OUTPUTS,
                                labels,
                                IntStream.range(0, labels.size()),
                                label -> Optional.of(independent.thresholds().get(label))),
                        path -> path.isOrderFree()
                                ? of(OUTPUTS, labels)
                                : of(PATH, labels, inOrder(path), label -> Optional.empty()),
                        values -> of(TARGETS, labels),
                        steps -> of(OUTPUTS, labels));
    }

    private static IntStream inOrder(LabelPath path) {
        var labels = new int[path.labels()];
        for (int label = 0; label < labels.length; label++) {
            labels[path.order().get(label)] = label;
        }
        return IntStream.of(labels);
    }

    private static ListedLabels of(
            String order, LabelDomain labels, IntStream indices, IntFunction<Optional<Float>> threshold) {
        return new ListedLabels(
                order,
                indices.limit(MOST)
                        .mapToObj(label -> new JsonObject()
                                .withLabel("name", labels.name(label))
                                .with("threshold", threshold.apply(label).orElse(null)))
                        .toList());
    }
}
