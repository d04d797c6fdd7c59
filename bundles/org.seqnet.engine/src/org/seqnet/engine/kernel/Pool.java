package org.seqnet.engine.kernel;

import java.util.ArrayDeque;
import java.util.function.IntFunction;

/** What threads work with, handed from one to the next. */
final class Pool<T extends Pool.Pooled> implements AutoCloseable {
    private final ArrayDeque<T> idle = new ArrayDeque<>();
    private final IntFunction<T> maker;

    /** What is handed on: room for a number of sequences. */
    interface Pooled extends AutoCloseable {
        /** Returns the most sequences that it takes at once. */
        int capacity();

        @Override
        void close();
    }

    /** @param maker makes one of a capacity */
    Pool(IntFunction<T> maker) {
        this.maker = maker;
    }

    T take(int capacity) {
        synchronized (idle) {
            while (!idle.isEmpty()) {
                T one = idle.pop();
                if (one.capacity() >= capacity) {
                    return one;
                }
                one.close();
            }
        }
        return maker.apply(capacity);
    }

    void give(T one) {
        synchronized (idle) {
            idle.push(one);
        }
    }

    @Override
    public void close() {
        synchronized (idle) {
            idle.forEach(Pooled::close);
            idle.clear();
        }
    }
}
