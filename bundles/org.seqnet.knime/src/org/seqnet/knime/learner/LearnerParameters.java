package org.seqnet.knime.learner;

import org.knime.core.node.InvalidSettingsException;
import org.knime.node.parameters.NodeParameters;
import org.seqnet.engine.SeqNetException;
import org.seqnet.knime.Failures;

/**
 * What each learner's dialog comes to. Its class holds the groups that all learners share and one of its own, which
 * says how the network is built.
 */
interface LearnerParameters extends NodeParameters {
    /** Returns what is learned from. */
    TrainingDataParameters data();

    /** Returns the network to build and how to train it. */
    Recipe recipe();

    @Override
    default void validate() throws InvalidSettingsException {
        try {
            recipe();
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }
}
