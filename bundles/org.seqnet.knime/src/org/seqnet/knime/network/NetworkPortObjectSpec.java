package org.seqnet.knime.network;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.knime.core.node.port.PortObjectSpecZipInputStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.accelerator.Accelerators;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.Tokenizer.Unit;
import org.seqnet.knime.message.Failures;
import org.seqnet.knime.message.Kept;
import org.seqnet.knime.tensor.TensorColumn;

/**
 * What is known about a network before it has been trained: enough for the nodes that follow to refuse data that will
 * not fit. The input shape and the labels are unknown as long as the training table's spec does not tell them.
 */
public final class NetworkPortObjectSpec extends AbstractSimplePortObjectSpec {
    private static final String LABEL_COLUMN = "labelColumn";
    private static final String TIME_STEPS = "timeSteps";
    private static final String FEATURES = "features";
    private static final String LABELS = "labels";
    private static final String LABEL_TYPE = "labelType";
    private static final String ARCHITECTURE = "architecture";
    private static final String HEAD = "head";
    private static final String MEMBERS = "members";
    private static final String PREPARATION = "preparation";
    private static final String MASK = "mask";
    private static final String SYMBOLS = "symbols";

    private Encoder encoder;
    private HeadKind head;
    private int members = 1;
    private String labelColumn;
    private SequenceShape inputShape;
    private LabelDomain labels;
    private Preparation preparation = Preparation.UNKNOWN;
    private boolean mask;
    private boolean symbols;

    /** Creates an empty spec, which KNIME fills when it loads one. */
    public NetworkPortObjectSpec() {}

    /**
     * Creates the spec of a network.
     *
     * @throws SeqNetException if it cannot read sequences of the input shape
     */
    public NetworkPortObjectSpec(
            Encoder encoder,
            HeadKind head,
            String labelColumn,
            Optional<SequenceShape> inputShape,
            Optional<LabelDomain> labels) {
        this.encoder = Objects.requireNonNull(encoder, "encoder");
        this.head = Objects.requireNonNull(head, "head");
        this.labelColumn = Objects.requireNonNull(labelColumn, "labelColumn");
        this.inputShape = inputShape.orElse(null);
        this.labels = labels.orElse(null);
        requireReadable();
    }

    /**
     * Returns this spec with what is known of the sequences beside their shape.
     *
     * @param how what was done to the training sequences before the network got them
     * @param masked whether the network also gets a feature for each that tells which values are missing
     * @throws SeqNetException if it cannot read sequences of the input shape then
     */
    public NetworkPortObjectSpec reading(Preparation how, boolean masked) {
        var spec = copy();
        spec.preparation = how;
        spec.mask = masked;
        spec.requireReadable();
        return spec;
    }

    /**
     * Returns this spec of an ensemble of such networks, or of one.
     *
     * @throws SeqNetException if there are no such ensembles
     */
    public NetworkPortObjectSpec ofMembers(int count) {
        var spec = copy();
        spec.members = count;
        spec.architecture();
        return spec;
    }

    /**
     * Returns this spec of a network that reads symbols, or of one that reads numbers.
     *
     * @throws SeqNetException if there is no such network that reads symbols
     */
    public NetworkPortObjectSpec ofSymbols(boolean reads) {
        var spec = copy();
        spec.symbols = reads;
        spec.architecture();
        return spec;
    }

    private NetworkPortObjectSpec copy() {
        var spec = new NetworkPortObjectSpec(encoder, head, labelColumn, inputShape(), labels());
        spec.members = members;
        spec.preparation = preparation;
        spec.mask = mask;
        spec.symbols = symbols;
        return spec;
    }

    /** Returns how the network is built, as if it had one label, and one symbol if it reads symbols. */
    public Architecture architecture() {
        var embedding = symbols ? Optional.of(new Embedding(1, 1)) : Optional.<Embedding>empty();
        return new Architecture(embedding, encoder, head.example(), members);
    }

    private void requireReadable() {
        preprocessedShape().ifPresent(shape -> encoder.layers(shape));
    }

    /** Returns how the network reads its sequences. */
    public Encoder encoder() {
        return encoder;
    }

    /** Returns what the network makes of what it reads. */
    public HeadKind head() {
        return head;
    }

    /** Returns how many networks predict together. */
    public int members() {
        return members;
    }

    /** Returns one line for people, such as {@code LSTM, 2 layers of 128 units}. */
    public String title() {
        return architecture().with(Optional.empty()).title();
    }

    /** Returns the name of the column that the network learned to predict. */
    public String labelColumn() {
        return labelColumn;
    }

    /** Returns the shape of the sequences that the network reads, if it is known. */
    public Optional<SequenceShape> inputShape() {
        return Optional.ofNullable(inputShape);
    }

    /** Returns the shape of what its first layer gets, if it is known. */
    Optional<SequenceShape> preprocessedShape() {
        return inputShape().map(shape -> mask ? Preprocessing.masked(shape) : shape);
    }

    /** Says whether the network reads symbols: texts or lists. */
    public boolean readsSymbols() {
        return symbols;
    }

    /** Says whether the network reads symbols of lists only. */
    public boolean readsListsOnly() {
        return symbols
                && Tokenizer.of(preparation)
                        .filter(how -> how.unit() != Unit.ELEMENTS)
                        .isEmpty();
    }

    /** Returns what columns contain that networks read: symbols or numbers. */
    public static String contents(boolean areSymbols) {
        return areSymbols ? "strings or lists of symbols" : "tensors";
    }

    /** Says whether the network also gets a feature for each that tells which values are missing. */
    public boolean hasMask() {
        return mask;
    }

    /** Returns what was done to the training sequences before the network got them, as far as it is known. */
    public Preparation preparation() {
        return preparation;
    }

    /**
     * Makes sure that the tensors of a column were prepared like the training sequences, as far as both specs tell.
     *
     * @param column the column with what was done to its tensors
     * @param tensors what the message calls them, such as {@code "Column 'image'"}
     * @param network what it calls the network, such as {@code "the network"}
     * @param resolutions what to do otherwise
     * @throws InvalidSettingsException if they were not; the message says what differs
     */
    public void requirePreparationOf(DataColumnSpec column, String tensors, String network, String... resolutions)
            throws InvalidSettingsException {
        requirePreparation(TensorColumn.preparation(column), tensors, network, resolutions);
    }

    /**
     * Makes sure that sequences were prepared like the training sequences, as {@link #requirePreparationOf} does.
     *
     * @param how what was done to them
     */
    public void requirePreparation(Preparation how, String tensors, String network, String... resolutions)
            throws InvalidSettingsException {
        var differences = preparation.differences(how, "network");
        if (!differences.isEmpty()) {
            throw Failures.invalid(
                    "%s was prepared differently from the training sequences of %s: %s."
                            .formatted(tensors, network, String.join("; ", differences)),
                    resolutions);
        }
    }

    /**
     * Why a network cannot read a column.
     *
     * @param held what the column holds, such as {@code "tensors of 28 x 28"}
     * @param read what the network reads, such as {@code "sequences of 14 time steps x 14 features"}
     */
    public record Mismatch(String held, String read) {}

    /** Returns why the network cannot read the tensors of a column; empty if it can, as far as both specs tell. */
    public Optional<Mismatch> mismatch(DataColumnSpec column) {
        var form = encoder.inputForm();
        var tensors = TensorColumn.shape(column);
        boolean fits = inputShape == null
                || tensors.isEmpty()
                || tensors.flatMap(form::sequenceShape)
                        .filter(inputShape::accepts)
                        .isPresent();
        if (!fits) {
            return Optional.of(new Mismatch("tensors of " + tensors.get(), "sequences of " + inputShape));
        }
        var channels = TensorColumn.channels(column);
        return channels.isPresent() && !form.mayRead(channels.getAsInt())
                ? Optional.of(new Mismatch(images(channels.getAsInt()), images(form.channels())))
                : Optional.empty();
    }

    private static String images(int channels) {
        return "images of " + channels + (channels == 1 ? " channel" : " channels");
    }

    /**
     * Makes sure that such a network can be computed as the preferences ask, as far as its kind decides; no card is
     * started for that.
     *
     * @throws InvalidSettingsException if they ask for a GPU, and none computes such a network
     */
    public void requireDevice() throws InvalidSettingsException {
        try {
            var refusal = Accelerators.ofProcess().refusal(architecture());
            if (refusal.isPresent()) {
                throw Failures.invalid(refusal.get().reason(), refusal.get().cure());
            }
        } catch (SeqNetException e) {
            throw Failures.invalid(e);
        }
    }

    /** Returns the labels that the network can predict, in the order of its outputs, if they are known. */
    public Optional<LabelDomain> labels() {
        return Optional.ofNullable(labels);
    }

    @Override
    protected void save(ModelContentWO model) {
        EncoderContent.save(encoder, model.addModelContent(ARCHITECTURE));
        HeadContent.save(head, model.addModelContent(HEAD));
        if (members > 1) {
            model.addInt(MEMBERS, members);
        }
        model.addString(LABEL_COLUMN, labelColumn);
        if (inputShape != null) {
            if (!inputShape.isAnyLength()) {
                model.addInt(TIME_STEPS, inputShape.timeSteps());
            }
            model.addInt(FEATURES, inputShape.features());
        }
        if (labels != null) {
            model.addStringArray(LABELS, labels.names().toArray(String[]::new));
            model.addString(LABEL_TYPE, labels.type().name());
        }
        if (!preparation.equals(Preparation.UNKNOWN)) {
            model.addString(PREPARATION, preparation.text());
        }
        if (mask) {
            model.addBoolean(MASK, true);
        }
        if (symbols) {
            model.addBoolean(SYMBOLS, true);
        }
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        var fields = new SpecFields(model);
        encoder = EncoderContent.load(fields.group(ARCHITECTURE));
        // Specs of before there were others than classes have no such entry.
        head = fields.has(HEAD) ? HeadContent.load(fields.group(HEAD)) : HeadKind.CLASSES;
        labelColumn = fields.text(LABEL_COLUMN);
        try {
            // Specs of networks that are no ensembles have no such entry.
            members = fields.has(MEMBERS) ? fields.integer(MEMBERS) : 1;
            architecture();
            inputShape = loadShape(fields);
            labels = fields.has(LABELS) ? loadLabels(fields) : null;
            // Specs of before networks preprocessed their sequences have no such entries.
            preparation = fields.has(PREPARATION) ? loadPreparation(fields) : Preparation.UNKNOWN;
            mask = fields.has(MASK) && fields.truth(MASK);
            // Nor those of before networks read symbols.
            symbols = fields.has(SYMBOLS) && fields.truth(SYMBOLS);
            architecture();
            requireReadable();
        } catch (SeqNetException e) {
            throw new InvalidSettingsException(SpecFields.DAMAGED + e.getMessage(), e);
        }
    }

    private static SequenceShape loadShape(SpecFields fields) throws InvalidSettingsException {
        if (!fields.has(TIME_STEPS)) {
            return fields.has(FEATURES) ? SequenceShape.ofAnyLength(fields.integer(FEATURES)) : null;
        }
        int timeSteps = fields.integer(TIME_STEPS);
        if (timeSteps < 1) {
            throw SpecFields.damaged("'" + TIME_STEPS + "' is " + timeSteps + ", not at least 1.");
        }
        return new SequenceShape(timeSteps, fields.integer(FEATURES));
    }

    private static Preparation loadPreparation(SpecFields fields) throws InvalidSettingsException {
        return Preparation.parse(fields.text(PREPARATION))
                .orElseThrow(() -> SpecFields.damaged("'" + PREPARATION + "' is no preparation of sequences."));
    }

    private static LabelDomain loadLabels(SpecFields fields) throws InvalidSettingsException {
        var names = fields.texts(LABELS);
        if (names.isEmpty()) {
            throw SpecFields.damaged("'" + LABELS + "' is an empty list.");
        }
        // Specs of before there were others than text have no such entry.
        return new LabelDomain(
                names,
                fields.has(LABEL_TYPE) ? fields.choice(LABEL_TYPE, "label type", LabelType.values()) : LabelType.TEXT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkPortObjectSpec that
                && Objects.equals(encoder, that.encoder)
                && Objects.equals(head, that.head)
                && members == that.members
                && Objects.equals(labelColumn, that.labelColumn)
                && Objects.equals(inputShape, that.inputShape)
                && Objects.equals(labels, that.labels)
                && Objects.equals(preparation, that.preparation)
                && mask == that.mask
                && symbols == that.symbols;
    }

    @Override
    public int hashCode() {
        return Objects.hash(encoder, head, members, labelColumn, inputShape, labels, preparation, mask, symbols);
    }

    /** Writes the spec to a workflow and reads it back. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NetworkPortObjectSpec> {
        @Override
        public NetworkPortObjectSpec loadPortObjectSpec(PortObjectSpecZipInputStream in) throws IOException {
            return Kept.read("The spec of a network at a port", () -> super.loadPortObjectSpec(in));
        }
    }
}
