package org.seqnet.engine.idx;

import org.seqnet.engine.tensor.Tensor;

/** One item of an IDX file with its label. */
public record LabelledTensor(Tensor tensor, int label) {}
