package org.seqnet.engine.training;

import org.seqnet.engine.network.Head;
import org.seqnet.engine.trained.Evaluation;

/** Measures a network on validation data, wherever they are. */
interface Measure {

    /** Returns how the network does with these parameters, which an epoch left. */
    Evaluation evaluation(int epoch, float[] parameters);

    /** Returns the network's head with what validation data decide on once training has ended with these parameters. */
    Head decided(float[] parameters);
}
