package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_destroy;
import static org.bytedeco.dnnl.global.dnnl.dnnl_memory_set_data_handle;
import static org.bytedeco.dnnl.global.dnnl.dnnl_primitive_execute;

import java.lang.ref.Cleaner.Cleanable;
import org.bytedeco.dnnl.dnnl_exec_arg_t;
import org.bytedeco.dnnl.dnnl_memory;
import org.bytedeco.dnnl.dnnl_stream;

/** An operation with its arguments, for one thread at a time. */
final class Call implements AutoCloseable {
    private final Operation operation;
    private final dnnl_memory[] memories;
    private final long[] places;
    private final dnnl_exec_arg_t arguments;
    private final Cleanable cleanable;
    private final long resultSize;
    private final long scratchSize;
    private final Address address = new Address();

    @SuppressWarnings("resource") // views of the arguments, which are closed
    Call(Operation operation) {
        this.operation = operation;
        int given = operation.arguments();
        resultSize = operation.size(given - 1);
        scratchSize = operation.size(given);
        int all = scratchSize > 0 ? given + 1 : given;
        memories = new dnnl_memory[all];
        places = new long[all];
        arguments = new dnnl_exec_arg_t(all);
        for (int i = 0; i < all; i++) {
            memories[i] = new dnnl_memory();
            Library.check(dnnl_memory_create(memories[i], operation.matrix(i), Library.PROCESSOR, null));
            arguments.position(i).arg(operation.number(i)).memory(memories[i]);
        }
        arguments.position(0);
        cleanable = Library.CLEANER.register(this, free(memories, arguments));
    }

    /** It must not refer to the object that it frees the parts of. */
    private static Runnable free(dnnl_memory[] memories, dnnl_exec_arg_t arguments) {
        return () -> {
            for (var memory : memories) {
                dnnl_memory_destroy(memory);
            }
            arguments.close();
        };
    }

    /** Returns how many bytes the result takes, the last of the arguments. */
    long resultSize() {
        return resultSize;
    }

    /** Copies from one address to another. */
    void run(dnnl_stream stream, NativeBytes scratch, long from, long to) {
        place(0, from);
        place(1, to);
        execute(stream, scratch);
    }

    /** Multiplies what is at two addresses; the product goes to the third. */
    void run(dnnl_stream stream, NativeBytes scratch, long a, long b, long c) {
        place(0, a);
        place(1, b);
        place(2, c);
        execute(stream, scratch);
    }

    private void execute(dnnl_stream stream, NativeBytes scratch) {
        if (scratchSize > 0) {
            place(memories.length - 1, scratch.address(scratchSize));
        }
        Library.check(dnnl_primitive_execute(operation.primitive(), stream, memories.length, arguments));
    }

    private void place(int argument, long at) {
        if (places[argument] != at) {
            Library.check(dnnl_memory_set_data_handle(memories[argument], address.at(at)));
            places[argument] = at;
        }
    }

    @Override
    public void close() {
        cleanable.clean();
    }
}
