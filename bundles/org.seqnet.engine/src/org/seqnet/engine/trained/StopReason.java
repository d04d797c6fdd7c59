package org.seqnet.engine.trained;

/** Says why training ended. A cancelled training has no result, so it has no reason either. */
public enum StopReason {
    /** All epochs ran. */
    ALL_EPOCHS_DONE,
    /** The validation data stopped improving. */
    STOPPED_EARLY,
    /** The accuracy was reached that training was to stop at. */
    REACHED_ACCURACY,
    /** The listener asked for the network as it was. */
    STOPPED_ON_REQUEST
}
