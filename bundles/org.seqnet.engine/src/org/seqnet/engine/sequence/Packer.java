package org.seqnet.engine.sequence;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.Memory;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Elements;
import org.seqnet.engine.tensor.Tensor;

/**
 * Packs sequences one by one into {@link Sequences}, growing by chunks of about 4 million values, so that no moment
 * needs a second full copy. For one thread; {@link #build} ends it.
 *
 * <p>Sequences of a shape of any length may each have another number of time steps; none is padded.
 *
 * <p>Bytes and shorts keep their type and their scale. The wider types become floats with the scale applied: networks
 * compute in float, and that is never larger. If a column mixes types, what has been packed becomes floats too, chunk
 * by chunk.
 */
public final class Packer {

    private static final int CHUNK_VALUES = 1 << 22;
    private static final int FIRST_SEQUENCES = 16;

    private final SequenceShape shape;
    private final InputForm form;
    private final String source;
    private final int chunkValues;
    private final List<Elements> chunks = new ArrayList<>();
    private Places places;
    private Scales scales = new Scales();
    private ElementType storage;
    private float[] converted = new float[0];
    private long expected;
    private long packed;
    private long packedValues;
    private boolean keepsMissing;
    private long missingValues;
    private Preparation preparation = Preparation.UNKNOWN;
    private Optional<Vocabulary> vocabulary = Optional.empty();

    /** @param source who says that sequences have this shape; empty if nobody in particular */
    Packer(SequenceShape shape, InputForm form, String source) {
        this(shape, form, source, CHUNK_VALUES);
    }

    /** For tests, which want many chunks of little data. */
    Packer(SequenceShape shape, InputForm form, String source, int chunkValues) {
        this.shape = shape;
        this.form = form;
        this.source = source;
        this.chunkValues = chunkValues;
        this.places = new Places(chunkValues);
    }

    /** Tells how many sequences will come at the most, for the message that the heap is too small for them. */
    public Packer expecting(long sequences) {
        expected = sequences;
        return this;
    }

    /** Keeps values that are NaN as missing values, which {@link Preprocessing} fills in. */
    public Packer keepingMissing() {
        keepsMissing = true;
        return this;
    }

    /** Tells what was done to the sequences before. */
    public Packer prepared(Preparation how) {
        preparation = how;
        return this;
    }

    /** Tells that the first feature is the number of a symbol in a vocabulary, or {@link Vocabulary#UNKNOWN}. */
    public Packer symbols(Vocabulary numbered) {
        vocabulary = Optional.of(numbered);
        return this;
    }

    /** Adds one sequence as {@link #add(Tensor, Supplier)} does; messages name it by its number, counted from 1. */
    public Packer add(Tensor sequence) {
        return add(sequence, () -> "Sequence " + (size() + 1));
    }

    /**
     * Adds one sequence, T x F, or an image that is one.
     *
     * @param name tells what messages call it, such as {@code Row 'Row17'}; asked only if there is one
     * @throws MissingValueException if a value is NaN, unless missing values are kept; the sequence is left out then
     * @throws SeqNetException if its shape differs from this packer's, a value is infinite, or the Java heap is too
     *     small
     */
    public Packer add(Tensor sequence, Supplier<String> name) {
        checkShape(sequence, name);
        try {
            pack(sequence, name);
            packed++;
            packedValues += sequence.size();
        } catch (OutOfMemoryError e) {
            throw tooMany(sequence, e);
        }
        return this;
    }

    private SeqNetException tooMany(Tensor sequence, OutOfMemoryError error) {
        chunks.clear();
        // those that are still to come are taken to be as long as these
        long sequences = Math.max(expected, packed + 1);
        double values = (packedValues + sequence.size()) / (packed + 1.0);
        int bytes = Math.max(storage.bytes(), storageFor(sequence.elementType()).bytes());
        return Memory.exhausted(
                String.format(Locale.ROOT, "Loading %,d sequence%s", sequences, sequences == 1 ? "" : "s"),
                (long) (sequences * values * bytes),
                "Alternatively, use fewer rows or shorter sequences.",
                error);
    }

    private void pack(Tensor sequence, Supplier<String> name) {
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
            var chunk = roomFor(sequence.size());
            chunk.put(places.start(size() - 1), sequence.elements(), 0, sequence.size());
            scales.add(sequence.scale());
        }
    }

    /** Returns the number of sequences added so far. */
    public int size() {
        return places.size();
    }

    /** Returns all sequences added; this packer is empty afterwards. */
    public Sequences build() {
        trimLastChunk(places.end());
        var sequences = new Sequences(
                shape, packedShape(), new PackedValues(places, chunks, scales), missingValues, preparation, vocabulary);
        chunks.clear();
        places = new Places(chunkValues);
        scales = new Scales();
        storage = null;
        packed = 0;
        packedValues = 0;
        missingValues = 0;
        return sequences;
    }

    private SequenceShape packedShape() {
        return shape.isAnyLength() && size() > 0 && places.areEqual()
                ? new SequenceShape(places.values(0) / shape.features(), shape.features())
                : shape;
    }

    private void addFloats(Tensor sequence, Supplier<String> name) {
        var count = sequence.size();
        converted = converted.length < count ? new float[count] : converted;
        sequence.copyTo(converted, 0);
        for (var i = 0; i < count; i++) {
            if (keepsMissing && Float.isNaN(converted[i])) {
                missingValues++;
            } else if (!Float.isFinite(converted[i])) {
                throw notFinite(sequence, i, name);
            }
        }
        var chunk = roomFor(count);
        chunk.put(places.start(size() - 1), converted, 0, count);
        scales.add(Affine.IDENTITY);
    }

    /** Gives the next sequence its place and returns the chunk to write it to. */
    private Elements roomFor(int values) {
        var used = places.end();
        var begun = places.lastChunk();
        places.add(values);
        var index = places.lastChunk();
        if (index != begun) {
            trimLastChunk(used);
            // A chunk starts small: predicting on ten rows must not cost 4 million values. Later ones will be filled.
            var full = Math.max(1, chunkValues / values);
            chunks.add(Elements.zeros(storage, values * (index == 0 ? Math.min(FIRST_SEQUENCES, full) : full)));
        } else if (chunks.get(index).length() < places.end()) {
            var full = used + (long) Math.max(1, (chunkValues - used) / values) * values;
            chunks.set(index, chunks.get(index).resized((int) Math.min(full, 2L * places.end())));
        }
        return chunks.get(index);
    }

    private void trimLastChunk(int used) {
        var last = chunks.size() - 1;
        if (last >= 0 && chunks.get(last).length() != used) {
            chunks.set(last, chunks.get(last).resized(used));
        }
    }

    private void becomeFloats() {
        var n = 0;
        for (var index = 0; index < chunks.size(); index++) {
            var chunk = chunks.get(index);
            var floats = new float[chunk.length()];
            for (; n < size() && places.chunk(n) == index; n++) {
                chunk.copyTo(places.start(n), places.values(n), scales.get(n), floats, places.start(n));
            }
            var replacement = Elements.zeros(ElementType.FLOAT, floats.length);
            replacement.put(0, floats, 0, floats.length);
            chunks.set(index, replacement);
        }
        scales = new Scales();
        for (n = 0; n < size(); n++) {
            scales.add(Affine.IDENTITY);
        }
        storage = ElementType.FLOAT;
    }

    private void checkShape(Tensor sequence, Supplier<String> name) {
        var found = form.sequenceShape(sequence.shape())
                .orElseThrow(() -> new SeqNetException(name.get() + " is a tensor of shape " + sequence.shape()
                        + ", not " + form + ". Use a Sequence Reshaper before this node."));
        if (!shape.accepts(found)) {
            throw new SeqNetException(name.get() + " has " + found + "; it must have " + shape
                    + (source.isEmpty() ? "" : ", as " + source)
                    + ". Reshape all sequences to the same "
                    + (shape.isAnyLength() ? "number of features" : "shape")
                    + " first.");
        }
    }

    private void checkScale(Affine scale, Supplier<String> name) {
        if (!Float.isFinite(scale.factor()) || !Float.isFinite(scale.offset())) {
            throw new SeqNetException(name.get() + " has a scaling that is not finite. Check how it was scaled.");
        }
    }

    private SeqNetException notFinite(Tensor sequence, int position, Supplier<String> name) {
        int step = position / shape.features();
        int feature = position % shape.features();
        var message = name.get() + ", time step " + (step + 1) + ", feature " + (feature + 1) + ": the value is "
                + words(sequence.elements().raw(position), sequence.value(position))
                + ", but a network requires finite numbers. Replace or remove it.";
        return Float.isNaN(sequence.value(position))
                ? new MissingValueException(message, step, feature)
                : new SeqNetException(message);
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
