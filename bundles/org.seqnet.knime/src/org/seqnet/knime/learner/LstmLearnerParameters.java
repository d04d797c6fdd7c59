package org.seqnet.knime.learner;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.knime.Failures;

/** The LSTM Learner's settings. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class LstmLearnerParameters implements NodeParameters {
    @Layout(LearnerLayout.Data.class)
    TrainingDataParameters data = new TrainingDataParameters();

    @Layout(LearnerLayout.Architecture.class)
    RecurrentParameters architecture = new RecurrentParameters();

    @Layout(LearnerLayout.Training.class)
    TrainingParameters training = new TrainingParameters();

    @Layout(LearnerLayout.Stopping.class)
    EarlyStoppingParameters earlyStopping = new EarlyStoppingParameters();

    @Layout(LearnerLayout.Device.class)
    DeviceParameters device = new DeviceParameters();

    LstmLearnerParameters() {}

    LstmLearnerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(data::chooseColumns);
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            recipe();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    /** Returns the network to build and how to train it. */
    Recipe recipe() {
        Recurrent built = architecture.architecture(Cell.LSTM);
        return new Recipe(built, training.options(earlyStopping.rule(), device.threads), earlyStopping.stopRequest());
    }
}
