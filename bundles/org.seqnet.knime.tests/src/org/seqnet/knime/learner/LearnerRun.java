package org.seqnet.knime.learner;

import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;

/** Trains the tiny network of {@link Orders} for tests of the nodes that follow. */
public final class LearnerRun {
    private LearnerRun() {}

    /** Returns a network that has seen the table this many times. */
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
        var run = NodeRun.executing(parameters, tables);
        LearnerNode.execute(run, run);
        return (NetworkPortObject) run.object(0);
    }
}
