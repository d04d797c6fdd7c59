package org.seqnet.engine.metrics;

import java.util.stream.IntStream;

/** A confusion matrix in columns of equal width; the first line names the axes. */
record MatrixText(ConfusionMatrix matrix) {

    @Override
    public String toString() {
        var classes = matrix.domain().size();
        var width = IntStream.range(0, classes)
                .flatMap(row -> IntStream.range(0, classes)
                        .map(column -> String.valueOf(matrix.count(row, column)).length()))
                .max()
                .orElse(1);
        var corner = "actual \\ predicted";
        var names = matrix.domain().names();
        var first = Math.max(corner.length(), longest(names));
        var others = 2 + Math.max(width, longest(names));
        var text = new StringBuilder(left(corner, first));
        names.forEach(name -> text.append(right(name, others)));
        for (var row = 0; row < classes; row++) {
            text.append('\n').append(left(names.get(row), first));
            for (var column = 0; column < classes; column++) {
                text.append(right(String.valueOf(matrix.count(row, column)), others));
            }
        }
        return text.toString();
    }

    private static int longest(Iterable<String> names) {
        var longest = 0;
        for (var name : names) {
            longest = Math.max(longest, name.length());
        }
        return longest;
    }

    private static String left(String text, int width) {
        return text + " ".repeat(width - text.length());
    }

    private static String right(String text, int width) {
        return " ".repeat(width - text.length()) + text;
    }
}
