package org.knime.core.ui.embedded.results;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Pages, and text in its two places in them. */
final class Html {
    private Html() {}

    /** Writes a page, with a question mark in the place of half a surrogate pair, at which a file writer would fail. */
    static void write(String page, Path file) throws IOException {
        Files.write(file, page.getBytes(StandardCharsets.UTF_8));
    }

    /** Returns text as it is shown, in an element or in a quoted attribute. */
    static String text(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /** Returns text as a literal in a script, in which nothing can end that script. */
    static String literal(String text) {
        var literal = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> literal.append('\\').append(c);
                case '\n' -> literal.append("\\n");
                case '<', '>', '&', '\u2028', '\u2029' -> escape(c, literal);
                default -> {
                    if (c < ' ' || Character.isSurrogate(c)) {
                        escape(c, literal);
                    } else {
                        literal.append(c);
                    }
                }
            }
        }
        return literal.append('"').toString();
    }

    private static void escape(char c, StringBuilder literal) {
        literal.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
    }
}
