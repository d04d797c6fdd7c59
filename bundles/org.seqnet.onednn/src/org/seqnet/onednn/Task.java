package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;

/** What a primitive of oneDNN computes; equal tasks are one primitive. */
sealed interface Task {

    /** Makes the primitive. */
    Operation operation();

    /**
     * A product of matrices: c (m x n, floats) = a (m x k, bfloat16, row-major) times b (k x n, packed), and c as it
     * was if it {@code adds}.
     */
    record Product(int m, int n, int k, int strideA, int strideC, boolean adds) implements Task {
        @Override
        public Operation operation() {
            try (var a = new Matrix(dnnl_bf16, m, k, strideA, 1);
                    var b = Matrix.packed(k, n);
                    var c = new Matrix(dnnl_f32, m, n, strideC, 1)) {
                return new Operation(Descriptions.product(a, b, c, adds), DNNL_ARG_SRC, DNNL_ARG_WEIGHTS, DNNL_ARG_DST);
            }
        }
    }

    /** Lays out a row-major matrix (k x n) as products read it on their right. */
    record Packing(int type, int k, int n, int stride) implements Task {
        @Override
        public Operation operation() {
            try (var from = new Matrix(type, k, n, stride, 1);
                    var to = Matrix.packed(k, n)) {
                return new Operation(Descriptions.copy(from, to), DNNL_ARG_SRC, DNNL_ARG_DST);
            }
        }
    }

    /** Rounds floats (rows x columns, as far apart as said) to a row-major matrix of bfloat16, to the nearest even. */
    record Rounding(int rows, int columns, int rowStride, int columnStride, int toStride) implements Task {
        @Override
        public Operation operation() {
            try (var from = new Matrix(dnnl_f32, rows, columns, rowStride, columnStride);
                    var to = new Matrix(dnnl_bf16, rows, columns, toStride, 1)) {
                return new Operation(Descriptions.copy(from, to), DNNL_ARG_SRC, DNNL_ARG_DST);
            }
        }
    }
}
