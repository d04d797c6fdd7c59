package org.seqnet.engine.kernel;

import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Mixed;

/** What the products of a network's encoder are computed in. Everything else is single precision. */
public enum Precision {
    /** Floats. */
    SINGLE {
        @Override
        MatrixProducts products() {
            return MatrixProducts.fastest();
        }
    },

    /** Operands are rounded to bfloat16 and products are summed in floats (Kalamkar et al., 2019, arXiv:1905.12322). */
    MIXED {
        @Override
        MatrixProducts products() {
            return Mixed.ofProcess()
                    .products()
                    .orElseThrow(() -> new IllegalStateException("This machine computes no mixed precision."));
        }
    };

    abstract MatrixProducts products();
}
