package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivyLogTest {
    private final LivyLog log = new LivyLog();

    private List<String> fresh(String... latest) {
        var lines = new ArrayList<String>();
        log.add(List.of(latest), lines::add);
        return lines;
    }

    @Test
    void each_line_is_new_once_in_its_part() {
        assertThat(fresh("stdout: ", "a", "\nstderr: ", "x")).containsExactly("a", "x");
        assertThat(fresh("stdout: ", "a", "b", "\nstderr: ", "x", "y", "\nYARN Diagnostics: "))
                .containsExactly("b", "y");
        assertThat(fresh("stdout: ", "a", "b", "\nstderr: ", "x", "y")).isEmpty();
    }

    @Test
    void lines_that_livy_has_dropped_are_no_loss() {
        assertThat(fresh("stdout: ", "a", "b", "c")).containsExactly("a", "b", "c");
        assertThat(fresh("stdout: ", "b", "c", "d")).containsExactly("d");
        assertThat(fresh("stdout: ", "x", "y", "z")).containsExactly("x", "y", "z");
    }

    @Test
    void equal_lines_are_new_if_there_are_more_of_them() {
        assertThat(fresh("a", "a")).containsExactly("a", "a");
        assertThat(fresh("a", "a", "a")).containsExactly("a");
    }
}
