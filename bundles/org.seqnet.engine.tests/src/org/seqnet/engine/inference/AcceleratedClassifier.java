package org.seqnet.engine.inference;

import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.options.PrecisionChoice;
import org.seqnet.engine.trained.TrainedNetwork;

/** Classifiers whose device is chosen by something else than the settings of the process. */
public final class AcceleratedClassifier {
    private AcceleratedClassifier() {}

    public static Classifier of(TrainedNetwork network, Accelerators accelerators) {
        return of(network, 0, accelerators);
    }

    static Classifier of(TrainedNetwork network, long sequences, Accelerators accelerators) {
        return new Classifier(
                network, Classifier.USUAL_BATCH_SIZE, 2, sequences, PrecisionChoice.SINGLE, accelerators::choose);
    }
}
