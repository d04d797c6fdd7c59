package org.seqnet.engine.series;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.seqnet.engine.MalformedException;

/**
 * The cases of a {@code .ts} file, one a line: dimensions separated by colons, each with its values separated by
 * commas, and after the last colon the class or number that is stated of the series.
 */
final class TsFile implements SeriesFile {

    private static final String CORRECT = " Correct the header or the series.";

    private final TextSource text;
    private final SeriesHeader header;
    private final ClassLabels classes;
    private final boolean complete;
    private final boolean equalLength;
    private final CaseValues values;
    private OptionalInt dimensions;
    private OptionalInt length;

    TsFile(TextSource text, TsHeader facts) throws MalformedException {
        this.text = text;
        this.header = facts.facts();
        this.classes = new ClassLabels(header.classes());
        this.complete = facts.isComplete();
        this.equalLength = facts.hasEqualLength();
        this.values = new CaseValues(text);
        this.dimensions = header.dimensions();
        this.length = header.length();
    }

    @Override
    public SeriesHeader header() {
        return header;
    }

    @Override
    public Optional<SeriesCase> next() throws IOException {
        if (!text.toNextLine("#")) {
            return Optional.empty();
        }
        var line = text.lineNumber();
        if (text.peek() == '@') {
            throw text.malformed(line, "a line of the header after @data. Put it before @data.");
        }
        values.clear();
        var stated = readSeries();
        checkShape(line);
        text.takeLine();
        return Optional.of(new SeriesCase(
                values.sequence(values.length()),
                stated.label(),
                stated.number(),
                !complete && values.hasMissing(values.length())));
    }

    /** What is stated of a series. */
    private record Stated(Optional<String> label, OptionalDouble number) {
        static final Stated NOTHING = new Stated(Optional.empty(), OptionalDouble.empty());
    }

    private Stated readSeries() throws IOException {
        while (true) {
            var field = text.field(",:");
            if (header.target() != TargetKind.NONE && values.inDimension() == 0 && text.isLineEnd()) {
                return stated(field);
            }
            add(field);
            if (text.peek() == ',') {
                text.take();
                continue;
            }
            values.endDimension();
            if (text.peek() == ':') {
                text.take();
                continue;
            }
            if (header.target() != TargetKind.NONE) {
                throw text.malformed("the line ends here, but the header specifies "
                        + (header.target() == TargetKind.CLASS ? "@classLabel true" : "@targetLabel true")
                        + "; expected a colon and the "
                        + (header.target() == TargetKind.CLASS ? "class label" : "number")
                        + " after the last value." + CORRECT);
            }
            return Stated.NOTHING;
        }
    }

    private Stated stated(String field) throws MalformedException {
        if (header.target() == TargetKind.CLASS) {
            return new Stated(classes.find(field, text), OptionalDouble.empty());
        }
        var number = Numbers.target(field, text);
        return new Stated(Optional.empty(), Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number));
    }

    private void add(String field) throws MalformedException {
        if (field.startsWith("(")) {
            throw text.malformed("values with time stamps, in parentheses, are not supported. Save them as values at "
                    + "equal steps, with ? where there is no value.");
        }
        if (complete && Numbers.isMissing(field)) {
            throw text.malformed("a missing value, but the header specifies @missing false." + CORRECT);
        }
        values.add(Numbers.value(field, text));
    }

    private void checkShape(int line) throws MalformedException {
        if (values.dimensions() == 0) {
            throw text.malformed(line, "this series has no values." + CORRECT);
        }
        if (dimensions.isPresent() && values.dimensions() != dimensions.getAsInt()) {
            throw text.malformed(
                    line,
                    "this series has " + counted(values.dimensions(), "dimension") + ", but "
                            + (header.dimensions().isPresent() ? "the header specifies " : "the first one has ")
                            + dimensions.getAsInt() + "." + CORRECT);
        }
        if (length.isPresent() && values.length() != length.getAsInt()) {
            throw text.malformed(
                    line,
                    "this series has " + counted(values.length(), "time step") + ", but "
                            + (header.length().isPresent()
                                    ? "the header specifies "
                                    : "the header specifies equal lengths and the first one has ")
                            + length.getAsInt() + "." + CORRECT);
        }
        dimensions = OptionalInt.of(values.dimensions());
        if (equalLength) {
            length = OptionalInt.of(values.length());
        }
    }

    private static String counted(int count, String what) {
        return count + " " + what + (count == 1 ? "" : "s");
    }
}
