package org.seqnet.knime.fuzz;

import java.lang.management.ManagementFactory;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * Reads one damaged input for each seed, and fails at the first that is neither refused as promised nor a sound value,
 * takes long, or takes memory that its size does not account for.
 */
final class Fuzzer {
    /** What one input may allocate whatever its size. */
    private static final long MOST_BYTES = 48L << 20;
    /** What it may allocate for each of its bytes; deflate may unpack to a thousandfold. */
    private static final long MOST_FOR_A_BYTE = 4096;
    /** What one input may take; a thousand of them take a second. */
    private static final int MOST_SECONDS = 30;

    private static final int LONGEST_MESSAGE = 1000;
    private static final List<String> LEAKS = List.of("java.", "Exception", "org.seqnet", "org.knime", ": null", "\n");

    private final Target target;
    private final List<byte[]> corpus;
    private final Map<String, Long> outcomes = new TreeMap<>();
    private volatile long seed;

    Fuzzer(Target target) throws Exception {
        this.target = target;
        this.corpus = target.corpus();
        for (var valid : corpus) {
            target.read(valid);
        }
    }

    /** How long to go on. */
    interface Bound {
        boolean allows(long runs);
    }

    /**
     * Tries seeds one after another.
     *
     * @return the first seed that was not tried
     * @throws AssertionError at the first failure; it names the seed
     */
    long run(long firstSeed, Bound bound) throws InterruptedException {
        seed = firstSeed;
        var task = new FutureTask<Void>(() -> {
            for (; bound.allows(seed - firstSeed); seed++) {
                tryOne();
            }
            return null;
        });
        var thread = new Thread(task, "fuzzer");
        thread.setDaemon(true);
        thread.start();
        try {
            for (long last = Long.MIN_VALUE; ; last = seed) {
                try {
                    task.get(MOST_SECONDS, TimeUnit.SECONDS);
                    return seed;
                } catch (TimeoutException e) {
                    if (last == seed) {
                        throw failure("it takes more than " + MOST_SECONDS + " seconds", null);
                    }
                }
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof AssertionError told
                    ? told
                    : failure(e.getCause().toString(), e.getCause());
        }
    }

    /** Returns how many inputs were read, and how many were refused with which kind of message. */
    Map<String, Long> outcomes() {
        return outcomes;
    }

    private void tryOne() throws Exception {
        var mutator = new Mutator(seed);
        var input = target.damaged(mutator.oneOf(corpus), mutator);
        long allocated = allocatedBytes();
        try {
            target.read(input);
            count("read");
        } catch (AssertionError e) {
            throw failure("its value is wrong: " + e.getMessage(), e);
        } catch (Exception e) {
            if (!target.promises(e)) {
                throw failure("it ends in " + e, e);
            }
            requireSentence(e);
            count("refused");
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw failure("it ends in " + e, e);
        }
        long bytes = allocatedBytes() - allocated;
        if (bytes > MOST_BYTES + MOST_FOR_A_BYTE * input.length) {
            throw failure(String.format(Locale.ROOT, "%,d bytes take %,d of memory", input.length, bytes), null);
        }
    }

    private void count(String outcome) {
        outcomes.merge(outcome, 1L, Long::sum);
    }

    private void requireSentence(Exception refusal) {
        var message = refusal.getMessage();
        if (message == null
                || message.length() > LONGEST_MESSAGE
                || !message.endsWith(".")
                || message.chars().anyMatch(Character::isISOControl)
                || LEAKS.stream().anyMatch(message::contains)) {
            throw failure("its message is no sentence for a user: " + message, refusal);
        }
    }

    private AssertionError failure(String what, Throwable cause) {
        var shown = what.length() > 2 * LONGEST_MESSAGE ? what.substring(0, 2 * LONGEST_MESSAGE) + " ..." : what;
        return new AssertionError(
                "seed " + seed + ": " + shown + "\nTo see it again: benchmarks/fuzz --target " + name() + " --seed "
                        + seed + " --runs 1\nIts input: " + hex(),
                cause);
    }

    private String name() {
        return target.getClass().getSimpleName().replace("Target", "").toLowerCase(Locale.ROOT);
    }

    private String hex() {
        try {
            var mutator = new Mutator(seed);
            var input = target.damaged(mutator.oneOf(corpus), mutator);
            return input.length > LONGEST_MESSAGE
                    ? input.length + " bytes"
                    : HexFormat.of().formatHex(input);
        } catch (Exception e) {
            return e.toString();
        }
    }

    /** Returns what this thread has allocated so far; by name, since the class that tells belongs to no standard. */
    private static long allocatedBytes() throws JMException {
        return (long) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                        "getThreadAllocatedBytes",
                        new Object[] {Thread.currentThread().getId()},
                        new String[] {"long"});
    }
}
