package org.seqnet.knime.learner;

import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObject;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;

/** Trains tiny networks for tests of the nodes that follow. */
public final class LearnerRun {
    private LearnerRun() {}

    /** Executes the learner that has these settings. */
    public static NodeRun of(NodeParameters parameters, PortObject... inputs) throws Exception {
        var run = NodeRun.executing(parameters, inputs);
        LearnerNode.execute(run, run);
        return run;
    }

    /** Returns the network of {@link Orders} that has seen the table this many times. */
    public static NetworkPortObject trained(BufferedDataTable table, int epochs) throws Exception {
        var parameters = Orders.parameters();
        parameters.training.epochs = epochs;
        return (NetworkPortObject) of(parameters, table).object(0);
    }
}
