package org.seqnet.knime.learner;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.knime.label.Gaps;
import org.seqnet.knime.learner.LearnedParameters.Learned;
import org.seqnet.knime.network.HeadKind;

/**
 * What a dialog of a learner of all types asks for: what is learned, by which network, and how.
 *
 * @param learned how the data state what is learned
 * @param columns the names of the columns that are learned, at least one
 * @param members how many such networks learn together
 * @param labelPath how labels are predicted one after another; empty if they are not
 * @param valueLoss what errors of predicted values cost, if values are learned
 * @param gaps what becomes of rows whose sequence has missing values
 * @param fitsBatchSize whether the number of training rows decides on the batch size, not the options
 * @param minutes how long training may take; 0 is no limit
 * @param weightColumn the column with the weight of each training row, if there is to be one
 */
public record LearningPlan(
        Learned learned,
        List<String> columns,
        Encoder encoder,
        int members,
        Optional<LabelPath> labelPath,
        ValueLoss valueLoss,
        PreprocessingRule preprocessing,
        Gaps gaps,
        TrainingOptions options,
        boolean fitsBatchSize,
        double minutes,
        Optional<String> weightColumn) {

    /** Returns an example of a head that learns this, for what is measured. */
    public Head head() {
        return switch (learned) {
            case CLASS -> HeadKind.CLASSES.example();
            case LABELS -> HeadKind.INDEPENDENT_LABELS.example();
            case VALUES -> HeadKind.values(valueLoss, Optional.empty()).example();
            case STEPS -> HeadKind.STEP_CLASSES.example();
        };
    }
}
