package org.seqnet.knime.label;

import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Truth;

/** Collects the labels of rows. */
final class CollectedLabels implements TruthCollector {
    private final RowLabels source;
    private final KnownLabels known;
    private final LabelIndex labels = new LabelIndex();

    CollectedLabels(RowLabels source, Optional<LabelDomain> trained) {
        this.source = source;
        this.known = new KnownLabels(trained);
    }

    @Override
    public Runnable read(TableRow row) throws KNIMEException {
        var found = source.of(row);
        for (var label : found) {
            known.require(label, row, source.column(label));
        }
        return () -> labels.add(found);
    }

    @Override
    public int rows() {
        return labels.rows();
    }

    @Override
    public LabelDomain domain() {
        return known.trained().orElseGet(() -> labels.domain(source.declared())).as(source.type());
    }

    @Override
    public Truth truth(LabelDomain domain) {
        return labels.sets(domain);
    }
}
