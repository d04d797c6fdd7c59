package org.seqnet.engine.kernel.product;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Runs the tasks of a job on the calling thread and on daemon threads of its own. One job runs at a time; tasks are
 * handed out one by one, so a thread that the operating system slows down simply takes fewer of them. What a task
 * computes must not depend on who runs it.
 */
public final class Workers implements AutoCloseable {

    /*
     * A worker looks for the next job for this long before it sleeps, and the caller likewise for the last task. A
     * mini-batch takes three jobs or more, 10 to 200 us apart: waking a sleeping thread costs about 50 us. Longer
     * would burn time that other nodes of the workflow could use.
     */
    private static final long SPIN_NANOS = 30_000;

    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Worker[] helpers;
    private final MatrixProducts products;
    private volatile Job job;
    private volatile boolean closed;

    private static final class Job {
        final IntConsumer task;
        final int tasks;
        final AtomicInteger next = new AtomicInteger();
        final AtomicInteger left;
        final Thread caller = Thread.currentThread();
        volatile Throwable failure;

        Job(int tasks, IntConsumer task) {
            this.tasks = tasks;
            this.task = task;
            this.left = new AtomicInteger(tasks);
        }

        void work() {
            for (int i = next.getAndIncrement(); i < tasks; i = next.getAndIncrement()) {
                try {
                    task.accept(i);
                } catch (Throwable e) {
                    failure = e;
                } finally {
                    if (left.decrementAndGet() == 0 && Thread.currentThread() != caller) {
                        LockSupport.unpark(caller);
                    }
                }
            }
        }

        void await() {
            long start = System.nanoTime();
            while (left.get() > 0) {
                if (System.nanoTime() - start < SPIN_NANOS) {
                    Thread.onSpinWait();
                } else {
                    LockSupport.park(this);
                }
            }
        }
    }

    private final class Worker implements Runnable {
        private final Thread thread = new Thread(this, "seqnet-kernel-" + NUMBER.incrementAndGet());
        private volatile boolean asleep;

        @Override
        public void run() {
            products.prepareThread();
            Job done = null;
            while (!closed) {
                Job current = await(done);
                if (current != done) {
                    current.work();
                    done = current;
                }
            }
            products.releaseThread();
        }

        private Job await(Job done) {
            long start = System.nanoTime();
            while (job == done && System.nanoTime() - start < SPIN_NANOS) {
                Thread.onSpinWait();
            }
            if (job == done) {
                asleep = true;
                while (job == done && !closed) {
                    LockSupport.park(this);
                }
                asleep = false;
            }
            return job;
        }
    }

    /**
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     * @param products what their tasks multiply with
     */
    public Workers(int threads, MatrixProducts products) {
        if (threads < 0) {
            throw new IllegalArgumentException(
                    "The number of threads must be 0 (all processors) or more, not " + threads + ".");
        }
        this.products = products;
        int total = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        helpers = new Worker[total - 1];
        for (int i = 0; i < helpers.length; i++) {
            helpers[i] = new Worker();
            helpers[i].thread.setDaemon(true);
            helpers[i].thread.start();
        }
    }

    /** Returns how many threads compute, the calling one included. */
    public int threads() {
        return helpers.length + 1;
    }

    /**
     * Runs {@code task} with 0 .. tasks - 1 and returns when all have ended; if some fail, one failure is thrown on.
     */
    public void run(int tasks, IntConsumer task) {
        if (closed) {
            throw new IllegalStateException("These worker threads have been closed.");
        }
        products.prepareThread();
        if (tasks == 1 || helpers.length == 0) {
            for (int i = 0; i < tasks; i++) {
                task.accept(i);
            }
            return;
        }
        Job current = new Job(tasks, task);
        job = current;
        for (int i = 0; i < Math.min(helpers.length, tasks - 1); i++) {
            if (helpers[i].asleep) {
                LockSupport.unpark(helpers[i].thread);
            }
        }
        current.work();
        current.await();
        if (current.failure instanceof RuntimeException e) {
            throw e;
        }
        if (current.failure instanceof Error e) {
            throw e;
        }
    }

    /** Ends the threads; a job that runs is not disturbed. */
    @Override
    public void close() {
        closed = true;
        for (Worker helper : helpers) {
            LockSupport.unpark(helper.thread);
        }
    }
}
