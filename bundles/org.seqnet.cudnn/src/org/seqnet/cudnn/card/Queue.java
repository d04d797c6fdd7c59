package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.lang.ref.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.seqnet.cudnn.binding.Cublas;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.binding.Driver;

/**
 * One user's work on a card, done in the order in which it is queued, and all that the user has there. What is queued
 * may not have been done when a method returns; {@link #synchronize} waits for it. Closing frees everything, also after
 * a failure.
 *
 * <p>Used by one thread at a time; another thread calls {@link #enter} first.
 */
public final class Queue implements AutoCloseable {
    /** What NVIDIA recommends for cuBLAS on Hopper; in a CUDA graph it must not take memory by itself. */
    private static final long CUBLAS_WORKSPACE = 32L << 20;

    private static final int MOST_ARGUMENTS = 32;
    private static final int NON_BLOCKING = 1;

    private final Card card;
    private final Kernels kernels;
    /** What to undo, the last first. */
    private final Deque<Runnable> undoing = new ArrayDeque<>();

    private final long stream;
    private final long cublas;
    private final long cudnn;
    private final Memory arguments = new Memory(MOST_ARGUMENTS * 8L);
    private final Memory addresses = new Memory(MOST_ARGUMENTS * 8L);
    private final Memory one = new Memory(4);
    private final Memory zero = new Memory(4);
    private long moves;

    Queue(Card card, Kernels kernels) {
        this.card = card;
        this.kernels = kernels;
        one.setFloat(0, 1);
        zero.setFloat(0, 0);
        for (int i = 0; i < MOST_ARGUMENTS; i++) {
            addresses.setLong(i * 8L, Pointer.nativeValue(arguments) + i * 8L);
        }
        try {
            this.stream = made(handle -> Driver.cuStreamCreate(handle, NON_BLOCKING), "cuStreamCreate");
            undoing.push(() -> Driver.cuStreamDestroy_v2(stream));
            // before cuBLAS takes memory, which says no more than that it got none
            var workspace = allocate(CUBLAS_WORKSPACE);
            this.cublas = made(Cublas::cublasCreate_v2, "cublasCreate");
            undoing.push(() -> Cublas.cublasDestroy_v2(cublas));
            require(Cublas.cublasSetStream_v2(cublas, stream), "cublasSetStream");
            int mode = card.isExact() ? Cublas.DEFAULT_MATH : Cublas.TF32_TENSOR_OP_MATH;
            require(Cublas.cublasSetMathMode(cublas, mode), "cublasSetMathMode");
            require(Cublas.cublasSetWorkspace_v2(cublas, workspace.address(), CUBLAS_WORKSPACE), "cublasSetWorkspace");
            this.cudnn = made(Cudnn::cudnnCreate, "cudnnCreate");
            undoing.push(() -> Cudnn.cudnnDestroy(cudnn));
            require(Cudnn.cudnnSetStream(cudnn, stream), "cudnnSetStream");
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    /** A function that makes something and writes its handle. */
    @FunctionalInterface
    public interface Maker {
        int make(long[] handle);
    }

    private static long made(Maker maker, String call) {
        var handle = new long[1];
        require(maker.make(handle), call);
        return handle[0];
    }

    /** A function that destroys something. */
    @FunctionalInterface
    public interface Destroyer {
        int destroy(long handle);
    }

    /** Makes something that lasts as long as this queue, such as a descriptor of cuDNN, and returns its handle. */
    public long keep(Maker maker, Destroyer destroyer, String call) {
        long handle = made(maker, call);
        undoing.push(() -> destroyer.destroy(handle));
        return handle;
    }

    /** Makes the card the one that this thread's calls mean. */
    public void enter() {
        card.enter();
    }

    /** Returns the card. */
    public Card card() {
        return card;
    }

    /** Returns the stream's handle. */
    public long stream() {
        return stream;
    }

    /** Returns the handle of cuDNN. */
    public long cudnn() {
        return cudnn;
    }

    /** Returns the address of a 1 on the host, such as cuDNN's alpha. */
    public long one() {
        return Pointer.nativeValue(one);
    }

    /** Returns the address of a 0 on the host, such as cuDNN's beta. */
    public long zero() {
        return Pointer.nativeValue(zero);
    }

    /**
     * Returns memory of the card that belongs to this queue.
     *
     * @throws CardException if there is too little
     */
    public DeviceMemory allocate(long bytes) {
        var memory = DeviceMemory.allocate(card, Math.max(bytes, 1));
        undoing.push(memory::free);
        return memory;
    }

    /** Returns a room that grows. */
    public Room room() {
        var room = new Room(this);
        undoing.push(room::free);
        return room;
    }

    /** Returns memory of the host that belongs to this queue, which the card reads and writes directly. */
    public PinnedMemory pinned(long bytes) {
        var memory = PinnedMemory.allocate(Math.max(bytes, 1));
        undoing.push(memory::free);
        return memory;
    }

    /** Returns a room of such memory that grows. */
    public PinnedRoom pinnedRoom() {
        var room = new PinnedRoom(this);
        undoing.push(room::free);
        return room;
    }

    /** Returns a mark that can be set in this queue. */
    public Mark mark() {
        return new Mark(this);
    }

    /** Returns what uploads and downloads arrays in pieces of so many bytes. */
    public Staging staging(int bytes) {
        return new Staging(this, bytes);
    }

    /** Counts that memory which work was queued with is no longer where it was. */
    void countMove() {
        moves++;
    }

    /** Returns how often memory of a room has moved. */
    long moves() {
        return moves;
    }

    /**
     * Records work that only queues, and queues nothing itself, to be done by one call as often as wanted; empty if the
     * card cannot record it.
     */
    public Optional<Recording> record(Runnable work) {
        return Recording.of(this, work);
    }

    /** Queues a copy of pinned memory to the card. */
    public void upload(PinnedMemory source, long sourceOffset, long target, long bytes) {
        if (bytes > 0) {
            require(
                    Driver.cuMemcpyHtoDAsync_v2(target, source.address(sourceOffset, bytes), bytes, stream),
                    "cuMemcpyHtoDAsync");
        }
    }

    /** Queues a copy from the card to pinned memory. */
    public void download(long source, PinnedMemory target, long targetOffset, long bytes) {
        if (bytes > 0) {
            require(
                    Driver.cuMemcpyDtoHAsync_v2(target.address(targetOffset, bytes), source, bytes, stream),
                    "cuMemcpyDtoHAsync");
        }
    }

    /** Queues a copy within the card. */
    public void copy(long source, long target, long bytes) {
        if (bytes > 0) {
            require(Driver.cuMemcpyDtoDAsync_v2(target, source, bytes, stream), "cuMemcpyDtoDAsync");
        }
    }

    /** Queues zeros. */
    public void clear(long target, long floats) {
        fill(target, floats, 0);
    }

    /** Queues the same number for so many floats. */
    public void fill(long target, long floats, float value) {
        if (floats > 0) {
            require(
                    Driver.cuMemsetD32Async(target, Float.floatToRawIntBits(value), floats, stream),
                    "cuMemsetD32Async");
        }
    }

    /**
     * Queues a kernel.
     *
     * @param blocks how many blocks of threads
     * @param threads the threads of a block
     * @param values what its parameters get, in order, each of the type that the kernel declares: a Long is an address
     *     or a 64-bit integer
     */
    public void launch(String kernel, long blocks, int threads, Object... values) {
        if (blocks == 0) {
            return;
        }
        long function = kernels.function(kernel, values);
        for (int i = 0; i < values.length; i++) {
            long at = i * 8L;
            if (values[i] instanceof Long value) {
                arguments.setLong(at, value);
            } else if (values[i] instanceof Integer value) {
                arguments.setInt(at, value);
            } else if (values[i] instanceof Float value) {
                arguments.setFloat(at, value);
            } else if (values[i] instanceof Double value) {
                arguments.setDouble(at, value);
            }
        }
        require(
                Driver.cuLaunchKernel(
                        function,
                        Math.toIntExact(blocks),
                        1,
                        1,
                        threads,
                        1,
                        1,
                        0,
                        stream,
                        Pointer.nativeValue(addresses),
                        0),
                kernel);
    }

    /** Queues a kernel of one thread for each of {@code count} elements, in blocks of 256. */
    public void launchFor(String kernel, long count, Object... values) {
        launch(kernel, (count + 255) / 256, 256, values);
    }

    /**
     * Queues C = op(A) op(B), or adds it to C; all matrices are row-major: C is m x n, op(A) m x k, op(B) k x n.
     *
     * @param transposesA whether A is stored as k x m
     * @param transposesB whether B is stored as n x k
     * @param adds whether it is added to C
     */
    public void multiply(
            boolean transposesA, boolean transposesB, int m, int n, int k, long a, long b, long c, boolean adds) {
        // Row-major C = A B is column-major C' = B' A'.
        require(
                Cublas.cublasSgemm_v2(
                        cublas,
                        transposesB ? Cublas.OP_T : Cublas.OP_N,
                        transposesA ? Cublas.OP_T : Cublas.OP_N,
                        n,
                        m,
                        k,
                        one(),
                        b,
                        transposesB ? k : n,
                        a,
                        transposesA ? m : k,
                        adds ? one() : zero(),
                        c,
                        n),
                "cublasSgemm");
    }

    /** Waits until all that was queued has been done. */
    public void synchronize() {
        require(Driver.cuStreamSynchronize(stream), "cuStreamSynchronize");
    }

    /** Frees everything that belongs to this queue; nothing that fails on the way keeps the rest, and twice is once. */
    @Override
    public void close() {
        if (undoing.isEmpty()) {
            return;
        }
        enterQuietly();
        if (stream != 0) {
            Driver.cuStreamSynchronize(stream);
        }
        while (!undoing.isEmpty()) {
            undoing.pop().run();
        }
        // Until here nothing has freed the numbers whose addresses were given away.
        Reference.reachabilityFence(this);
    }

    private void enterQuietly() {
        try {
            card.enter();
        } catch (CardException e) {
            // A context that is broken frees nothing any more, and the process goes on.
        }
    }
}
