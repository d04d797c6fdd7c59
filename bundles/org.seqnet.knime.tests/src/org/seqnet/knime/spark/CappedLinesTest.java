package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CappedLinesTest {
    private static List<String> lines(String text) throws IOException {
        var lines = new CappedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        var all = new ArrayList<String>();
        for (var line = lines.next(); line.isPresent(); line = lines.next()) {
            all.add(line.get());
        }
        return all;
    }

    @Test
    void lines_end_as_on_any_system() throws IOException {
        assertThat(lines("a\nb\r\n\nü")).containsExactly("a", "b", "", "ü");
        assertThat(lines("")).isEmpty();
    }

    @Test
    void of_a_line_without_end_the_beginning_is_kept() throws IOException {
        assertThat(lines("x".repeat(1_000_000) + "\nnext")).containsExactly("x".repeat(CappedLines.MOST_BYTES), "next");
    }
}
