package org.seqnet.engine.series;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/**
 * The header of an {@code .arff} file of time series: numeric attributes, one a time step, or in one relational
 * attribute, of which each case has one row for each dimension; then the attribute that is stated of each series.
 */
final class ArffHeader {

    private static final String CURE =
            " Select a file of time series: one numeric attribute for each time step, or one "
                    + "relational attribute with these, and then the class.";
    private static final List<String> TARGETS = List.of("target", "class", "label");

    private final TextSource text;
    private int steps;
    private boolean relational;
    private boolean inRelation;
    private boolean lastIsTarget;
    private Optional<List<String>> classes = Optional.empty();
    private boolean number;

    private ArffHeader(TextSource text) {
        this.text = text;
    }

    /** Reads all lines from that after {@code @relation} up to that of {@code @data}. */
    static ArffHeader read(TextSource text) throws IOException {
        var header = new ArffHeader(text);
        while (true) {
            if (!text.toNextLine("%")) {
                text.mark();
                throw text.malformed("the file ends within its header; a line with @data is expected before the "
                        + "series. The file is truncated: get a new copy of it.");
            }
            if (header.add(text.line())) {
                header.finish();
                return header;
            }
        }
    }

    private boolean add(String line) throws MalformedException {
        var words = new ArffWords(line, text);
        var name = words.next().toLowerCase(Locale.ROOT);
        switch (name) {
            case "@attribute" -> addAttribute(words);
            case "@end" -> {
                if (!inRelation) {
                    throw text.malformed("@end without a relational attribute before it." + CURE);
                }
                inRelation = false;
            }
            case "@data" -> {
                return true;
            }
            default -> throw text.malformed(
                    "expected @attribute, @end or @data, but found " + Quoted.of(name) + ". Correct the header.");
        }
        return false;
    }

    private void addAttribute(ArffWords words) throws MalformedException {
        var attribute = words.next();
        if (classes.isPresent() || number) {
            throw text.malformed(
                    "attribute " + Quoted.of(attribute) + " after the class, which must be the last one." + CURE);
        }
        if (words.isList()) {
            if (inRelation) {
                throw text.malformed("the relational attribute, which ends with @end, has a nominal attribute, "
                        + Quoted.of(attribute) + ", but only numbers are supported." + CURE);
            }
            classes = Optional.of(words.list());
            return;
        }
        var type = words.next().toLowerCase(Locale.ROOT);
        switch (type) {
            case "numeric", "real", "integer" -> addNumeric(attribute);
            case "relational" -> {
                if (relational || steps > 0) {
                    throw text.malformed("only one relational attribute is supported, which must be the first "
                            + "attribute." + CURE);
                }
                relational = true;
                inRelation = true;
            }
            default -> throw text.malformed("attribute " + Quoted.of(attribute) + " has the type " + Quoted.of(type)
                    + "; only numeric, nominal and relational attributes are supported." + CURE);
        }
    }

    private void addNumeric(String attribute) {
        if (relational && !inRelation) {
            number = true;
        } else {
            steps++;
            lastIsTarget = TARGETS.contains(attribute.toLowerCase(Locale.ROOT));
        }
    }

    private void finish() throws MalformedException {
        if (inRelation) {
            throw text.malformed("the relational attribute does not end before @data; expected @end." + CURE);
        }
        if (!relational && classes.isEmpty()) {
            if (!lastIsTarget) {
                throw text.malformed("no class: expected a nominal attribute at the end, or for regression a numeric "
                        + "one called target, class or label." + CURE);
            }
            steps--;
            number = true;
        }
        if (steps == 0) {
            throw text.malformed("no numeric attribute for the time steps." + CURE);
        }
    }

    /** Returns the number of time steps in the file; those at the end of a series may be padding. */
    int steps() {
        return steps;
    }

    boolean isRelational() {
        return relational;
    }

    /** Returns what is stated of each series. */
    TargetKind target() {
        return classes.isPresent() ? TargetKind.CLASS : number ? TargetKind.NUMBER : TargetKind.NONE;
    }

    List<String> classes() {
        return new ArrayList<>(classes.orElse(List.of()));
    }
}
