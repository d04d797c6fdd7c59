package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.knime.network.HeadKind;

/** The settings of a learner that predicts a class, several labels or values, as its table states. */
abstract class ClassOrLabelsLearnerParameters extends LearnerParameters {
    ClassOrLabelsParameters data = new ClassOrLabelsParameters();

    ClassOrLabelsLossParameters loss = new ClassOrLabelsLossParameters();

    @Layout(LearnerLayout.Architecture.Members.class)
    EnsembleParameters ensemble = new EnsembleParameters();

    ValueLossParameters valueLoss = new ValueLossParameters();

    @Layout(LearnerLayout.Data.Forecasting.class)
    ForecastParameters forecast = new ForecastParameters();

    @Layout(LearnerLayout.Architecture.Connected.class)
    TransferParameters transfer = new TransferParameters();

    ClassOrLabelsLearnerParameters() {}

    /** Chooses fitting columns of the training table. */
    ClassOrLabelsLearnerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(data::chooseFor);
    }

    @Override
    public final TrainingDataParameters data() {
        return data;
    }

    @Override
    final LossParameters loss() {
        return loss;
    }

    @Override
    final int members() {
        return ensemble.members;
    }

    @Override
    final Optional<LearnedLayers> transfer() {
        return transfer.transfer();
    }

    @Override
    final HeadKind head() {
        return switch (data.labels) {
            case CLASS, VALUES -> HeadKind.CLASSES;
            case STEPS -> HeadKind.STEP_CLASSES;
            case COLLECTION, COLUMNS -> HeadKind.INDEPENDENT_LABELS;
        };
    }

    @Override
    final Optional<ValueHead> valueHead() {
        return Optional.of(new ValueHead(valueLoss.loss(), forecast::forecast));
    }
}
