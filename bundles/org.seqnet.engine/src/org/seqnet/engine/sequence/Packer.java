package org.seqnet.engine.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Elements;
import org.seqnet.engine.tensor.Tensor;

/**
 * Packs sequences one by one into {@link Sequences}, growing by chunks of about 4 million values, so that no moment
 * needs a second full copy. For one thread; {@link #build} ends it.
 *
 * <p>Bytes and shorts keep their type and their scale. The wider types become floats with the scale applied: networks
 * compute in float, and that is never larger. If a column mixes types, what has been packed becomes floats too, chunk
 * by chunk.
 */
public final class Packer {

    private static final int CHUNK_VALUES = 1 << 22;
    private static final int FIRST_SEQUENCES = 16;

    private final SequenceShape shape;
    private final int sequencesPerChunk;
    private final List<Elements> chunks = new ArrayList<>();
    private Scales scales = new Scales();
    private ElementType storage;
    private float[] converted;
    private int size;

    Packer(SequenceShape shape) {
        this(shape, CHUNK_VALUES);
    }

    /** For tests, which want many chunks of little data. */
    Packer(SequenceShape shape, int chunkValues) {
        this.shape = shape;
        this.sequencesPerChunk = Math.max(1, chunkValues / shape.values());
    }

    /** Adds one sequence as {@link #add(Tensor, String)} does; messages name it by its number, counted from 1. */
    public Packer add(Tensor sequence) {
        return add(sequence, () -> "Sequence " + (size + 1));
    }

    /**
     * Adds one sequence, T x F.
     *
     * @param name tells what messages call it, such as {@code Row 'Row17'}; asked only if there is one
     * @throws SeqNetException if its shape differs from this packer's, or a value is NaN or infinite
     */
    public Packer add(Tensor sequence, Supplier<String> name) {
        checkShape(sequence, name);
        var type = storageFor(sequence.elementType());
        if (storage == null) {
            storage = type;
        } else if (storage != type && storage != ElementType.FLOAT) {
            becomeFloats();
        }
        if (storage == ElementType.FLOAT) {
            addFloats(sequence, name);
        } else {
            checkScale(sequence.scale(), name);
            room().put(size % sequencesPerChunk * shape.values(), sequence.elements(), 0, shape.values());
            scales.add(sequence.scale());
        }
        size++;
        return this;
    }

    /** Returns the number of sequences added so far. */
    public int size() {
        return size;
    }

    /** Returns all sequences added; this packer is empty afterwards. */
    public Sequences build() {
        if (!chunks.isEmpty()) {
            var last = chunks.size() - 1;
            var used = (size - last * sequencesPerChunk) * shape.values();
            if (chunks.get(last).length() != used) {
                chunks.set(last, chunks.get(last).resized(used));
            }
        }
        var sequences = new Sequences(shape, size, sequencesPerChunk, chunks, scales);
        chunks.clear();
        scales = new Scales();
        storage = null;
        size = 0;
        return sequences;
    }

    private void addFloats(Tensor sequence, Supplier<String> name) {
        converted = converted == null ? new float[shape.values()] : converted;
        sequence.copyTo(converted, 0);
        for (var i = 0; i < converted.length; i++) {
            if (!Float.isFinite(converted[i])) {
                throw notFinite(sequence, i, name);
            }
        }
        room().put(size % sequencesPerChunk * shape.values(), converted, 0, shape.values());
        scales.add(Affine.IDENTITY);
    }

    private Elements room() {
        var index = size / sequencesPerChunk;
        var needed = (size % sequencesPerChunk + 1) * shape.values();
        if (index == chunks.size()) {
            // A chunk starts small: predicting on ten rows must not cost 4 million values. Later ones will be filled.
            var sequences = index == 0 ? Math.min(FIRST_SEQUENCES, sequencesPerChunk) : sequencesPerChunk;
            chunks.add(Elements.zeros(storage, sequences * shape.values()));
        } else if (chunks.get(index).length() < needed) {
            var full = (long) sequencesPerChunk * shape.values();
            chunks.set(index, chunks.get(index).resized((int) Math.min(full, 2L * needed)));
        }
        return chunks.get(index);
    }

    private void becomeFloats() {
        for (var index = 0; index < chunks.size(); index++) {
            var chunk = chunks.get(index);
            var floats = new float[chunk.length()];
            var first = index * sequencesPerChunk;
            for (var n = first; n < Math.min(size, first + sequencesPerChunk); n++) {
                var at = (n - first) * shape.values();
                chunk.copyTo(at, shape.values(), scales.get(n), floats, at);
            }
            var replacement = Elements.zeros(ElementType.FLOAT, floats.length);
            replacement.put(0, floats, 0, floats.length);
            chunks.set(index, replacement);
        }
        scales = new Scales();
        for (var n = 0; n < size; n++) {
            scales.add(Affine.IDENTITY);
        }
        storage = ElementType.FLOAT;
    }

    private void checkShape(Tensor sequence, Supplier<String> name) {
        var found = SequenceShape.of(sequence.shape()).orElse(null);
        if (found == null) {
            throw new SeqNetException(name.get() + " is a tensor of shape " + sequence.shape()
                    + ", not a sequence of time steps x features; put a Sequence Reshaper before this node.");
        }
        if (!found.equals(shape)) {
            throw new SeqNetException(name.get() + " has " + found + "; " + shape + " were expected, as in "
                    + (size == 0 ? "the specification" : "the rows before it")
                    + ". Bring all sequences to one shape first.");
        }
    }

    private void checkScale(Affine scale, Supplier<String> name) {
        if (!Float.isFinite(scale.factor()) || !Float.isFinite(scale.offset())) {
            throw new SeqNetException(name.get() + " has a scale that is not finite; check how it was scaled.");
        }
    }

    private SeqNetException notFinite(Tensor sequence, int position, Supplier<String> name) {
        return new SeqNetException(name.get() + ", time step " + (position / shape.features() + 1) + ", feature "
                + (position % shape.features() + 1) + ": the value is "
                + words(sequence.elements().raw(position), sequence.value(position))
                + "; a network needs finite numbers. Replace or remove it.");
    }

    private static String words(double raw, float value) {
        return Double.isFinite(raw) ? raw + ", too large for single precision" : value == value ? "infinite" : "NaN";
    }

    private static ElementType storageFor(ElementType type) {
        return switch (type) {
            case UNSIGNED_BYTE, BYTE, SHORT -> type;
            case INT, FLOAT, DOUBLE -> ElementType.FLOAT;
        };
    }
}
