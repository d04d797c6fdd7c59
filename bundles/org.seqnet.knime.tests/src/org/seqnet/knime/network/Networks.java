package org.seqnet.knime.network;

import java.util.Optional;
import java.util.stream.IntStream;
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

    /** Returns the data of a network that is yet to be trained. */
    public static String untrained(int labels) {
        return spec(Optional.of(SHAPE), Optional.of(names(labels)));
    }

    /** Returns the data of a network whose training data are yet to be seen. */
    public static String unknown() {
        return spec(Optional.empty(), Optional.empty());
    }

    private static String spec(Optional<SequenceShape> shape, Optional<LabelDomain> labels) {
        return NetworkView.ofSpec(new NetworkPortObjectSpec(ENCODER, HeadKind.CLASSES, "label", shape, labels))
                .toString();
    }

    private static LabelDomain names(int labels) {
        return new LabelDomain(
                IntStream.range(0, labels).mapToObj(i -> "class " + i).toList());
    }
}
