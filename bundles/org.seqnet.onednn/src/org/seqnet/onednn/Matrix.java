package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_bf16;
import static org.bytedeco.dnnl.global.dnnl.dnnl_f32;
import static org.bytedeco.dnnl.global.dnnl.dnnl_format_tag_any;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_clone;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_strides;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_create_with_tag;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import org.bytedeco.dnnl.dnnl_memory_desc;

/** How a matrix lies in memory. */
final class Matrix implements AutoCloseable {
    /** Rows of the product whose favorite layout is that of all products with these weights. */
    private static final int TYPICAL_ROWS = 48;

    private final dnnl_memory_desc description = new dnnl_memory_desc();

    private Matrix() {}

    /** One whose values are so far apart. */
    Matrix(int type, int rows, int columns, int rowStride, int columnStride) {
        Library.check(dnnl_memory_desc_create_with_strides(
                description, 2, new long[] {rows, columns}, type, new long[] {rowStride, columnStride}));
    }

    /** Returns the layout that oneDNN favors for weights in bfloat16. */
    static Matrix packed(int k, int n) {
        try (var a = new Matrix(dnnl_bf16, TYPICAL_ROWS, k, k, 1);
                var any = new Matrix();
                var c = new Matrix(dnnl_f32, TYPICAL_ROWS, n, n, 1)) {
            Library.check(dnnl_memory_desc_create_with_tag(
                    any.description, 2, new long[] {k, n}, dnnl_bf16, dnnl_format_tag_any));
            var product = Descriptions.product(a, any, c, false);
            var packed = new Matrix();
            Library.check(dnnl_memory_desc_clone(
                    packed.description, dnnl_primitive_desc_query_md(product, dnnl_query_weights_md, 0)));
            Library.check(dnnl_primitive_desc_destroy(product));
            return packed;
        }
    }

    dnnl_memory_desc description() {
        return description;
    }

    @Override
    public void close() {
        dnnl_memory_desc_destroy(description);
    }
}
