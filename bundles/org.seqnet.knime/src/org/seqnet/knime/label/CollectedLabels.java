package org.seqnet.knime.label;

import java.util.Locale;
import java.util.Optional;
import org.knime.core.node.KNIMEException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Truth;

/** Collects the labels of rows. */
final class CollectedLabels implements TruthCollector {
    /** How many labels a message lists. */
    private static final int MOST_LISTED = 100;

    private final RowLabels source;
    private final Optional<LabelDomain> trained;
    private final LabelIndex labels = new LabelIndex();

    CollectedLabels(RowLabels source, Optional<LabelDomain> trained) {
        this.source = source;
        this.trained = trained;
    }

    @Override
    public Runnable read(TableRow row) throws KNIMEException {
        var found = source.of(row);
        for (var label : found) {
            requireKnown(label, row);
        }
        return () -> labels.add(found);
    }

    private void requireKnown(String label, TableRow row) throws KNIMEException {
        if (trained.isPresent() && !trained.get().contains(label)) {
            throw row.port() == 0 ? unknown(label, trained.get(), row) : unseen(label, row);
        }
    }

    private KNIMEException unseen(String label, TableRow row) {
        return row.failure(
                source.column(label),
                "The label does not occur in the training table.",
                "label '%s' does not occur in the training table.".formatted(label),
                "Remove such rows, or add rows with this label to the training table.");
    }

    private KNIMEException unknown(String label, LabelDomain known, TableRow row) {
        return row.failure(
                source.column(label),
                "The label is unknown to the network to resume.",
                "label '%s' is not among the labels of the network to resume: %s.".formatted(label, listed(known)),
                "Remove such rows, or disconnect the network to train a new one.");
    }

    private static String listed(LabelDomain labels) {
        int more = labels.size() - MOST_LISTED;
        return more <= 0
                ? labels.toString()
                : String.format(Locale.ROOT, "%s and %,d more", labels.names().subList(0, MOST_LISTED), more);
    }

    @Override
    public int rows() {
        return labels.rows();
    }

    @Override
    public LabelDomain domain() {
        return trained.orElseGet(() -> labels.domain(source.declared())).as(source.type());
    }

    @Override
    public Truth truth(LabelDomain domain) {
        return labels.sets(domain);
    }
}
