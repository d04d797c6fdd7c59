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
     * Checks what a call returned. If no later call can succeed either, the card that this thread has entered remembers
     * it.
     *
     * @param call the function's name
     * @throws CardException if it did not succeed
     */
    public static void require(int status, String call) {
        if (status == 0) {
            return;
        }
        var failure = new Failure(status, call);
        if (failure.isLasting()) {
            Card.ofThread().ifPresent(card -> card.breakDown(failure));
            throw new CardException(failure.lastingMessage());
        }
        throw new CardException(failure.message());
    }

    /** Returns that there is too little memory on the card. */
    static CardException outOfMemory(long bytes, long free) {
        return new CardException(String.format(
                Locale.ROOT,
                "The GPU has too little free memory: %,d MB more are required and %,d MB are free. Decrease the "
                        + "batch size, close other programs that use the GPU, or set the device to cpu.",
                (bytes >> 20) + 1,
                free >> 20));
    }

    /** Returns that there is too little memory that the card can reach in the machine. */
    static CardException outOfMainMemory(long bytes) {
        return new CardException(String.format(
                Locale.ROOT,
                "The machine has too little free main memory: %,d MB more are required for the GPU. Decrease the "
                        + "batch size, close other programs, or set the device to cpu.",
                (bytes >> 20) + 1));
    }
}
