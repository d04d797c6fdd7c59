package org.seqnet.knime.network;

import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.knime.learner.Trainings;

/** What the view of a network port gets, for tests of how it is shown. */
public final class Networks {
    private static final Recurrent ENCODER = Recurrent.reference();
    private static final SequenceShape SHAPE = new SequenceShape(28, 28);

    private Networks() {}

    /** Returns the data of a trained network for so many labels. */
    public static String trained(int labels) {
        return trained("label", names(labels));
    }

    /** Returns the data of a trained network for these labels. */
    public static String trained(String column, LabelDomain labels) {
        var network = Trainings.of(ENCODER, SHAPE, labels);
        return NetworkView.ofNetwork(new NetworkPortObject(network, column)).toString();
    }

    /** Returns the data of a trained network with so many labels, each with a threshold of its own. */
    public static String withThresholds(int labels) {
        var thresholds = IntStream.range(0, labels).mapToObj(i -> i / (float) labels);
        return trained(new IndependentLabels(thresholds.toList()), names(labels));
    }

    /** Returns the data of a trained network that predicts paths of so many labels, the last label first. */
    public static String withPaths(int labels) {
        var order = IntStream.range(0, labels).mapToObj(i -> labels - 1 - i);
        return trained(new LabelPath(labels, 64, 128, order.toList()), names(labels));
    }

    static String trained(Head head, LabelDomain labels) {
        return NetworkView.ofNetwork(network(head, labels)).toString();
    }

    /** Returns a network whose weights are all 0. */
    public static NetworkPortObject network(Head head, LabelDomain labels) {
        return network(new Architecture(ENCODER, head), labels);
    }

    /** Returns an ensemble whose weights are all 0. */
    public static NetworkPortObject ensemble(int members, LabelDomain labels) {
        return network(new Architecture(ENCODER, Classes.of(labels), members), labels);
    }

    private static NetworkPortObject network(Architecture architecture, LabelDomain labels) {
        var parameters = new float[(int) architecture.parameterCount(SHAPE)];
        return new NetworkPortObject(Trainings.of(architecture, SHAPE, labels, parameters), "label");
    }

    static String untrained(Head head, LabelDomain labels) {
        return spec(new HeadKind(head), Optional.of(SHAPE), Optional.of(labels));
    }

    /** Returns the data of a network that is yet to be trained. */
    public static String untrained(int labels) {
        return spec(HeadKind.CLASSES, Optional.of(SHAPE), Optional.of(names(labels)));
    }

    /** Returns the data of a network whose training data are yet to be seen. */
    public static String unknown() {
        return spec(HeadKind.CLASSES, Optional.empty(), Optional.empty());
    }

    private static String spec(HeadKind head, Optional<SequenceShape> shape, Optional<LabelDomain> labels) {
        return NetworkView.ofSpec(new NetworkPortObjectSpec(ENCODER, head, "label", shape, labels))
                .toString();
    }

    private static LabelDomain names(int labels) {
        return new LabelDomain(
                IntStream.range(0, labels).mapToObj(i -> "class " + i).toList());
    }
}
