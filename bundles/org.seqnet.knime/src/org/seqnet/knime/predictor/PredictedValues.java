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
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.metrics.Deviation;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.knime.column.FreeNames;

/** For each target, its quantiles if the network learned some and the uncertainty if asked for, then its value. */
final class PredictedValues implements PredictedCells {
    private final List<DataColumnSpec> columns = new ArrayList<>();
    private final int targets;
    private final List<Double> levels;
    private final int point;
    private final boolean withUncertainty;

    PredictedValues(
            ValueLoss loss,
            List<String> targets,
            NetworkPredictorParameters parameters,
            boolean withUncertainty,
            FreeNames names) {
        this.targets = targets.size();
        this.levels =
                loss.fold(squared -> List.of(), absolute -> List.of(), huber -> List.of(), ValueLoss.Quantiles::levels);
        this.point = loss.point();
        this.withUncertainty = withUncertainty;
        for (var target : targets) {
            levels.forEach(level -> columns.add(column(names.like(parameters.quantileColumnName(target, level)))));
            if (withUncertainty) {
                columns.add(column(names.like(parameters.uncertaintyColumnName(target))));
            }
            columns.add(column(names.like(parameters.valueColumnName(target, targets.size() == 1))));
        }
    }

    private static DataColumnSpec column(String name) {
        return new DataColumnSpecCreator(name, DoubleCell.TYPE).createSpec();
    }

    @Override
    public List<DataColumnSpec> columns() {
        return columns;
    }

    @Override
    public boolean haveDomains() {
        return false;
    }

    @Override
    public IntFunction<Optional<DataCell[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var values = classifier.values(batch, 0, batch.size(), cancelled);
        var members =
                withUncertainty ? classifier.memberValues(batch, 0, batch.size(), cancelled) : List.<double[]>of();
        int width = values.length / batch.size();
        return sequence ->
                IntStream.range(sequence * width, (sequence + 1) * width).allMatch(i -> Double.isFinite(values[i]))
                        ? Optional.of(cells(values, members, sequence * width))
                        : Optional.empty();
    }

    /** @param first where the values of the sequence begin, target after target and of it level after level */
    private DataCell[] cells(double[] values, List<double[]> members, int first) {
        var cells = new ArrayList<DataCell>(columns.size());
        int outputs = Math.max(1, levels.size());
        for (int target = 0; target < targets; target++) {
            int start = first + target * outputs;
            for (int level = 0; level < levels.size(); level++) {
                cells.add(new DoubleCell(values[start + level]));
            }
            if (withUncertainty) {
                cells.add(new DoubleCell(Deviation.of(members.stream()
                        .mapToDouble(member -> member[start + point])
                        .toArray())));
            }
            cells.add(new DoubleCell(values[start + point]));
        }
        return cells.toArray(DataCell[]::new);
    }
}
