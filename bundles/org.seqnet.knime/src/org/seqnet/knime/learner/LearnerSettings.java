package org.seqnet.knime.learner;

import java.util.Optional;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.engine.SeqNetException;

/** What every learner's settings say. */
interface LearnerSettings extends NodeParameters {

    /** Returns which columns are learned from. */
    SequenceDataParameters data();

    /** Returns how texts and lists are read; empty if the learner reads tensors only. */
    default Optional<SymbolParameters> symbols() {
        return Optional.empty();
    }

    /**
     * Returns what to build, how to train it, and what ends that before its time.
     *
     * @throws SeqNetException if a setting is outside its range
     */
    Recipe recipe();

    /**
     * Returns the file in which the training can be followed, if there is to be one.
     *
     * @throws SeqNetException if its path is not a full one
     */
    Optional<LiveFile> liveFile();
}
