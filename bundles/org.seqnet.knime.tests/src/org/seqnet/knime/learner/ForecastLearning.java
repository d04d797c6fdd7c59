package org.seqnet.knime.learner;

import org.knime.core.node.port.PortObjectSpec;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** Settings of learners that forecast, with tiny networks. */
public final class ForecastLearning {
    private ForecastLearning() {}

    /** Returns settings that forecast quantiles of all steps at once. */
    public static NodeParameters direct(String normalization, int epochs) {
        var parameters = new GruLearnerParameters();
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 16;
        parameters.valueLoss.function = ValueLossParameters.LossFunction.QUANTILES;
        return learning(parameters, normalization, epochs);
    }

    /** Returns settings that forecast the mean step by step. */
    public static NodeParameters recursive(String normalization, int epochs) {
        var parameters = new LstmLearnerParameters();
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 16;
        parameters.forecast.strategy = ForecastParameters.Strategy.RECURSIVE;
        return learning(parameters, normalization, epochs);
    }

    private static NodeParameters learning(
            ClassOrLabelsLearnerParameters parameters, String normalization, int epochs) {
        parameters.data.labelColumn = "Target";
        parameters.forecast.normalization = ForecastParameters.Related.valueOf(normalization);
        parameters.preprocessing().scaling = PreprocessingParameters.Scaling.STANDARDIZE;
        parameters.training.epochs = epochs;
        parameters.training.batchSize = 16;
        parameters.training.learningRate = TypedNumber.text(0.01);
        return parameters;
    }

    /** Returns what a learner tells of its network before it is trained. */
    public static NetworkPortObjectSpec configured(NodeParameters parameters, PortObjectSpec... specs)
            throws Exception {
        var run = NodeRun.configuring(parameters, specs);
        LearnerNode.configure(run, run);
        return (NetworkPortObjectSpec) run.spec(0).orElseThrow();
    }
}
