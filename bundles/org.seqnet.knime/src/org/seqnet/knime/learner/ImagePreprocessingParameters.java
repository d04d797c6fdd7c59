package org.seqnet.knime.learner;

import org.knime.node.parameters.migration.LoadDefaultsForAbsentFields;

/** What a network does with images before its first layer. */
@LoadDefaultsForAbsentFields
public final class ImagePreprocessingParameters extends PreprocessingParameters {}
