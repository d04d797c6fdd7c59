package org.seqnet.engine.kernel.product;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkersTest {

    @ParameterizedTest(name = "{0} threads")
    @ValueSource(ints = {1, 2, 3, 8})
    void every_task_runs_exactly_once(int threads) {
        try (Workers workers = new Workers(threads, MatrixProducts.fastest())) {
            for (int round = 0; round < 2000; round++) {
                int tasks = 1 + round % 7;
                AtomicIntegerArray runs = new AtomicIntegerArray(tasks);
                workers.run(tasks, runs::incrementAndGet);
                for (int i = 0; i < tasks; i++) {
                    assertThat(runs.get(i)).isEqualTo(1);
                }
            }
        }
    }

    @Test
    void a_failure_reaches_the_caller_and_the_next_job_runs() {
        try (Workers workers = new Workers(2, MatrixProducts.fastest())) {
            assertThatThrownBy(() -> workers.run(4, i -> {
                        throw new IllegalStateException("task failed");
                    }))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("task failed");
            AtomicIntegerArray runs = new AtomicIntegerArray(4);
            workers.run(4, runs::incrementAndGet);
            assertThat(runs.toString()).isEqualTo("[1, 1, 1, 1]");
        }
    }

    @Test
    void closing_ends_the_threads() throws InterruptedException {
        var before = helpers();
        Workers workers = new Workers(3, MatrixProducts.fastest());
        workers.run(3, i -> {});
        assertThat(helpers()).hasSizeGreaterThanOrEqualTo(2);
        workers.close();
        for (int wait = 0; wait < 500 && !before.containsAll(helpers()); wait++) {
            Thread.sleep(10);
        }
        assertThat(before).containsAll(helpers());
        assertThatThrownBy(() -> workers.run(2, i -> {}))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("These worker threads have been closed.");
    }

    @Test
    void zero_threads_stand_for_all_processors() {
        try (Workers workers = new Workers(0, MatrixProducts.fastest())) {
            assertThat(workers.threads()).isEqualTo(Runtime.getRuntime().availableProcessors());
        }
        assertThatThrownBy(() -> new Workers(-1, MatrixProducts.fastest()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The number of threads must be 0 (all processors) or more, not -1.");
    }

    private static Set<Thread> helpers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("seqnet-kernel-"))
                .collect(Collectors.toSet());
    }
}
