package org.seqnet.knime.network;

import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentWO;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Values;

/** A kind of head as plain fields of a port's spec. */
final class HeadContent {
    private static final String KIND = "kind";
    private static final String CLASSES = "classes";
    private static final String INDEPENDENT_LABELS = "independentLabels";
    private static final String LABEL_PATH = "labelPath";
    private static final String STEP_CLASSES = "stepClasses";
    private static final String VALUES = "values";

    private static final String EMBEDDING_SIZE = "embeddingSize";
    private static final String HIDDEN_UNITS = "hiddenUnits";
    private static final String ORDER_FREE = "orderFree";

    private HeadContent() {}

    static ModelContentWO save(HeadKind head, ModelContentWO content) {
        content.addString(
                KIND,
                head.example()
                        .fold(
                                classes -> CLASSES,
                                independent -> INDEPENDENT_LABELS,
                                path -> save(path, content),
                                values -> save(values, content),
                                steps -> STEP_CLASSES));
        return content;
    }

    private static String save(LabelPath path, ModelContentWO content) {
        content.addInt(EMBEDDING_SIZE, path.embeddingSize());
        content.addInt(HIDDEN_UNITS, path.hiddenUnits());
        content.addBoolean(ORDER_FREE, path.isOrderFree());
        return LABEL_PATH;
    }

    private static String save(Values values, ModelContentWO content) {
        ValuesContent.save(values, content);
        return VALUES;
    }

    static HeadKind load(SpecFields fields) throws InvalidSettingsException {
        var kind = fields.text(KIND);
        try {
            return switch (kind) {
                case CLASSES -> HeadKind.CLASSES;
                case INDEPENDENT_LABELS -> HeadKind.INDEPENDENT_LABELS;
                case LABEL_PATH -> new HeadKind(new LabelPath(
                        1,
                        fields.integer(EMBEDDING_SIZE),
                        fields.integer(HIDDEN_UNITS),
                        fields.truth(ORDER_FREE) ? List.of() : List.of(0)));
                case STEP_CLASSES -> HeadKind.STEP_CLASSES;
                case VALUES -> ValuesContent.load(fields);
                default -> throw SpecFields.unknown("head", kind);
            };
        } catch (SeqNetException e) {
            throw new InvalidSettingsException("The network's head is damaged: " + e.getMessage(), e);
        }
    }
}
