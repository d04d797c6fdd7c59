package org.seqnet.engine.sequence;

import java.util.List;
import java.util.Objects;
import org.seqnet.engine.tensor.Affine;
import org.seqnet.engine.tensor.Elements;

/**
 * Many sequences of one shape, N x T x F, packed in the element type's own size: 60,000 images of 28 x 28 bytes take
 * 47 MB. Immutable, and safe to read from many threads. {@link #packer} makes them.
 *
 * <p>Storage is a list of chunks of whole sequences, so that N x T x F may exceed what one array can hold.
 */
public final class Sequences {

    private final SequenceShape shape;
    private final int size;
    private final int sequencesPerChunk;
    private final List<Elements> chunks;
    private final Scales scales;

    Sequences(SequenceShape shape, int size, int sequencesPerChunk, List<Elements> chunks, Scales scales) {
        this.shape = shape;
        this.size = size;
        this.sequencesPerChunk = sequencesPerChunk;
        this.chunks = List.copyOf(chunks);
        this.scales = scales;
    }

    /** Starts to pack sequences of the given shape. */
    public static Packer packer(SequenceShape shape) {
        return new Packer(shape);
    }

    /** Returns the shape that every sequence has. */
    public SequenceShape shape() {
        return shape;
    }

    /** Returns the number of sequences, N. */
    public int size() {
        return size;
    }

    /** Copies one sequence, T x F row-major, to {@code target} from {@code offset} on. */
    public void copyTo(int index, float[] target, int offset) {
        Objects.checkIndex(index, size);
        copySteps(index, 0, shape.values(), target, offset);
    }

    /**
     * Copies a mini-batch: sequences {@code indices[from]} to {@code indices[from + count - 1]}, N x T x F row-major,
     * to the start of {@code target}.
     */
    public void copyBatch(int[] indices, int from, int count, float[] target) {
        copyBatch(indices, from, count, BatchLayout.SEQUENCE_TIME_FEATURE, target, 0);
    }

    /** Copies a mini-batch in the given order of axes to {@code target} from {@code offset} on. */
    public void copyBatch(int[] indices, int from, int count, BatchLayout layout, float[] target, int offset) {
        Objects.checkFromIndexSize(from, count, indices.length);
        Objects.checkFromIndexSize((long) offset, (long) count * shape.values(), (long) target.length);
        switch (layout) {
            case SEQUENCE_TIME_FEATURE -> {
                for (var n = 0; n < count; n++) {
                    copyTo(indices[from + n], target, offset + n * shape.values());
                }
            }
            case TIME_SEQUENCE_FEATURE -> copyTimeMajor(indices, from, count, target, offset);
            case SEQUENCE_FEATURE_TIME -> copyTransposed(indices, from, count, target, offset);
        }
    }

    private void copyTimeMajor(int[] indices, int from, int count, float[] target, int offset) {
        var features = shape.features();
        for (var n = 0; n < count; n++) {
            var index = Objects.checkIndex(indices[from + n], size);
            for (var t = 0; t < shape.timeSteps(); t++) {
                copySteps(index, t * features, features, target, offset + (t * count + n) * features);
            }
        }
    }

    private void copyTransposed(int[] indices, int from, int count, float[] target, int offset) {
        var timeSteps = shape.timeSteps();
        var features = shape.features();
        var sequence = new float[shape.values()];
        for (var n = 0; n < count; n++) {
            copyTo(indices[from + n], sequence, 0);
            var start = offset + n * shape.values();
            for (var t = 0; t < timeSteps; t++) {
                for (var f = 0; f < features; f++) {
                    target[start + f * timeSteps + t] = sequence[t * features + f];
                }
            }
        }
    }

    private void copySteps(int index, int first, int values, float[] target, int offset) {
        var start = index % sequencesPerChunk * shape.values();
        chunks.get(index / sequencesPerChunk).copyTo(start + first, values, scales.get(index), target, offset);
    }

    /** Returns the scale of one sequence; package-private for tests of what is stored. */
    Affine scale(int index) {
        return scales.get(index);
    }

    /** Returns the bytes that the packed elements take, without the scales. */
    public long storedBytes() {
        return chunks.stream()
                .mapToLong(chunk -> (long) chunk.length() * chunk.type().bytes())
                .sum();
    }

    /** Returns number and shape, such as {@code 60000 sequences of 28 time steps x 28 features}. */
    @Override
    public String toString() {
        return size + (size == 1 ? " sequence of " : " sequences of ") + shape;
    }
}
