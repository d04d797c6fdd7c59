package org.seqnet.knime.scorer;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.knime.label.PredictionName;

/** Where a scorer finds the probabilities of classes; the names are those of selected columns. */
record ProbabilityChoice(ProbabilitySource source, String[] names) {

    /** Makes sure that the table has the columns, before it is known which classes there are. */
    void check(DataTableSpec spec) throws InvalidSettingsException {
        if (source == ProbabilitySource.SELECTED) {
            ProbabilityColumns.find(spec, names);
        }
    }

    /** Returns the columns of the classes. */
    ProbabilityColumns columns(ScoredColumns scored, LabelDomain domain) throws InvalidSettingsException {
        return switch (source) {
            case NONE -> ProbabilityColumns.none(domain);
            case SELECTED -> ProbabilityColumns.selected(scored.spec(), names, domain);
            case AUTOMATIC -> {
                var predicted = scored.spec().getColumnSpec(scored.predicted()).getName();
                var actual = scored.spec().getColumnSpec(scored.actual()).getName();
                var name = PredictionName.of(predicted).orElse(new PredictionName(actual, ""));
                yield ProbabilityColumns.beside(scored.spec(), scored.predicted(), name.label(), name.suffix(), domain);
            }
        };
    }
}
