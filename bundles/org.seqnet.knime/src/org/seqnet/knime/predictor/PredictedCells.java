package org.seqnet.knime.predictor;

import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnDomainCreator;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.knime.column.FreeNames;

/** What one kind of prediction appends to a table. */
interface PredictedCells {
    /** Returns the columns, the prediction last. */
    List<DataColumnSpec> columns();

    /** Says whether the specs of the columns tell which values there may be, so that these need not be looked for. */
    default boolean haveDomains() {
        return true;
    }

    /** Returns how many answers a sequence asks for, to which the network gives some at once. */
    default int answers(int atOnce) {
        return atOnce;
    }

    /**
     * Predicts a batch.
     *
     * @return for the index of a sequence, a cell for each column; empty where numbers grew too large in the network
     */
    IntFunction<Optional<DataCell[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled);

    /** Returns the specs of a column for each label, with its probability or score. */
    static List<DataColumnSpec> probabilities(
            String labelColumn, LabelDomain labels, NetworkPredictorParameters parameters, FreeNames names) {
        return labels.names().stream()
                .map(label -> probability(names.like(parameters.probabilityColumnName(labelColumn, label))))
                .toList();
    }

    /** Returns the spec of a column of probabilities. */
    static DataColumnSpec probability(String name) {
        return upTo(1, name);
    }

    /** Returns the spec of the column of standard deviations of probabilities. */
    static DataColumnSpec uncertainty(String labelColumn, NetworkPredictorParameters parameters, FreeNames names) {
        return upTo(0.5, names.like(parameters.uncertaintyColumnName(labelColumn)));
    }

    private static DataColumnSpec upTo(double most, String name) {
        var column = new DataColumnSpecCreator(name, DoubleCell.TYPE);
        column.setDomain(new DataColumnDomainCreator(new DoubleCell(0), new DoubleCell(most)).createDomain());
        return column.createSpec();
    }
}
