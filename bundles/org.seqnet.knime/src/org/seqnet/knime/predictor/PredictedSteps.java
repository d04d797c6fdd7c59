package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.DataType;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.MemberProbabilities;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.label.LabelCells;

/**
 * Lists with an element for each time step: the probabilities of each class and the uncertainty of the likeliest if
 * asked for, then the likeliest class.
 */
final class PredictedSteps implements PredictedCells {
    private final List<DataColumnSpec> columns = new ArrayList<>();
    private final Classes classes;
    private final List<DataCell> labels;
    private final boolean withProbabilities;
    private final boolean withUncertainty;

    PredictedSteps(
            String labelColumn,
            LabelDomain domain,
            NetworkPredictorParameters parameters,
            boolean withUncertainty,
            FreeNames names) {
        this.withUncertainty = withUncertainty;
        classes = Classes.of(domain);
        labels = LabelCells.of(domain);
        withProbabilities = parameters.appendProbabilities;
        for (var label : withProbabilities ? domain.names() : List.<String>of()) {
            columns.add(list(names.like(parameters.probabilityColumnName(labelColumn, label)), DoubleCell.TYPE));
        }
        if (withUncertainty) {
            columns.add(list(names.like(parameters.uncertaintyColumnName(labelColumn)), DoubleCell.TYPE));
        }
        columns.add(list(names.like(parameters.predictionColumnName(labelColumn)), LabelCells.type(domain.type())));
    }

    private static DataColumnSpec list(String name, DataType elements) {
        return new DataColumnSpecCreator(name, ListCell.getCollectionType(elements)).createSpec();
    }

    @Override
    public List<DataColumnSpec> columns() {
        return columns;
    }

    @Override
    public IntFunction<Optional<DataCell[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var members = withUncertainty
                ? classifier.memberProbabilities(batch, 0, batch.size(), cancelled)
                : new MemberProbabilities(List.of(classifier.probabilities(batch, 0, batch.size(), cancelled)));
        var mean = members.mean();
        var starts = new int[batch.size() + 1];
        for (int n = 0; n < batch.size(); n++) {
            starts[n + 1] = starts[n] + batch.timeSteps(n);
        }
        return sequence -> cells(members, mean, starts[sequence], starts[sequence + 1]);
    }

    /** Returns the cells of the steps [from, to) among those of all sequences. */
    private Optional<DataCell[]> cells(MemberProbabilities members, float[] mean, int from, int to) {
        var predicted = new int[to - from];
        for (int t = 0; t < predicted.length; t++) {
            var likeliest = classes.likeliest(mean, from + t);
            if (likeliest.isEmpty()) {
                return Optional.empty();
            }
            predicted[t] = likeliest.getAsInt();
        }
        int count = classes.count();
        var cells = new ArrayList<DataCell>(columns.size());
        for (int k = 0; withProbabilities && k < count; k++) {
            int label = k;
            cells.add(doubles(predicted.length, t -> mean[(from + t) * count + label]));
        }
        if (withUncertainty) {
            cells.add(doubles(
                    predicted.length,
                    t -> members.deviation(probabilities -> probabilities[(from + t) * count + predicted[t]])));
        }
        cells.add(CollectionCellFactory.createListCell(
                IntStream.of(predicted).mapToObj(labels::get).toList()));
        return Optional.of(cells.toArray(DataCell[]::new));
    }

    private static DataCell doubles(int count, IntToDoubleFunction values) {
        return CollectionCellFactory.createListCell(IntStream.range(0, count)
                .<DataCell>mapToObj(t -> new DoubleCell(values.applyAsDouble(t)))
                .toList());
    }
}
