package org.seqnet.engine.series;

import java.util.Optional;
import java.util.OptionalDouble;
import org.seqnet.engine.tensor.Tensor;

/**
 * One series of a file.
 *
 * @param sequence the values as floats, time steps x dimensions; NaN where one is missing
 * @param label the class, if the file states classes and this one is not missing
 * @param target the number, if the file states numbers and this one is not missing
 * @param hasMissing whether a value is missing
 */
public record SeriesCase(Tensor sequence, Optional<String> label, OptionalDouble target, boolean hasMissing) {}
