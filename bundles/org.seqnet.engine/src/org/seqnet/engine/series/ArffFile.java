package org.seqnet.engine.series;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/**
 * The cases of an {@code .arff} file, one a line. The format has one number of time steps for all: those at the end of
 * a series at which all dimensions are missing are padding, and left out.
 */
final class ArffFile implements SeriesFile {

    private static final String CORRECT = " Correct the header or the series.";

    private final TextSource text;
    private final ArffHeader attributes;
    private final ClassLabels classes;
    private final CaseValues values;
    private OptionalInt dimensions = OptionalInt.empty();

    ArffFile(TextSource text, ArffHeader attributes) {
        this.text = text;
        this.attributes = attributes;
        this.classes = new ClassLabels(attributes.classes());
        this.values = new CaseValues(text);
    }

    @Override
    public SeriesHeader header() {
        return new SeriesHeader(
                attributes.target(),
                attributes.classes(),
                attributes.isRelational() ? OptionalInt.empty() : OptionalInt.of(1),
                OptionalInt.empty());
    }

    @Override
    public Optional<SeriesCase> next() throws IOException {
        if (!text.toNextLine("%")) {
            return Optional.empty();
        }
        var line = text.lineNumber();
        if (text.peek() == '{') {
            throw text.malformed(
                    line,
                    "sparse rows, in braces, are not supported. Save the file in the dense form, "
                            + "with Weka's filter SparseToNonSparse.");
        }
        values.clear();
        if (attributes.isRelational()) {
            readRelation();
            checkDimensions(line);
        } else {
            readSteps();
        }
        var stated = readStated();
        var steps = values.lengthWithoutPadding();
        return Optional.of(
                new SeriesCase(values.sequence(steps), stated.label(), stated.number(), values.hasMissing(steps)));
    }

    private void readSteps() throws IOException {
        for (var step = 1; step <= attributes.steps(); step++) {
            values.add(Numbers.value(text.field(",%"), text));
            if (text.peek() != ',') {
                throw endsEarly(step);
            }
            text.take();
        }
        values.endDimension();
    }

    private MalformedException endsEarly(int count) {
        return text.malformed("the line ends after " + count + (count == 1 ? " value" : " values")
                + ", but the header specifies " + attributes.steps() + " time steps and a class." + CORRECT);
    }

    /** Reads rows of values in quotes, one for each dimension; between them stand a backslash and the letter n. */
    private void readRelation() throws IOException {
        text.mark();
        var quote = text.peek();
        if (quote != '"' && quote != '\'') {
            throw text.malformed("expected a quote, with which the values of a relational attribute begin." + CORRECT);
        }
        text.take();
        var stops = ",\\" + (char) quote;
        while (true) {
            values.add(Numbers.value(text.field(stops), text));
            var next = text.peek();
            if (next == ',') {
                text.take();
                continue;
            }
            if (values.inDimension() != attributes.steps()) {
                throw text.malformed("dimension " + (values.dimensions() + 1) + " of this series has "
                        + values.inDimension() + (values.inDimension() == 1 ? " value" : " values")
                        + ", but the header specifies " + attributes.steps() + "." + CORRECT);
            }
            values.endDimension();
            if (text.isLineEnd()) {
                throw text.malformed("the line ends before the quote that ends the series. The file is truncated or "
                        + "damaged: get a new copy of it.");
            }
            text.take();
            if (next == quote) {
                break;
            }
            if (text.peek() != 'n') {
                throw text.malformed("a backslash without the letter n; \\n separates the dimensions." + CORRECT);
            }
            text.take();
        }
    }

    private void checkDimensions(int line) throws MalformedException {
        if (dimensions.isPresent() && dimensions.getAsInt() != values.dimensions()) {
            throw text.malformed(
                    line,
                    "this series has " + values.dimensions()
                            + (values.dimensions() == 1 ? " dimension" : " dimensions") + ", but the first one has "
                            + dimensions.getAsInt() + "." + CORRECT);
        }
        dimensions = OptionalInt.of(values.dimensions());
    }

    /** What is stated of a series. */
    private record Stated(Optional<String> label, OptionalDouble number) {}

    private Stated readStated() throws IOException {
        if (attributes.isRelational() && attributes.target() != TargetKind.NONE) {
            text.takeSpaces();
            text.mark();
            if (text.peek() != ',') {
                throw text.malformed("expected a comma and the class after the series." + CORRECT);
            }
            text.take();
        }
        var stated = stated();
        text.takeSpaces();
        if (text.peek() == '%') {
            text.takeLine();
            return stated;
        }
        if (!text.isLineEnd()) {
            var rest = text.field("%");
            throw text.malformed("the line goes on with " + Quoted.of(rest) + " after the last attribute." + CORRECT);
        }
        text.takeLine();
        return stated;
    }

    private Stated stated() throws IOException {
        return switch (attributes.target()) {
            case NONE -> new Stated(Optional.empty(), OptionalDouble.empty());
            case CLASS -> new Stated(classes.find(label(), text), OptionalDouble.empty());
            case NUMBER -> {
                var number = Numbers.target(text.field(",%"), text);
                yield new Stated(
                        Optional.empty(), Double.isNaN(number) ? OptionalDouble.empty() : OptionalDouble.of(number));
            }
        };
    }

    private String label() throws IOException {
        text.takeSpaces();
        var quote = text.peek();
        if (quote != '"' && quote != '\'') {
            return text.field(",%");
        }
        return text.quoted();
    }
}
