package org.seqnet.knime.learner;

import java.util.List;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelledSequences;

/**
 * What a learner's dialog asks for: a network, a training, and what ends that before its time.
 *
 * @param head the head as it is for a single label
 * @param connected what becomes of the network at the optional port
 */
record Recipe(Encoder encoder, Head head, ConnectedNetwork connected, TrainingOptions options, StopRequest stop) {

    /** Returns the head for the labels of training sequences. */
    Head head(LabelledSequences training) {
        var labels = training.domain();
        return head.fold(
                classes -> Classes.of(labels),
                independent -> IndependentLabels.of(labels),
                path -> new LabelPath(
                        labels.size(),
                        path.embeddingSize(),
                        path.hiddenUnits(),
                        path.isOrderFree() ? List.of() : LabelPath.frequentFirst(training.labels(), labels.size())));
    }

    /** Says whether a network that is connected is trained on with all its layers. */
    boolean resumes() {
        return connected == ConnectedNetwork.RESUME;
    }
}
