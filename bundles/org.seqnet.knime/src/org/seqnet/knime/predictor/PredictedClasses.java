package org.seqnet.knime.predictor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.data.def.DoubleCell;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.inference.MemberProbabilities;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.column.FreeNames;
import org.seqnet.knime.label.LabelCells;

/** The probability of each class and the uncertainty of the likeliest if asked for, then the likeliest class. */
final class PredictedClasses implements PredictedCells {
    private final List<DataColumnSpec> columns = new ArrayList<>();
    private final Classes classes;
    private final List<DataCell> labels;
    private final boolean withProbabilities;
    private final boolean calibrates;
    private final boolean withUncertainty;

    PredictedClasses(
            String labelColumn,
            LabelDomain domain,
            NetworkPredictorParameters parameters,
            boolean withUncertainty,
            FreeNames names) {
        this.withUncertainty = withUncertainty;
        classes = Classes.of(domain);
        labels = LabelCells.of(domain);
        withProbabilities = parameters.appendProbabilities;
        calibrates = parameters.calibrateProbabilities;
        if (withProbabilities) {
            columns.addAll(PredictedCells.probabilities(labelColumn, domain, parameters, names));
        }
        if (withUncertainty) {
            columns.add(PredictedCells.uncertainty(labelColumn, parameters, names));
        }
        columns.add(LabelCells.column(names.like(parameters.predictionColumnName(labelColumn)), domain));
    }

    @Override
    public List<DataColumnSpec> columns() {
        return columns;
    }

    @Override
    public IntFunction<Optional<DataCell[]>> of(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        var members = members(classifier, batch, cancelled);
        var plain = members.mean();
        var shown = calibrates ? calibrated(classifier.network(), plain) : plain;
        return sequence -> classes.likeliest(plain, sequence).stream()
                .mapToObj(predicted -> cells(shown, members, sequence, predicted))
                .findFirst();
    }

    /** Returns the probabilities of each member, or those of all together if these are enough. */
    private MemberProbabilities members(Classifier classifier, Sequences batch, BooleanSupplier cancelled) {
        return withUncertainty
                ? classifier.memberProbabilities(batch, 0, batch.size(), cancelled)
                : new MemberProbabilities(List.of(classifier.probabilities(batch, 0, batch.size(), cancelled)));
    }

    private static float[] calibrated(TrainedNetwork network, float[] probabilities) {
        return network.architecture()
                .head()
                .fold(
                        classes -> classes.calibrated(probabilities),
                        independent -> probabilities,
                        path -> probabilities,
                        values -> probabilities,
                        steps -> probabilities);
    }

    private DataCell[] cells(float[] shown, MemberProbabilities members, int sequence, int predicted) {
        var cells = new DataCell[columns.size()];
        int first = sequence * classes.count();
        for (int k = 0; withProbabilities && k < classes.count(); k++) {
            cells[k] = new DoubleCell(shown[first + k]);
        }
        if (withUncertainty) {
            cells[cells.length - 2] =
                    new DoubleCell(members.deviation(probabilities -> probabilities[first + predicted]));
        }
        cells[cells.length - 1] = labels.get(predicted);
        return cells;
    }
}
