package org.seqnet.knime.label;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.StepLabels;
import org.seqnet.engine.sequence.Truth;

/** Collects the labels of the time steps of rows. */
final class CollectedSteps implements TruthCollector {
    private final StepColumn source;
    private final KnownLabels known;
    private final LabelIndex labels = new LabelIndex();
    /** By row: the number of the label of each step, in the order of first sight. */
    private final List<int[]> steps = new ArrayList<>();

    CollectedSteps(StepColumn source, Optional<LabelDomain> trained) {
        this.source = source;
        this.known = new KnownLabels(trained);
    }

    @Override
    public Runnable read(TableRow row) throws KNIMEException {
        var found = source.of(row);
        var distinct = found.stream().filter(Objects::nonNull).distinct().toList();
        for (var label : distinct) {
            known.require(label, row, source.column());
        }
        return () -> {
            labels.add(distinct);
            steps.add(found.stream()
                    .mapToInt(label -> label == null ? StepLabels.UNKNOWN : labels.number(label))
                    .toArray());
        };
    }

    @Override
    public int rows() {
        return steps.size();
    }

    @Override
    public LabelDomain domain() {
        return known.trained().orElseGet(() -> labels.domain(source.declared())).as(source.type());
    }

    @Override
    public Truth truth(LabelDomain domain) {
        int[] places = labels.places(domain);
        return StepLabels.of(steps.stream()
                .map(row -> {
                    var placed = row.clone();
                    for (int t = 0; t < placed.length; t++) {
                        placed[t] = placed[t] < 0 ? placed[t] : places[placed[t]];
                    }
                    return placed;
                })
                .toList());
    }
}
