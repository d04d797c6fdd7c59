package org.seqnet.knime.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Words in a drawing, which breaks no lines by itself and does not know which fonts will be there. */
final class Text {
    static final String FONTS = "Roboto Condensed, Arial Narrow, Helvetica, Arial, sans-serif";
    /** How wide a letter of 12 pixels is at most, on average. */
    static final double NORMAL = 5.9;

    static final double BOLD = 7.6;

    private Text() {}

    /** Returns the lines of a text in which no line is wider than allowed unless a single word is. */
    static List<String> wrap(String text, double width, double letter) {
        var lines = new ArrayList<String>();
        for (var paragraph : text.split("\n", -1)) {
            var line = new StringBuilder();
            for (var word : paragraph.split(" ")) {
                if (!line.isEmpty() && (line.length() + 1 + word.length()) * letter > width) {
                    lines.add(line.toString());
                    line.setLength(0);
                }
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
            lines.add(line.toString());
        }
        return lines;
    }

    static String centred(String line, double x, double y, int size, String weight) {
        return element(line, x, y, size, " text-anchor=\"middle\" font-weight=\"" + weight + "\"");
    }

    static String from(String line, double x, double y, int size) {
        return element(line, x, y, size, "");
    }

    private static String element(String line, double x, double y, int size, String more) {
        return String.format(
                Locale.ROOT,
                "<text x=\"%.1f\" y=\"%.1f\" font-size=\"%d\"%s>%s</text>\n",
                x,
                y,
                size,
                more,
                escaped(line));
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    }
}
