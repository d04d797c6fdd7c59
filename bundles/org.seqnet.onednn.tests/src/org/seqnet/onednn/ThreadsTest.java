package org.seqnet.onednn;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.kernel.product.NativeMemory;
import org.seqnet.engine.kernel.product.Workers;

/** Products on threads of the engine. */
class ThreadsTest extends MixedTest {
    private static final int TASKS = 12;
    private static final int ROWS = 50;
    private static final int K = 257;
    private static final int N = 128;

    private int[][] results(int threads) {
        var results = new int[TASKS][];
        try (var a = new Values(TASKS * ROWS, K, 15, 0).random(1);
                var b = new Values(K, N, 16, 0).random(2);
                var c = new Values(TASKS * ROWS, N, 16, 0);
                var gradients = new Values(TASKS * K, N, 16, 0);
                var weights = products.weights(K, N);
                var workers = new Workers(threads, products)) {
            weights.pack(b.cursor());
            var rows = IntStream.range(0, TASKS)
                    .mapToObj(task -> products.rows(ROWS, K))
                    .toList();
            for (int round = 0; round < 20; round++) {
                workers.run(TASKS, task -> {
                    var own = rows.get(task);
                    own.take(ROWS, a.cursor().row(task * ROWS));
                    weights.multiply(own, 0, 0f, c.cursor().row(task * ROWS));
                    products.multiplyTransposed(
                            K,
                            N,
                            ROWS,
                            a.cursor().row(task * ROWS),
                            c.cursor().row(task * ROWS),
                            0f,
                            gradients.cursor().row(task * K));
                });
            }
            for (int task = 0; task < TASKS; task++) {
                int[] own = c.bits(task * ROWS, ROWS);
                int[] gradient = gradients.bits(task * K, K);
                results[task] = Arrays.copyOf(own, own.length + gradient.length);
                System.arraycopy(gradient, 0, results[task], own.length, gradient.length);
            }
            NativeMemory.closeAll(rows.toArray(NativeMemory[]::new));
        }
        return results;
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void results_are_the_same_to_the_last_bit_with_any_number_of_threads(int threads) {
        assertThat(results(threads)).isDeepEqualTo(results(1));
    }

    /** Threads of OpenMP are the only ones that no Java thread stands for and that appear with a product. */
    @Test
    void openmp_starts_no_threads() throws IOException {
        results(2);
        var before = threads();

        try (var a = new Values(2000, 1025, 0, 0).random(1);
                var b = new Values(1025, 512, 0, 0).random(2);
                var c = new Values(2000, 512, 0, 0);
                var weights = products.weights(1025, 512);
                var rows = products.rows(2000, 1025)) {
            weights.pack(b.cursor());
            rows.take(2000, a.cursor());
            weights.multiply(rows, 0, 0f, c.cursor());
            products.multiply(2000, 512, 1025, a.cursor(), b.cursor(), 1f, c.cursor());
            products.multiplyTransposed(1025, 512, 2000, a.cursor(), c.cursor(), 0f, b.cursor());
        }

        assertThat(threads()).isSubsetOf(before);
    }

    /** Returns the numbers of this process's threads, but those of Java itself, such as its compilers. */
    private static List<String> threads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.filter(task -> !name(task).matches("(C1|C2|GC|G1|VM|Attach|Signal|Cleaner|Common|JavaCPP).*"))
                    .map(task -> task.getFileName() + " " + name(task))
                    .toList();
        }
    }

    private static String name(Path task) {
        try {
            return Files.readString(task.resolve("comm")).strip();
        } catch (IOException e) {
            return "VM thread that has ended";
        }
    }
}
