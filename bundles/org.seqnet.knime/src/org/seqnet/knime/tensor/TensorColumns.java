package org.seqnet.knime.tensor;

import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;

/** Offers the columns of the first table that hold tensors. */
public class TensorColumns extends CompatibleColumnsProvider {
    /** Creates the choices of the first table. */
    public TensorColumns() {
        super(TensorValue.class);
    }
}
