package org.seqnet.engine.sequence;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.tensor.ElementType;

/**
 * Many sequences of one number of features, packed without padding in the element type's own size: 60,000 images of
 * 28 x 28 bytes take 47 MB. Immutable, and safe to read from many threads. {@link #packer} makes them.
 *
 * <p>Storage is a list of chunks of whole sequences, so that all values together may exceed what one array can hold.
 */
public final class Sequences {

    private final SequenceShape declaredShape;
    private final SequenceShape shape;
    private final int size;
    // package-private for tests of what is stored
    final PackedValues packed;
    /** Which of the packed sequences these are; {@code null} if all. */
    private final int[] picked;

    private final long missingValues;
    private final Preparation preparation;
    private final Optional<WindowForm> form;
    private final Optional<Vocabulary> vocabulary;
    /** For each packed number of a symbol, its number in the vocabulary; {@code null} if it is the same. */
    private final float[] numbers;

    private final Preprocessing preprocessing;
    private final int rawFeatures;
    private final int shortest;
    private final int longest;

    /**
     * @param declaredShape what was asked for when they were packed
     * @param shape of any length if the sequences' lengths differ, or if there are none to tell
     * @param missingValues how many values are NaN
     * @param vocabulary the symbols whose numbers the first feature has; empty if it has others
     */
    Sequences(
            SequenceShape declaredShape,
            SequenceShape shape,
            PackedValues packed,
            long missingValues,
            Preparation preparation,
            Optional<Vocabulary> vocabulary) {
        this.declaredShape = declaredShape;
        this.shape = shape;
        var places = packed.places();
        this.size = places.size();
        this.packed = packed;
        this.picked = null;
        this.missingValues = missingValues;
        this.preparation = preparation;
        this.form = Optional.empty();
        this.vocabulary = vocabulary;
        this.numbers = null;
        this.preprocessing = Preprocessing.NONE;
        this.rawFeatures = shape.features();
        var least = size == 0 ? 0 : Integer.MAX_VALUE;
        var most = 0;
        for (var index = 0; index < (places.areEqual() ? Math.min(size, 1) : size); index++) {
            least = Math.min(least, places.values(index));
            most = Math.max(most, places.values(index));
        }
        this.shortest = least / shape.features();
        this.longest = most / shape.features();
    }

    // Shares what is packed.
    private Sequences(Sequences raw, Preprocessing preprocessing) {
        this.declaredShape = preprocessing.shape(raw.declaredShape);
        this.shape = preprocessing.shape(raw.shape);
        this.size = raw.size;
        this.packed = raw.packed;
        this.picked = raw.picked;
        this.missingValues = preprocessing.filling() == Filling.NONE ? raw.missingValues : 0;
        this.preparation = raw.preparation;
        this.form = raw.form;
        this.vocabulary = raw.vocabulary;
        this.numbers = raw.numbers;
        this.preprocessing = preprocessing;
        this.rawFeatures = raw.rawFeatures;
        this.shortest = raw.shortest;
        this.longest = raw.longest;
    }

    // Shares what is packed.
    private Sequences(Sequences raw, WindowForm form) {
        // Of whole windows the network gets a part, so that their length is not what it must have.
        this.declaredShape = raw.declaredShape.isAnyLength()
                        || form.timeSteps(raw.declaredShape.timeSteps()) == raw.declaredShape.timeSteps()
                ? raw.declaredShape
                : SequenceShape.ofAnyLength(raw.rawFeatures);
        this.size = raw.size;
        this.packed = raw.packed;
        this.picked = raw.picked;
        this.preparation = raw.preparation;
        this.form = Optional.of(form);
        this.vocabulary = raw.vocabulary;
        this.numbers = raw.numbers;
        this.preprocessing = raw.preprocessing;
        this.rawFeatures = raw.rawFeatures;
        this.shortest = size == 0 ? 0 : form.timeSteps(raw.shortest);
        this.longest = size == 0 ? 0 : form.timeSteps(raw.longest);
        this.shape = size > 0 && shortest == longest ? new SequenceShape(shortest, rawFeatures) : raw.shape;
        this.missingValues = raw.missingValues == 0 ? 0 : countMissing();
    }

    // Shares what is packed.
    private Sequences(Sequences all, int[] numbers) {
        this.declaredShape = all.declaredShape;
        this.size = numbers.length;
        this.packed = all.packed;
        this.picked = Arrays.stream(numbers).map(all::place).toArray();
        this.preparation = all.preparation;
        this.form = all.form;
        this.vocabulary = all.vocabulary;
        this.numbers = all.numbers;
        this.preprocessing = all.preprocessing;
        this.rawFeatures = all.rawFeatures;
        var lengths = Arrays.stream(numbers).map(all::timeSteps).summaryStatistics();
        this.shortest = size == 0 ? 0 : lengths.getMin();
        this.longest = size == 0 ? 0 : lengths.getMax();
        this.shape = all.shape.isAnyLength() && size > 0 && shortest == longest
                ? new SequenceShape(shortest, all.shape.features())
                : all.shape;
        this.missingValues = all.missingValues == 0 ? 0 : countMissing();
    }

    // Shares what is packed.
    private Sequences(Sequences all, Vocabulary vocabulary) {
        this.declaredShape = all.declaredShape;
        this.shape = all.shape;
        this.size = all.size;
        this.packed = all.packed;
        this.picked = all.picked;
        this.missingValues = all.missingValues;
        this.preparation = all.preparation;
        this.form = all.form;
        this.vocabulary = Optional.of(vocabulary);
        var mapped = vocabulary.numbersOf(all.vocabulary.orElseThrow());
        this.numbers = all.numbers == null ? mapped : all.numbers.clone();
        for (int i = 0; all.numbers != null && i < numbers.length; i++) {
            numbers[i] = mapped[(int) all.numbers[i]];
        }
        this.preprocessing = all.preprocessing;
        this.rawFeatures = all.rawFeatures;
        this.shortest = all.shortest;
        this.longest = all.longest;
    }

    private long countMissing() {
        var values = new float[Math.toIntExact(longestValues())];
        long missing = 0;
        for (int index = 0; index < size; index++) {
            copyTo(index, values, 0);
            int count = timeSteps(index) * shape.features();
            missing += IntStream.range(0, count)
                    .filter(i -> Float.isNaN(values[i]))
                    .count();
        }
        return missing;
    }

    /**
     * Returns some of these sequences, without a copy of their values.
     *
     * @param numbers which ones, counted from 0, in the order that they are to have
     */
    public Sequences select(int[] numbers) {
        return new Sequences(this, numbers);
    }

    /** Says whether these sequences and others are both a selection of the same ones. */
    public boolean areSelectedAs(Sequences others) {
        return packed == others.packed && picked != null && others.picked != null;
    }

    /** Returns which of the packed sequences one of these is. */
    private int place(int index) {
        Objects.checkIndex(index, size);
        return picked == null ? index : picked[index];
    }

    /** Returns the symbols whose numbers the first feature has; empty if these are no sequences of symbols. */
    public Optional<Vocabulary> vocabulary() {
        return vocabulary;
    }

    /**
     * Returns these raw sequences with the numbers that their symbols have in a network's vocabulary, without a copy of
     * their values.
     *
     * @param read the vocabulary of what reads them; empty if it reads numbers
     * @throws SeqNetException if these are symbols and it reads numbers, or the reverse
     */
    public Sequences in(Optional<Vocabulary> read) {
        if (read.isPresent() != vocabulary.isPresent()) {
            throw new SeqNetException(
                    read.isPresent()
                            ? "The network reads symbols, but the sequences consist of numbers. Select a column of "
                                    + "texts or lists."
                            : "The network reads numbers, but the sequences consist of symbols. Select a column of "
                                    + "tensors.");
        }
        if (read.equals(vocabulary)) {
            return this;
        }
        if (!preprocessing.equals(Preprocessing.NONE)) {
            throw new IllegalStateException("These sequences have been preprocessed.");
        }
        return new Sequences(this, read.orElseThrow());
    }

    /**
     * Returns these raw sequences as they are after preprocessing, which happens whenever one is copied.
     *
     * @throws org.seqnet.engine.SeqNetException if it was learned from sequences of other features
     */
    public Sequences preprocessed(Preprocessing what) {
        if (!preprocessing.equals(Preprocessing.NONE)) {
            throw new IllegalStateException("These sequences have been preprocessed.");
        }
        return what.equals(Preprocessing.NONE) ? this : new Sequences(this, what);
    }

    /**
     * Returns these raw sequences as windows of another form, which they take whenever one is copied, before they are
     * preprocessed.
     */
    public Sequences formed(WindowForm how) {
        if (!preprocessing.equals(Preprocessing.NONE) || form.isPresent()) {
            throw new IllegalStateException("These sequences have been preprocessed.");
        }
        return new Sequences(this, how);
    }

    /**
     * Starts to pack tensors of this form as sequences of the given shape. If it is of any length, what is packed has a
     * shape of any length only if lengths do differ.
     *
     * @param source who says that they have this shape, for messages, such as {@code "the network reads"}; may be empty
     */
    public static Packer packer(SequenceShape shape, InputForm form, String source) {
        return new Packer(shape, form, source);
    }

    /**
     * Returns the shape that was asked for when they were packed. It is of any length unless one was stated, even if
     * all happen to have the same.
     */
    public SequenceShape declaredShape() {
        return declaredShape;
    }

    /** Returns the shape that every sequence has; it is of any length if they differ in length. */
    public SequenceShape shape() {
        return shape;
    }

    /** Returns what was done to them before they were packed. */
    public Preparation preparation() {
        return preparation;
    }

    /** Returns how many values are missing. */
    public long missingValues() {
        return missingValues;
    }

    /** Returns the type of the bytes that they all consist of, unscaled; empty if they do not. */
    Optional<ElementType> rawBytes() {
        return packed.bytes().filter(type -> form.isEmpty() && !areScaled());
    }

    /** Says whether a sequence has a scale that its tensor states. */
    boolean areScaled() {
        return IntStream.range(0, packed.scales().isCommon() ? Math.min(size, 1) : size)
                .anyMatch(index -> packed.isScaled(place(index)));
    }

    /**
     * Returns what {@link #copyTo} gives for each byte: 256 numbers for each feature, that of byte {@code b} at
     * {@code b & 0xFF}; empty if sequences do not all consist of bytes of one scale, or have features that are none.
     */
    public Optional<float[]> byteValues() {
        boolean arePlain = vocabulary.isEmpty() && form.isEmpty() && shape.features() == rawFeatures;
        return packed.bytes()
                .filter(type -> arePlain && packed.scales().isCommon())
                .map(this::byteValues);
    }

    private float[] byteValues(ElementType type) {
        var values = new float[256 * rawFeatures];
        var step = new float[rawFeatures];
        for (int code = 0; code < 256; code++) {
            int number = type == ElementType.BYTE ? (byte) code : code;
            Arrays.fill(step, packed.scales().get(0).apply(number));
            preprocessing.apply(step, 0, 1, rawFeatures);
            for (int feature = 0; feature < rawFeatures; feature++) {
                values[256 * feature + code] = step[feature];
            }
        }
        return values;
    }

    /**
     * Copies the bytes of one sequence that has {@link #byteValues} to {@code target} from {@code offset} on, T x F
     * row-major.
     */
    public void copyBytes(int index, byte[] target, int offset) {
        packed.copyBytes(place(index), target, offset);
    }

    /** Returns the number of sequences, N. */
    public int size() {
        return size;
    }

    /** Returns the number of time steps of one sequence. */
    public int timeSteps(int index) {
        int steps = rawTimeSteps(index);
        return form.isEmpty() ? steps : form.get().timeSteps(steps);
    }

    private int rawTimeSteps(int index) {
        return packed.count(place(index)) / rawFeatures;
    }

    /** Returns the numbers of time steps of {@code count} sequences from {@code first} on. */
    public int[] timeSteps(int first, int count) {
        Objects.checkFromIndexSize(first, count, size);
        var lengths = new int[count];
        Arrays.setAll(lengths, n -> timeSteps(first + n));
        return lengths;
    }

    /** Returns the number of values of the longest sequence; 0 if there is none. */
    public long longestValues() {
        return (long) longest * shape.features();
    }

    /** Copies one sequence, T x F row-major, to {@code target} from {@code offset} on. */
    public void copyTo(int index, float[] target, int offset) {
        if (form.isEmpty()) {
            copyRawTo(index, target, offset);
        } else {
            int steps = rawTimeSteps(index);
            var raw = new float[steps * rawFeatures];
            copyRawTo(index, raw, 0);
            form.get().write(raw, steps, rawFeatures, target, offset);
        }
        preprocessing.apply(target, offset, timeSteps(index), rawFeatures);
    }

    private void copyRawTo(int index, float[] target, int offset) {
        int place = place(index);
        packed.copyTo(place, target, offset);
        if (numbers != null) {
            for (int i = offset; i < offset + packed.count(place); i += rawFeatures) {
                target[i] = numbers[(int) target[i]];
            }
        }
    }

    /**
     * Copies a mini-batch: sequences {@code indices[from]} to {@code indices[from + count - 1]}, each T x F row-major
     * with a T of its own, one after another without gaps to the start of {@code target}.
     */
    public void copyBatch(int[] indices, int from, int count, float[] target) {
        Objects.checkFromIndexSize(from, count, indices.length);
        var at = 0;
        for (var n = from; n < from + count; n++) {
            var values = timeSteps(indices[n]) * shape.features();
            Objects.checkFromIndexSize(at, values, target.length);
            copyTo(indices[n], target, at);
            at += values;
        }
    }

    /** Returns the sizes in words: {@code 28 time steps x 28 features}, {@code 2 to 9 time steps x 1 feature}. */
    public String sizes() {
        return shortest == longest
                ? shape.toString()
                : SequenceShape.words(shortest + " to " + longest, shape.features());
    }

    /** Returns number and sizes, such as {@code 60000 sequences of 28 time steps x 28 features}. */
    @Override
    public String toString() {
        return size + (size == 1 ? " sequence of " : " sequences of ") + sizes();
    }
}
