package org.seqnet.knime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StreamTokenizer;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArgumentFileTest {
    private static final List<String> HARD = List.of(
            "--data",
            "a b",
            "",
            "\"quoted\"",
            "it's",
            "C:\\data\\new",
            "line\nbreak\r\n\ttab",
            "# no comment",
            "@@x",
            "ünïcödé 日本 \uD83D\uDE00",
            "$HOME `ls` ; rm -rf * && %PATH%");

    @TempDir
    Path folder;

    @Test
    void what_picocli_reads_is_what_was_written() throws IOException {
        assertThat(read(ArgumentFile.content(HARD))).containsExactlyElementsOf(doubled(HARD));
    }

    @Test
    void one_argument_stands_for_the_file() throws IOException {
        var file = folder.resolve("arguments");

        assertThat(ArgumentFile.write(List.of("--label", "ü"), file)).isEqualTo("@" + file);
        assertThat(file).hasContent("\"--label\"\n\"ü\"\n");
        assertThat(Files.readString(file)).endsWith("\n");
    }

    /** What begins with @ has another one, which picocli takes for a sign that it is not the name of a file. */
    private static List<String> doubled(List<String> arguments) {
        return arguments.stream()
                .map(argument -> argument.startsWith("@") ? "@" + argument : argument)
                .toList();
    }

    /** Reads arguments as picocli does by default: with Java's tokenizer in this state. */
    private static List<String> read(String content) throws IOException {
        var tokens = new StreamTokenizer(new StringReader(content));
        tokens.resetSyntax();
        tokens.wordChars(' ', 255);
        tokens.whitespaceChars(0, ' ');
        tokens.quoteChar('"');
        tokens.quoteChar('\'');
        tokens.commentChar('#');
        var arguments = new ArrayList<String>();
        while (tokens.nextToken() != StreamTokenizer.TT_EOF) {
            arguments.add(tokens.sval);
        }
        return arguments;
    }
}
