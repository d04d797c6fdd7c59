package org.seqnet.knime.predictor;

import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;

/** Predicts with the predictor's defaults. */
public final class PredictorRun {
    private PredictorRun() {}

    /** Returns the table with the predictions of a network. */
    public static BufferedDataTable predicted(NetworkPortObject network, BufferedDataTable table) throws Exception {
        return of(network, table).table(0);
    }

    /** Executes the predictor. */
    public static NodeRun of(NetworkPortObject network, BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(new NetworkPredictorParameters(), network, table);
        NetworkPredictorNodeFactory.execute(run, run);
        return run;
    }
}
