package org.seqnet.knime.predictor;

import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

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

    /** Returns what the predictor tells of its output before it is executed. */
    public static DataTableSpec configured(NetworkPortObjectSpec network, DataTableSpec table) throws Exception {
        var run = NodeRun.configuring(new NetworkPredictorParameters(), network, table);
        NetworkPredictorNodeFactory.configure(run, run);
        return run.tableSpec(0);
    }
}
