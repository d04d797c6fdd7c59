package org.seqnet.knime.learner;

import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;

/** The RNN Learner's settings. The names of the fields are settings keys and never change. */
@LoadDefaultsForAbsentFields
public final class RnnLearnerParameters implements LearnerParameters {
    @Layout(LearnerLayout.Data.class)
    TrainingDataParameters data = new TrainingDataParameters();

    @Layout(LearnerLayout.Architecture.class)
    SimpleRecurrentParameters architecture = new SimpleRecurrentParameters();

    /** The gradients of simple cells may explode. */
    @Layout(LearnerLayout.Training.class)
    TrainingParameters training = new TrainingParameters(1);

    @Layout(LearnerLayout.Stopping.class)
    EarlyStoppingParameters earlyStopping = new EarlyStoppingParameters();

    @Layout(LearnerLayout.Device.class)
    DeviceParameters device = new DeviceParameters();

    RnnLearnerParameters() {}

    RnnLearnerParameters(NodeParametersInput input) {
        input.getInTableSpec(0).ifPresent(data::chooseColumns);
    }

    @Override
    public TrainingDataParameters data() {
        return data;
    }

    @Override
    public Recipe recipe() {
        return Recipe.of(architecture.architecture(), training, earlyStopping, device);
    }
}
