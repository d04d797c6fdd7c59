package org.seqnet.knime.spark;

import java.util.List;
import java.util.Optional;
import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParametersInput;
import org.knime.node.parameters.layout.Layout;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.label.Gaps;
import org.seqnet.knime.learner.AnyNetworkParameters;
import org.seqnet.knime.learner.LearnerLayout;
import org.seqnet.knime.learner.LearningPlan;
import org.seqnet.knime.location.OpenLocation;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.spark.SparkDataParameters.BadRows;

/** The Spark Network Learner's settings. The names of the fields are settings keys and never change. */
public final class SparkNetworkLearnerParameters extends AnyNetworkParameters {
    @Layout(LearnerLayout.Run.class)
    RunParameters run = new RunParameters();

    @Layout(LearnerLayout.Data.Sequences.class)
    SparkDataParameters data = new SparkDataParameters();

    @Layout(LearnerLayout.Validation.class)
    SparkValidationParameters validation = new SparkValidationParameters();

    @Layout(LearnerLayout.Distribution.class)
    DistributionParameters distribution = new DistributionParameters();

    SparkNetworkLearnerParameters() {}

    SparkNetworkLearnerParameters(NodeParametersInput input) {
        becomeNew();
        validation.percent = 20;
    }

    /**
     * Returns the arguments of {@code train}.
     *
     * @param network where Spark writes the network
     * @param overwrites whether it may replace a file there
     * @param resumed where Spark finds the network to resume, if there is one
     * @throws InvalidSettingsException if no data are chosen
     * @throws SeqNetException if a setting is outside its range, or does not go with another one
     */
    List<String> arguments(LearningPlan plan, String network, boolean overwrites, Optional<String> resumed)
            throws InvalidSettingsException {
        requireSameGaps(plan);
        var arguments = new Arguments();
        DataArguments.add(data, arguments);
        validation.add(data.format, arguments);
        TrainArguments.add(plan, validation.validates(), arguments);
        distribution.add(arguments);
        resumed.ifPresent(file -> arguments.with("--resume", file));
        return arguments
                .with("--output", network)
                .flag("--overwrite", overwrites)
                .with("--events")
                .list();
    }

    private void requireSameGaps(LearningPlan plan) {
        if (plan.gaps() != Gaps.KEEP && (plan.gaps() == Gaps.SKIP) != (data.badRows == BadRows.SKIP)) {
            throw new SeqNetException("Bad rows: set to \"%s\", but \"Missing values in a sequence\" is set to \"%s\". "
                            .formatted(
                                    data.badRows == BadRows.SKIP ? "Skip" : "Fail",
                                    plan.gaps() == Gaps.SKIP ? "Skip row" : "Fail")
                    + "Set both to the same, or choose how to fill in missing values.");
        }
    }

    private void requireValidation(LearningPlan plan) {
        if (plan.options().earlyStopping().isPresent() && !validation.validates()) {
            throw new SeqNetException(
                    "Early stopping requires validation data or a validation share. Select validation "
                            + "data, set a validation share, or disable early stopping.");
        }
    }

    @Override
    public void validate() throws InvalidSettingsException {
        try {
            run.require();
            distribution.add(new Arguments());
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    /**
     * Checks all that can be checked before Spark is started, and returns what is learned how.
     *
     * @throws InvalidSettingsException if a setting is missing, outside its range, or does not go with another one
     */
    LearningPlan checked() throws InvalidSettingsException {
        try {
            run.require();
            if (run.runOn == RunOn.LIVY) {
                OpenLocation.chosen(
                        "Network file as KNIME reads it",
                        run.networkFile.getFSLocation(),
                        "Select where KNIME finds the network that Spark writes.");
            }
            var plan = plan();
            requireValidation(plan);
            arguments(plan, "", false, Optional.empty());
            return plan;
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }
}
