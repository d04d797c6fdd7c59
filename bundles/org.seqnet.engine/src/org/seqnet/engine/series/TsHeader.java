package org.seqnet.engine.series;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;

/**
 * The header of a {@code .ts} file: lines of a tag and its values up to {@code @data}, in any order and in capital or
 * small letters. Tags that say nothing of the data are passed over.
 */
final class TsHeader {

    private static final String DATA = "@data";
    private static final String TIME_STAMPS = "@timestamps";
    private static final String MISSING = "@missing";
    private static final String UNIVARIATE = "@univariate";
    private static final String DIMENSION = "@dimension";
    private static final String DIMENSIONS = "@dimensions";
    private static final String EQUAL_LENGTH = "@equallength";
    private static final String SERIES_LENGTH = "@serieslength";
    private static final String CLASS_LABEL = "@classlabel";
    private static final String TARGET_LABEL = "@targetlabel";
    private static final Set<String> KNOWN = Set.of(
            TIME_STAMPS,
            MISSING,
            UNIVARIATE,
            DIMENSION,
            DIMENSIONS,
            EQUAL_LENGTH,
            SERIES_LENGTH,
            CLASS_LABEL,
            TARGET_LABEL);

    /** @param words the tag as the file writes it, then its values */
    private record Tag(int line, List<String> words) {
        String name() {
            return words.get(0);
        }
    }

    private final TextSource text;
    private final Map<String, Tag> tags = new HashMap<>();

    private TsHeader(TextSource text) {
        this.text = text;
    }

    /**
     * Reads all lines up to that of {@code @data}.
     *
     * @param first the first line of the header, which has been read
     */
    static TsHeader read(TextSource text, String first) throws IOException {
        var header = new TsHeader(text);
        var line = first;
        var number = text.lineNumber() - 1;
        while (!header.add(line, number)) {
            if (!text.toNextLine("#%")) {
                text.mark();
                throw text.malformed("the file ends within its header; a line with @data is expected before the "
                        + "series. The file is truncated: get a new copy of it.");
            }
            number = text.lineNumber();
            line = text.line();
        }
        header.check();
        return header;
    }

    /** Returns whether the header ends with this line. */
    private boolean add(String line, int number) throws MalformedException {
        var words = List.of(line.split("\\s+"));
        var name = words.get(0).toLowerCase(Locale.ROOT);
        if (!name.startsWith("@")) {
            throw text.malformed(
                    number,
                    "expected a line of the header, such as @data, but found " + Quoted.of(line)
                            + ". Put @data before the first series.");
        }
        if (name.equals(DATA)) {
            if (words.size() > 1) {
                throw text.malformed(
                        number,
                        "@data stands alone on its line, but is followed by " + Quoted.of(words.get(1))
                                + ". Put the first series on a line of its own.");
            }
            return true;
        }
        if (KNOWN.contains(name) && tags.put(name, new Tag(number, words)) != null) {
            throw text.malformed(number, words.get(0) + " occurs twice. Remove one of the two lines.");
        }
        return false;
    }

    private void check() throws MalformedException {
        if (flag(TIME_STAMPS).orElse(false)) {
            throw fault(
                    TIME_STAMPS,
                    "series with time stamps are not supported. Save them as values at equal steps "
                            + "(@timeStamps false), with ? where there is no value.");
        }
        if (flag(UNIVARIATE).orElse(false) && dimensions().orElse(1) != 1) {
            var tag = tags.containsKey(DIMENSION) ? DIMENSION : DIMENSIONS;
            throw fault(
                    tag,
                    dimensions().getAsInt() + " dimensions, but the header also specifies "
                            + "@univariate true, which is one. Correct one of the two.");
        }
        if (hasClasses() && hasTargets()) {
            throw fault(
                    TARGET_LABEL,
                    "the header also specifies @classLabel true; a series has either a class or a "
                            + "number. Set one of the two to false.");
        }
        if (hasClasses() && classes().isEmpty()) {
            throw fault(CLASS_LABEL, "no class labels; expected the list of all labels, such as @classLabel true 1 2.");
        }
        length();
        flag(MISSING);
    }

    /** Returns what is stated of all series. */
    SeriesHeader facts() throws MalformedException {
        return new SeriesHeader(
                hasClasses() ? TargetKind.CLASS : hasTargets() ? TargetKind.NUMBER : TargetKind.NONE,
                hasClasses() ? classes() : List.of(),
                flag(UNIVARIATE).orElse(false) ? OptionalInt.of(1) : dimensions(),
                length());
    }

    /** Returns whether the header says that no value is missing. */
    boolean isComplete() throws MalformedException {
        return !flag(MISSING).orElse(true);
    }

    /** Returns whether the header says that all series are of one length, which it need not tell. */
    boolean hasEqualLength() throws MalformedException {
        return flag(EQUAL_LENGTH).orElse(false);
    }

    private boolean hasClasses() throws MalformedException {
        return flag(CLASS_LABEL).orElse(false);
    }

    private boolean hasTargets() throws MalformedException {
        return flag(TARGET_LABEL).orElse(false);
    }

    private List<String> classes() {
        var words = tags.get(CLASS_LABEL).words();
        return words.subList(2, words.size()).stream().distinct().toList();
    }

    private OptionalInt dimensions() throws MalformedException {
        var one = count(DIMENSION);
        return one.isPresent() ? one : count(DIMENSIONS);
    }

    private OptionalInt length() throws MalformedException {
        var length = count(SERIES_LENGTH);
        return flag(EQUAL_LENGTH).orElse(true) ? length : OptionalInt.empty();
    }

    private Optional<Boolean> flag(String name) throws MalformedException {
        if (!tags.containsKey(name)) {
            return Optional.empty();
        }
        var value = value(name).toLowerCase(Locale.ROOT);
        return switch (value) {
            case "true" -> Optional.of(true);
            case "false" -> Optional.of(false);
            default -> throw fault(name, "expected true or false, but found " + Quoted.of(value) + ".");
        };
    }

    private OptionalInt count(String name) throws MalformedException {
        if (!tags.containsKey(name)) {
            return OptionalInt.empty();
        }
        var value = value(name);
        if (!value.matches("0*[1-9]\\d{0,8}")) {
            throw fault(name, "expected a positive integer, but found " + Quoted.of(value) + ".");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    private String value(String name) throws MalformedException {
        var tag = tags.get(name);
        if (tag.words().size() < 2) {
            throw fault(name, "its value is missing.");
        }
        return tag.words().get(1);
    }

    private MalformedException fault(String name, String problem) {
        var tag = tags.get(name);
        return text.malformed(tag.line(), tag.name() + ": " + problem);
    }
}
