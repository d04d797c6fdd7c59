package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.label.LabelCells;

/** The probability of each class if asked for, then the likeliest class. */
final class PredictedClasses implements PredictedCells {
    private final List<DataColumnSpec> columns = new ArrayList<>();
    private final Classes classes;
    private final List<DataCell> labels;
    private final boolean withProbabilities;
    private final boolean calibrates;

    PredictedClasses(String labelColumn, LabelDomain domain, NetworkPredictorParameters parameters, FreeNames names) {
        classes = Classes.of(domain);
        labels = LabelCells.of(domain);
        withProbabilities = parameters.appendProbabilities;
        calibrates = parameters.calibrateProbabilities;
        if (withProbabilities) {
            columns.addAll(PredictedCells.probabilities(labelColumn, domain, parameters, names));
        }
        columns.add(LabelCells.column(names.like(parameters.predictionColumnName(labelColumn)), domain));
    }

    @Override
    public List<DataColumnSpec> columns() {
        return columns;
    }

    @Override
    public IntFunction<Optional<DataCell[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var plain = classifier.probabilities(batch, 0, batch.size(), cancelled);
        var shown = calibrates ? calibrated(classifier.network(), plain) : plain;
        return sequence -> cells(shown, sequence, classes.likeliest(plain, sequence));
    }

    private static float[] calibrated(TrainedNetwork network, float[] probabilities) {
        return network.architecture()
                .head()
                .fold(
                        classes -> classes.calibrated(probabilities),
                        independent -> probabilities,
                        path -> probabilities);
    }

    private Optional<DataCell[]> cells(float[] probabilities, int sequence, OptionalInt likeliest) {
        if (likeliest.isEmpty()) {
            return Optional.empty();
        }
        var cells = new DataCell[columns.size()];
        for (int k = 0; withProbabilities && k < classes.count(); k++) {
            cells[k] = new DoubleCell(probabilities[sequence * classes.count() + k]);
        }
        cells[cells.length - 1] = labels.get(likeliest.getAsInt());
        return Optional.of(cells);
    }
}
