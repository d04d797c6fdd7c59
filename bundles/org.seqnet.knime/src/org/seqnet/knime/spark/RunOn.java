package org.seqnet.knime.spark;

import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.knime.dialog.ShownWhen;

/** Where Spark runs; the names are saved in settings and never change. */
enum RunOn {
    @Label(value = "Local", description = "Spark runs on this machine. No cluster is needed.")
    LOCAL,
    @Label(
            value = "Cluster",
            description = "The program spark-submit on this machine starts the training on a cluster: Spark's own "
                    + "(standalone), YARN or Kubernetes.")
    CLUSTER,
    @Label(value = "Livy", description = "A Livy server starts the training on its cluster, as a batch.")
    LIVY;

    /** Refers to the choice. */
    static final class Selected implements ParameterReference<RunOn> {}

    static final class IsCluster extends ShownWhen<RunOn> {
        IsCluster() {
            super(Selected.class, CLUSTER);
        }
    }

    static final class IsLivy extends ShownWhen<RunOn> {
        IsLivy() {
            super(Selected.class, LIVY);
        }
    }

    static final class IsSubmitted extends ShownWhen<RunOn> {
        IsSubmitted() {
            super(Selected.class, LOCAL, CLUSTER);
        }
    }
}
