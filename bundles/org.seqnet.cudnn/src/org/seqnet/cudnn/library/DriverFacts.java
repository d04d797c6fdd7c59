package org.seqnet.cudnn.library;

import java.util.List;
import java.util.Optional;

/**
 * What NVIDIA's driver says.
 *
 * @param version the newest CUDA that it supports, such as 12040 for 12.4
 * @param cards the cards that it lets this process use, in the order of their numbers
 * @param start how the card started that was asked for; empty if there is no such card
 */
record DriverFacts(int version, List<FoundCard> cards, Optional<CardStart> start) {
    DriverFacts {
        cards = List.copyOf(cards);
    }

    /**
     * A card.
     *
     * @param name such as {@code NVIDIA H200}
     * @param major the compute capability before the point
     * @param minor the compute capability after the point
     */
    record FoundCard(String name, int major, int minor) {}

    /**
     * How a card started.
     *
     * @param status what the driver returned; 0 if it did start
     * @param freeBytes how much of its memory nobody uses
     * @param totalBytes its memory
     */
    record CardStart(int status, long freeBytes, long totalBytes) {}
}
