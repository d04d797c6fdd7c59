package org.seqnet.exchange.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.MalformedException;
import org.seqnet.exchange.FileContent;
import org.seqnet.exchange.ForeignNetwork;
import org.seqnet.exchange.OnnxFile;
import org.seqnet.exchange.PyTorchFiles;

/**
 * Damaged files of ONNX become networks or are refused in a sentence, within bounded memory. Some here;
 * {@code benchmarks/fuzz --target onnx} runs the same with many, by system properties.
 */
class FuzzTest {
    private static final int SOME = 2000;
    /** What one file may allocate whatever its size; of these files, the largest has 19 KB. */
    private static final long MOST_BYTES = 4L << 20;
    /** What it may allocate for each of its bytes. */
    private static final long MOST_FOR_A_BYTE = 64;

    private static final int LONGEST_MESSAGE = 1000;
    private static final List<String> LEAKS = List.of("java.", "Exception", "org.seqnet", "com.google", ": null", "\n");

    private final Map<String, Long> outcomes = new TreeMap<>();
    private long most;

    @Test
    void damaged_files_of_onnx_are_read_or_refused_in_a_sentence() throws Exception {
        assumeTrue(property("target", "onnx").equals("onnx"), "another target was asked for");
        var corpus = PyTorchFiles.onnx();
        // Loading classes allocates, too.
        for (var file : corpus) {
            tryOne(file, Long.MAX_VALUE);
        }
        outcomes.clear();
        most = 0;
        long first = Long.parseLong(property("seed.onnx", property("seed", "1")));
        long count = Long.parseLong(property("runs", Integer.toString(SOME)));
        long end = property("minutes", "").isEmpty()
                ? Long.MAX_VALUE
                : System.nanoTime() + (long) (60e9 * Double.parseDouble(property("minutes", "")));
        long seed = first;
        while (end == Long.MAX_VALUE ? seed < first + count : System.nanoTime() < end) {
            var mutator = new OnnxMutator(seed);
            try {
                var file = mutator.damaged(mutator.oneOf(corpus));
                tryOne(file, MOST_BYTES + MOST_FOR_A_BYTE * file.length);
            } catch (Exception | AssertionError | OutOfMemoryError | StackOverflowError e) {
                throw new AssertionError(
                        "seed " + seed + ": " + e + "\nTo see it again: benchmarks/fuzz --target onnx --seed " + seed
                                + " --runs 1",
                        e);
            }
            seed++;
        }
        assertThat(outcomes.getOrDefault("read", 0L) + outcomes.get("refused")).isEqualTo(seed - first);
        report(String.format(
                Locale.ROOT,
                "onnx: seeds %d to %d, %s, at most %,d bytes allocated; next seed %d%n",
                first,
                seed - 1,
                outcomes,
                most,
                seed));
    }

    private void tryOne(byte[] file, long mostBytes) throws Exception {
        long before = allocatedBytes();
        try {
            if (OnnxFile.read(ByteBuffer.wrap(file), "net.onnx") instanceof FileContent.Foreign foreign) {
                use(foreign.network());
            }
            outcomes.merge("read", 1L, Long::sum);
        } catch (MalformedException e) {
            outcomes.merge("refused", 1L, Long::sum);
            requireSentence(e.getMessage());
        }
        long bytes = allocatedBytes() - before;
        most = Math.max(most, bytes);
        assertThat(bytes).as("bytes allocated").isLessThan(mostBytes);
    }

    /** Whatever is read is a whole network. */
    private static void use(ForeignNetwork network) {
        assertThat(PyTorchFiles.completed(network).parameterCount()).isEqualTo(network.parameters().length);
    }

    private static void requireSentence(String message) {
        assertThat(message).startsWith("net.onnx").endsWith(".").hasSizeLessThan(LONGEST_MESSAGE);
        assertThat(message.chars().noneMatch(Character::isISOControl))
                .as(message)
                .isTrue();
        assertThat(LEAKS.stream().noneMatch(message::contains)).as(message).isTrue();
    }

    private static void report(String line) throws Exception {
        var file = property("results", "");
        if (!file.isEmpty()) {
            Files.writeString(Path.of(file), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String property(String name, String otherwise) {
        return System.getProperty("seqnet.fuzz." + name, otherwise);
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
