package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.seqnet.cudnn.binding.Driver;

/**
 * A graphics card that computes, for the rest of the process. Safe for many threads, each of which has queues of its
 * own.
 *
 * <p>The libraries must have been loaded.
 */
public final class Card {
    /** The one that a thread's calls mean; the driver knows it, too, but by another name. */
    private static final ThreadLocal<Card> OF_THREAD = new ThreadLocal<>();

    private final int device;
    private final long context;
    private final String name;
    private final boolean exact;
    private final Kernels kernels = new Kernels();
    private volatile Optional<Failure> failure = Optional.empty();

    /**
     * Starts a card.
     *
     * @param ordinal which one, from 0 on, as the driver counts them
     * @param exact whether products are computed in full single precision, or by tensor cores that round factors to 10
     *     bits after the point (TF32)
     * @throws CardException if it does not start
     */
    public Card(int ordinal, boolean exact) {
        this.exact = exact;
        require(Driver.cuInit(0), "cuInit");
        var found = new int[1];
        require(Driver.cuDeviceGet(found, ordinal), "cuDeviceGet");
        this.device = found[0];
        var text = new byte[256];
        require(Driver.cuDeviceGetName(text, text.length, device), "cuDeviceGetName");
        this.name = new String(text, StandardCharsets.UTF_8).split("\0", 2)[0].strip();
        var retained = new long[1];
        require(Driver.cuDevicePrimaryCtxRetain(retained, device), "cuDevicePrimaryCtxRetain");
        this.context = retained[0];
        try {
            enter();
        } catch (CardException e) {
            release();
            throw e;
        }
    }

    /** Returns its name, such as {@code NVIDIA H200}. */
    public String name() {
        return name;
    }

    /** Says whether products are computed in full single precision. */
    public boolean isExact() {
        return exact;
    }

    /** Makes it the one that this thread's calls mean; every thread does so before its first call. */
    public void enter() {
        OF_THREAD.set(this);
        require(Driver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
    }

    static Optional<Card> ofThread() {
        return Optional.ofNullable(OF_THREAD.get());
    }

    /** Remembers that it computes nothing any more in this process. */
    void breakDown(Failure first) {
        if (failure.isEmpty()) {
            failure = Optional.of(first);
        }
    }

    /**
     * Returns what failed, such as {@code cuGraphLaunch returned error 719}, if it computes nothing any more until the
     * process ends.
     */
    public Optional<String> failure() {
        return failure.map(Failure::toString);
    }

    /** Gives it back, with all that is on it; it must not be used any more. */
    public void release() {
        Driver.cuDevicePrimaryCtxRelease_v2(device);
    }

    /** Returns how many bytes of its memory nobody uses. */
    public long freeBytes() {
        enter();
        var free = new long[1];
        require(Driver.cuMemGetInfo_v2(free, new long[1]), "cuMemGetInfo");
        return free[0];
    }

    /** Returns a queue of work of one user. */
    public Queue queue() {
        enter();
        return new Queue(this, kernels);
    }
}
