package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.DataColumnSpecCreator;
import org.knime.core.data.collection.CollectionCellFactory;
import org.knime.core.data.collection.ListCell;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.label.PredictedColumn;

/**
 * For each target, lists with an element for each step ahead: its quantiles if the network learned some, and its value.
 */
final class PredictedForecasts implements PredictedCells {
    private final List<DataColumnSpec> columns = new ArrayList<>();
    /** Which of the values of a step each column has. */
    private final List<Integer> places = new ArrayList<>();

    private final int horizon;
    private final int valuesPerStep;

    PredictedForecasts(
            int horizon, ValueLoss loss, List<String> targets, NetworkPredictorParameters parameters, FreeNames names) {
        List<Double> levels =
                loss.fold(squared -> List.of(), absolute -> List.of(), huber -> List.of(), ValueLoss.Quantiles::levels);
        this.horizon = horizon;
        valuesPerStep = targets.size() * loss.outputs();
        for (int target = 0; target < targets.size(); target++) {
            var name = targets.get(target);
            var quantiles = levels.stream()
                    .map(level -> names.like(parameters.quantileColumnName(name, level)))
                    .toList();
            var prediction = names.like(parameters.valueColumnName(name, targets.size() == 1));
            for (int i = 0; i < quantiles.size(); i++) {
                var quantile = new PredictedColumn(name, prediction, OptionalDouble.of(levels.get(i)));
                add(quantiles.get(i), quantile, target * loss.outputs() + i);
            }
            add(
                    prediction,
                    new PredictedColumn(name, prediction, OptionalDouble.empty()),
                    target * loss.outputs() + loss.point());
        }
    }

    private void add(String name, PredictedColumn predicted, int place) {
        var lists = ListCell.getCollectionType(DoubleCell.TYPE);
        columns.add(predicted.on(new DataColumnSpecCreator(name, lists).createSpec()));
        places.add(place);
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
    public int answers(int atOnce) {
        return horizon;
    }

    @Override
    public IntFunction<Optional<DataCell[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var values = classifier.values(batch, 0, batch.size(), cancelled);
        int width = values.length / batch.size();
        return sequence -> cells(Arrays.copyOfRange(values, sequence * width, (sequence + 1) * width));
    }

    /** @param values those of a sequence: step after step, in it target after target, and of it level after level */
    private Optional<DataCell[]> cells(double[] values) {
        if (!Arrays.stream(values).allMatch(Double::isFinite)) {
            return Optional.empty();
        }
        return Optional.of(places.stream()
                .map(place -> CollectionCellFactory.createListCell(IntStream.range(0, horizon)
                        .<DataCell>mapToObj(step -> new DoubleCell(values[step * valuesPerStep + place]))
                        .toList()))
                .toArray(DataCell[]::new));
    }
}
