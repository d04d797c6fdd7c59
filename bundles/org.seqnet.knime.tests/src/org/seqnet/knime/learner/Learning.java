package org.seqnet.knime.learner;

import org.knime.core.node.port.PortObject;
import org.knime.core.node.port.PortObjectSpec;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.network.NetworkPortObject;

/** A learner with its settings, configured and executed. */
abstract class Learning<P extends LearnerParameters> {
    final P parameters;

    Learning(P parameters) {
        this.parameters = parameters;
    }

    NodeRun configure(PortObjectSpec... specs) throws Exception {
        var run = NodeRun.configuring(parameters, specs);
        LearnerNode.configure(run, run);
        return run;
    }

    NodeRun execute(PortObject... inputs) throws Exception {
        return LearnerRun.of(parameters, inputs);
    }

    static TrainedNetwork network(NodeRun run) {
        return ((NetworkPortObject) run.object(0)).network();
    }
}
