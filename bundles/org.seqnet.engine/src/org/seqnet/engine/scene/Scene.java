package org.seqnet.engine.scene;

import java.util.List;
import org.seqnet.engine.tensor.Tensor;

/**
 * An image with several labels.
 *
 * @param image unsigned bytes, rows x columns
 * @param labels none twice, in the order of {@link Outfits#occurrences()}; may be empty
 */
public record Scene(Tensor image, List<String> labels) {}
