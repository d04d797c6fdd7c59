package org.seqnet.knime.learner;

import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.training.TrainingOptions;

/** What a learner's dialog asks for: a network and a training. */
record Recipe(Architecture architecture, TrainingOptions options) {}
