package org.seqnet.knime.learner;

import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;
import org.knime.node.parameters.persistence.Persistor;
import org.knime.node.parameters.updates.ValueReference;

/** What a network does with images before its first layer. */
@LoadDefaultsForAbsentFields
public final class ImagePreprocessingParameters extends PreprocessingParameters {
    @ValueReference(ReadKind.Current.class)
    @Persistor(ReadKind.Tensors.class)
    ReadKind reads = ReadKind.TENSORS;
}
