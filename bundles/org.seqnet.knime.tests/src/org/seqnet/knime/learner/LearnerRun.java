package org.seqnet.knime.learner;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;

/** Trains tiny networks for tests of the nodes that follow. */
public final class LearnerRun {
    private LearnerRun() {}

    /** Returns these settings with a training that takes a moment: 3 epochs in batches of 10. */
    static <P extends LearnerParameters> P quick(P parameters, double learningRate) {
        parameters.training.epochs = 3;
        parameters.training.batchSize = 10;
        parameters.training.learningRate = TypedNumber.text(learningRate);
        return parameters;
    }

    /** Executes the learner that has these settings. */
    public static NodeRun of(NodeParameters parameters, PortObject... inputs) throws Exception {
        var run = NodeRun.executing(parameters, inputs);
        LearnerNode.execute(run, run);
        return run;
    }

    /** Returns the network of {@link Orders} that has seen the table this many times. */
    public static NetworkPortObject trained(BufferedDataTable table, int epochs) throws Exception {
        return trained(epochs, 0, table);
    }

    /**
     * Returns a network that has seen the first table this many times.
     *
     * @param threads how many threads compute; 0 for as many as the machine has cores
     * @param tables the training table and perhaps the validation table
     */
    public static NetworkPortObject trained(int epochs, int threads, BufferedDataTable... tables) throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = epochs;
        parameters.device.threads = threads;
        return (NetworkPortObject) of(parameters, tables).object(0);
    }

    /** Returns a network of one layer of this size. */
    public static NetworkPortObject ofUnits(int units, BufferedDataTable table) throws Exception {
        var parameters = Orders.parameters();
        parameters.architecture.hiddenUnits = units;
        return (NetworkPortObject) of(parameters, table).object(0);
    }

    /** Returns an ensemble that has seen the table this many times. */
    public static NetworkPortObject ensemble(int members, int epochs, BufferedDataTable table) throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = epochs;
        parameters.ensemble.members = members;
        return (NetworkPortObject) of(parameters, table).object(0);
    }

    /**
     * Returns a network that has seen the table of {@link Genes} this many times.
     *
     * @param longest how many letters it reads of the end of a sequence; 0 for all
     * @param leastOccurrences how often a letter occurs if the network knows it
     */
    public static NetworkPortObject ofGenes(int epochs, int longest, int leastOccurrences, BufferedDataTable table)
            throws Exception {
        var parameters = quick(new GruLearnerParameters(), 0.03);
        parameters.architecture.layers = 1;
        parameters.architecture.hiddenUnits = 8;
        parameters.training.epochs = epochs;
        parameters.symbols.maximumLength = longest;
        parameters.symbols.keep = SymbolParameters.Kept.LAST;
        parameters.symbols.minimumOccurrences = leastOccurrences;
        return (NetworkPortObject) of(parameters, table).object(0);
    }

    /** Returns a network that has seen the table this many times, standardizes its sequences and fills in gaps. */
    public static NetworkPortObject preprocessing(int epochs, BufferedDataTable table) throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = epochs;
        parameters.preprocessing.scaling = PreprocessingParameters.Scaling.STANDARDIZE;
        parameters.preprocessing.missingInSequence = PreprocessingParameters.MissingSteps.PREVIOUS;
        parameters.preprocessing.maskFeatures = true;
        return (NetworkPortObject) of(parameters, table).object(0);
    }
}
