package org.seqnet.knime.learner;

import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;

/** Trains the tiny network of {@link Orders} for tests of the nodes that follow. */
public final class LearnerRun {
    private LearnerRun() {}

    /** Returns a network that has seen the table this many times. */
    public static NetworkPortObject trained(BufferedDataTable table, int epochs) throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = epochs;
        var run = NodeRun.executing(parameters, table);
        LearnerNode.execute(run, run);
        return (NetworkPortObject) run.object(0);
    }
}
