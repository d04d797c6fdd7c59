package org.seqnet.knime.learner;

import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.options.TrainingOptions;

/** What a learner's dialog asks for: a network, a training, and what ends that before its time. */
record Recipe(Encoder encoder, TrainingOptions options, StopRequest stop) {}
