package org.seqnet.knime.learner;

import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.training.TrainingOptions;

/** What a learner's dialog asks for: a network, a training, and what ends that before its time. */
record Recipe(Architecture architecture, TrainingOptions options, StopRequest stop) {}
