package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_DST;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SCRATCHPAD;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_SRC;
import static org.bytedeco.dnnl.global.dnnl.DNNL_ARG_WEIGHTS;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_desc_get_size;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_desc_query_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_dst_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_scratchpad_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_src_md;
import static org.bytedeco.dnnl.global.dnnl.dnnl_query_weights_md;

import org.bytedeco.dnnl.dnnl_memory_desc;
import org.bytedeco.dnnl.dnnl_primitive;
import org.bytedeco.dnnl.dnnl_primitive_desc;

/** A primitive of oneDNN; any number of threads may run it at once. It is freed once nothing refers to it. */
final class Operation {
    private final dnnl_primitive_desc description;
    private final dnnl_primitive primitive = new dnnl_primitive();
    private final int[] arguments;

    /** @param arguments oneDNN's numbers of its arguments, in the order in which a call gives their addresses */
    Operation(dnnl_primitive_desc description, int... arguments) {
        this.description = description;
        this.arguments = arguments;
        try {
            Library.check(dnnl_primitive_create(primitive, description));
        } catch (RuntimeException | Error e) {
            dnnl_primitive_desc_destroy(description);
            throw e;
        }
        Library.CLEANER.register(this, free(description, primitive));
    }

    /** It must not refer to the object that it frees the parts of. */
    private static Runnable free(dnnl_primitive_desc description, dnnl_primitive primitive) {
        return () -> {
            dnnl_primitive_destroy(primitive);
            dnnl_primitive_desc_destroy(description);
        };
    }

    dnnl_primitive primitive() {
        return primitive;
    }

    int arguments() {
        return arguments.length;
    }

    /** Returns oneDNN's number of an argument; the one after the last is the memory that it works in. */
    int number(int argument) {
        return argument == arguments.length ? DNNL_ARG_SCRATCHPAD : arguments[argument];
    }

    /** Returns how an argument lies in memory, for as long as this exists. */
    dnnl_memory_desc matrix(int argument) {
        return dnnl_primitive_desc_query_md(
                description,
                switch (number(argument)) {
                    case DNNL_ARG_SRC -> dnnl_query_src_md;
                    case DNNL_ARG_WEIGHTS -> dnnl_query_weights_md;
                    case DNNL_ARG_DST -> dnnl_query_dst_md;
                    default -> dnnl_query_scratchpad_md;
                },
                0);
    }

    /** Returns how many bytes an argument takes. */
    long size(int argument) {
        return dnnl_memory_desc_get_size(matrix(argument));
    }
}
