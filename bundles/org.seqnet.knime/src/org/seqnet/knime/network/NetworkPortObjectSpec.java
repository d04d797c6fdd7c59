package org.seqnet.knime.network;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.knime.core.data.DataColumnSpec;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentRO;
import org.knime.core.node.ModelContentWO;
import org.knime.core.node.port.AbstractSimplePortObjectSpec;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.SequenceShape;
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

    private Architecture architecture;
    private String labelColumn;
    private SequenceShape inputShape;
    private LabelDomain labels;

    /** Creates an empty spec, which KNIME fills when it loads one. */
    public NetworkPortObjectSpec() {}

    /**
     * Creates the spec of a network.
     *
     * @throws SeqNetException if it cannot read sequences of the input shape
     */
    public NetworkPortObjectSpec(
            Architecture architecture,
            String labelColumn,
            Optional<SequenceShape> inputShape,
            Optional<LabelDomain> labels) {
        this.architecture = Objects.requireNonNull(architecture, "architecture");
        this.labelColumn = Objects.requireNonNull(labelColumn, "labelColumn");
        this.inputShape = inputShape.orElse(null);
        this.labels = labels.orElse(null);
        requireReadable();
    }

    private void requireReadable() {
        inputShape().ifPresent(shape -> architecture.layers(shape, 1));
    }

    /** Returns how the network is built. */
    public Architecture architecture() {
        return architecture;
    }

    /** Returns the name of the column that the network learned to predict. */
    public String labelColumn() {
        return labelColumn;
    }

    /** Returns the shape of the sequences that the network reads, if it is known. */
    public Optional<SequenceShape> inputShape() {
        return Optional.ofNullable(inputShape);
    }

    /** Says whether the network can read the tensors of a column, as far as both specs tell. */
    public boolean mayRead(DataColumnSpec column) {
        return inputShape == null
                || TensorColumn.shape(column)
                        .map(shape -> architecture.inputForm().sequenceShape(shape).filter(inputShape::accepts))
                        .map(Optional::isPresent)
                        .orElse(true);
    }

    /** Returns the labels that the network can predict, in the order of its outputs, if they are known. */
    public Optional<LabelDomain> labels() {
        return Optional.ofNullable(labels);
    }

    @Override
    protected void save(ModelContentWO model) {
        ArchitectureContent.save(architecture, model.addModelContent(ARCHITECTURE));
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
    }

    @Override
    protected void load(ModelContentRO model) throws InvalidSettingsException {
        architecture = ArchitectureContent.load(model.getModelContent(ARCHITECTURE));
        labelColumn = model.getString(LABEL_COLUMN);
        try {
            inputShape = model.containsKey(FEATURES) ? loadShape(model) : null;
            labels = model.containsKey(LABELS) ? loadLabels(model) : null;
            requireReadable();
        } catch (IllegalArgumentException | SeqNetException e) {
            throw new InvalidSettingsException("The network is damaged: " + e.getMessage(), e);
        }
    }

    private static LabelDomain loadLabels(ModelContentRO model) throws InvalidSettingsException {
        // Specs of before there were others than text have no such entry.
        var type = model.getString(LABEL_TYPE, LabelType.TEXT.name());
        if (Arrays.stream(LabelType.values()).noneMatch(known -> known.name().equals(type))) {
            throw new InvalidSettingsException("The type '" + type + "' of the network's labels is unknown to this "
                    + "version of Sequence Networks; update the extension.");
        }
        return new LabelDomain(List.of(model.getStringArray(LABELS)), LabelType.valueOf(type));
    }

    private static SequenceShape loadShape(ModelContentRO model) throws InvalidSettingsException {
        int features = model.getInt(FEATURES);
        return model.containsKey(TIME_STEPS)
                ? new SequenceShape(model.getInt(TIME_STEPS), features)
                : SequenceShape.ofAnyLength(features);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkPortObjectSpec that
                && Objects.equals(architecture, that.architecture)
                && Objects.equals(labelColumn, that.labelColumn)
                && Objects.equals(inputShape, that.inputShape)
                && Objects.equals(labels, that.labels);
    }

    @Override
    public int hashCode() {
        return Objects.hash(architecture, labelColumn, inputShape, labels);
    }

    /** Writes the spec to a workflow and reads it back. */
    public static final class Serializer extends AbstractSimplePortObjectSpecSerializer<NetworkPortObjectSpec> {}
}
