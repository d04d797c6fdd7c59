package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_data_type_undef;
import static org.bytedeco.dnnl.global.dnnl.dnnl_matmul_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_append_sum;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_post_ops_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_post_ops;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_attr_set_scratchpad_mode;
import static org.bytedeco.dnnl.global.dnnl.dnnl_reorder_primitive_desc_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_scratchpad_mode_user;

import java.util.function.Consumer;
import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_post_ops;
import org.bytedeco.dnnl.dnnl_primitive_attr;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** oneDNN's descriptions of primitives, which whoever asks for them destroys. */
final class Descriptions {
    private Descriptions() {}

    /** Returns that of c = a times b, plus c if it {@code adds}. */
    static dnnl_primitive_desc product(Matrix a, Matrix b, Matrix c, boolean adds) {
        var product = new dnnl_primitive_desc();
        withAttributes(attributes -> {
            if (adds) {
                addTo(attributes);
            }
            Library.check(dnnl_matmul_primitive_desc_create(
                    product,
                    Library.PROCESSOR,
                    a.description(),
                    b.description(),
                    (dnnl_memory_desc) null,
                    c.description(),
                    attributes));
        });
        return product;
    }

    private static void addTo(dnnl_primitive_attr attributes) {
        var after = new dnnl_post_ops();
        Library.check(dnnl_post_ops_create(after));
        Library.check(dnnl_post_ops_append_sum(after, 1f, 0, dnnl_data_type_undef));
        Library.check(dnnl_primitive_attr_set_post_ops(attributes, after));
        Library.check(dnnl_post_ops_destroy(after));
    }

    /** Returns that of a copy in another layout or type. */
    static dnnl_primitive_desc copy(Matrix from, Matrix to) {
        var copy = new dnnl_primitive_desc();
        withAttributes(attributes -> Library.check(dnnl_reorder_primitive_desc_create(
                copy, from.description(), Library.PROCESSOR, to.description(), Library.PROCESSOR, attributes)));
        return copy;
    }

    /** Threads that share a primitive bring the memory that it works in: oneDNN's own would be one thread's. */
    private static void withAttributes(Consumer<dnnl_primitive_attr> use) {
        var attributes = new dnnl_primitive_attr();
        Library.check(dnnl_primitive_attr_create(attributes));
        try {
            Library.check(dnnl_primitive_attr_set_scratchpad_mode(attributes, dnnl_scratchpad_mode_user));
            use.accept(attributes);
        } finally {
            dnnl_primitive_attr_destroy(attributes);
        }
    }
}
