package org.seqnet.engine.series;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.MalformedException;

/** The words of one line of an {@code .arff} header: between spaces, in quotes, or as a list in braces. */
final class ArffWords {

    private final String line;
    private final TextSource text;
    private int at;

    ArffWords(String line, TextSource text) {
        this.line = line;
        this.text = text;
    }

    /** Returns the next word. */
    String next() throws MalformedException {
        var word = word("{");
        if (word.isEmpty()) {
            throw text.malformed("the line ends too early. Correct the header, or get a new copy of the file.");
        }
        return word;
    }

    /** Returns whether a list is next. */
    boolean isList() {
        takeSpaces();
        return at < line.length() && line.charAt(at) == '{';
    }

    /** Returns the words of a list, each once. */
    List<String> list() throws MalformedException {
        var words = new ArrayList<String>();
        do {
            at++; // the brace or comma
            words.add(word(",}"));
            takeSpaces();
        } while (at < line.length() && line.charAt(at) == ',');
        if (at == line.length() || line.charAt(at) != '}') {
            throw text.malformed("the list of class labels does not end with }. Correct the header.");
        }
        if (words.contains("")) {
            throw text.malformed("the list of class labels has an empty label. Correct the header.");
        }
        return words.stream().distinct().toList();
    }

    private String word(String stops) throws MalformedException {
        takeSpaces();
        if (at == line.length()) {
            return "";
        }
        var quote = line.charAt(at);
        if (quote == '\'' || quote == '"') {
            at++;
            return quoted(quote);
        }
        var from = at;
        while (at < line.length() && !Character.isWhitespace(line.charAt(at)) && stops.indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(from, at);
    }

    private String quoted(char quote) throws MalformedException {
        var word = new StringBuilder();
        for (; at < line.length() && line.charAt(at) != quote; at++) {
            if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                at++;
            }
            word.append(line.charAt(at));
        }
        if (at == line.length()) {
            throw text.malformed("a name begins with a quote that does not end. Correct the header.");
        }
        at++;
        return word.toString();
    }

    private void takeSpaces() {
        while (at < line.length() && Character.isWhitespace(line.charAt(at))) {
            at++;
        }
    }
}
