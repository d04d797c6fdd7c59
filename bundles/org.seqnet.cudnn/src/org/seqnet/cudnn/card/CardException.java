package org.seqnet.cudnn.card;

import java.util.Locale;
import org.seqnet.engine.SeqNetException;

/** A call of the driver, cuBLAS or cuDNN failed. */
public final class CardException extends SeqNetException {
    private static final long serialVersionUID = 1L;

    private CardException(String message) {
        super(message);
    }

    /**
     * Checks what a call returned.
     *
     * @param call the function's name
     * @throws CardException if it did not succeed
     */
    public static void require(int status, String call) {
        if (status != 0) {
            throw new CardException(
                    ("The GPU failed: %s returned error %d. Execute the node again; if it fails again, see the node "
                                    + "Device Report, or set the device to cpu.")
                            .formatted(call, status));
        }
    }

    /** Returns that there is too little memory. */
    static CardException outOfMemory(long bytes, long free) {
        return new CardException(String.format(
                Locale.ROOT,
                "The GPU has too little free memory: %,d MB more are required and %,d MB are free. Decrease the "
                        + "batch size, close other programs that use the GPU, or set the device to cpu.",
                (bytes >> 20) + 1,
                free >> 20));
    }
}
