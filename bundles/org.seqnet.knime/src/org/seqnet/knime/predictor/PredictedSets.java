package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.collection.SetCell;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.LabelSearch;
import org.seqnet.engine.inference.PredictedLabels;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.label.LabelCells;

/**
 * The score of each label if asked for, then the probabilities of the labels that are predicted, that of all of them
 * together, its uncertainty if asked for, and the labels themselves.
 */
final class PredictedSets implements PredictedCells {
    private final List<DataColumnSpec> columns = new ArrayList<>();
    private final List<DataCell> labels;
    private final LabelSearch search;
    private final boolean withUncertainty;

    PredictedSets(
            String labelColumn,
            LabelDomain domain,
            NetworkPredictorParameters parameters,
            boolean withUncertainty,
            FreeNames names) {
        this.withUncertainty = withUncertainty;
        labels = LabelCells.of(domain);
        search = parameters.search();
        if (search.scores()) {
            columns.addAll(PredictedCells.probabilities(labelColumn, domain, parameters, names));
        }
        columns.add(column(
                names.like(parameters.setProbabilitiesColumnName(labelColumn)),
                ListCell.getCollectionType(DoubleCell.TYPE)));
        columns.add(PredictedCells.probability(names.like(parameters.setProbabilityColumnName(labelColumn))));
        if (withUncertainty) {
            columns.add(PredictedCells.uncertainty(labelColumn, parameters, names));
        }
        columns.add(column(
                names.like(parameters.predictionColumnName(labelColumn)),
                SetCell.getCollectionType(LabelCells.type(domain.type()))));
    }

    private static DataColumnSpec column(String name, DataType type) {
        return new DataColumnSpecCreator(name, type).createSpec();
    }

    @Override
    public List<DataColumnSpec> columns() {
        return columns;
    }

    @Override
    public IntFunction<Optional<DataCell[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var predicted = classifier.labelSets(batch, 0, batch.size(), search, cancelled);
        return sequence -> predicted.get(sequence).map(this::cells);
    }

    private DataCell[] cells(PredictedLabels predicted) {
        var cells = new ArrayList<DataCell>(columns.size());
        cells.addAll(doubles(predicted.scores()));
        cells.add(CollectionCellFactory.createListCell(doubles(predicted.probabilities())));
        cells.add(new DoubleCell(predicted.probability()));
        if (withUncertainty) {
            cells.add(new DoubleCell(predicted.deviation()));
        }
        cells.add(CollectionCellFactory.createSetCell(
                IntStream.of(predicted.labels()).mapToObj(labels::get).toList()));
        return cells.toArray(DataCell[]::new);
    }

    private static List<DataCell> doubles(float[] values) {
        return IntStream.range(0, values.length)
                .<DataCell>mapToObj(i -> new DoubleCell(values[i]))
                .toList();
    }
}
