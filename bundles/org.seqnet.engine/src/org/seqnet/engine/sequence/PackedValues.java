package org.seqnet.engine.sequence;

import java.util.List;
import java.util.Optional;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Elements;

/**
 * The values of many sequences in chunks of whole ones.
 *
 * @param places where each sequence stands
 * @param scales what the elements of each sequence become values by
 */
record PackedValues(Places places, List<Elements> chunks, Scales scales) {
    PackedValues {
        chunks = List.copyOf(chunks);
    }

    /** Returns the number of values of a sequence. */
    int count(int place) {
        return places.values(place);
    }

    /** Says whether a sequence has a scale that its tensor states. */
    boolean isScaled(int place) {
        return !scales.get(place).equals(Affine.IDENTITY);
    }

    /** Returns the type of the bytes that all elements are; empty if they are not. */
    Optional<ElementType> bytes() {
        var types = chunks.stream().map(Elements::type).distinct().toList();
        return types.size() == 1 && types.get(0).isByte() ? Optional.of(types.get(0)) : Optional.empty();
    }

    void copyTo(int place, float[] target, int offset) {
        chunks.get(places.chunk(place)).copyTo(places.start(place), count(place), scales.get(place), target, offset);
    }

    void copyBytes(int place, byte[] target, int offset) {
        chunks.get(places.chunk(place)).copyBytes(places.start(place), count(place), target, offset);
    }
}
