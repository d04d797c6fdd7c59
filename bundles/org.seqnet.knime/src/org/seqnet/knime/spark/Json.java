package org.seqnet.knime.spark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads JSON (RFC 8259) that another program wrote: objects become maps, arrays lists, numbers doubles. What is nested
 * more than {@value #DEEPEST} times is refused.
 */
final class Json {
    private static final int DEEPEST = 32;

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Returns the object that a text holds; empty if it holds anything else, or more. */
    @SuppressWarnings("unchecked") // objects are maps with the names of their members
    static Optional<Map<String, Object>> object(String text) {
        try {
            var json = new Json(text);
            var value = json.value(0);
            json.skipSpace();
            return json.at == text.length() && value instanceof Map<?, ?> object
                    ? Optional.of((Map<String, Object>) object)
                    : Optional.empty();
        } catch (Malformed e) {
            return Optional.empty();
        }
    }

    /** Ends the reading of what is no JSON. */
    private static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private Object value(int depth) {
        skipSpace();
        if (depth > DEEPEST) {
            throw new Malformed();
        }
        return switch (peek()) {
            case '{' -> members(depth);
            case '[' -> elements(depth);
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, Object> members(int depth) {
        var members = new LinkedHashMap<String, Object>();
        at++;
        skipSpace();
        if (peek() == '}') {
            at++;
            return members;
        }
        do {
            skipSpace();
            var name = string();
            skipSpace();
            expect(':');
            members.put(name, value(depth + 1));
        } while (goesOn('}'));
        return members;
    }

    private List<Object> elements(int depth) {
        var elements = new ArrayList<>();
        at++;
        skipSpace();
        if (peek() == ']') {
            at++;
            return elements;
        }
        do {
            elements.add(value(depth + 1));
        } while (goesOn(']'));
        return elements;
    }

    private boolean goesOn(char end) {
        skipSpace();
        if (peek() == ',') {
            at++;
            return true;
        }
        expect(end);
        return false;
    }

    private String string() {
        expect('"');
        var string = new StringBuilder();
        while (peek() != '"') {
            char next = text.charAt(at++);
            if (next < ' ') {
                throw new Malformed();
            }
            string.append(next == '\\' ? escaped() : next);
        }
        at++;
        return string.toString();
    }

    private char escaped() {
        char letter = peek();
        at++;
        return switch (letter) {
            case '"', '\\', '/' -> letter;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> codeUnit();
            default -> throw new Malformed();
        };
    }

    private char codeUnit() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            int digit = Character.digit(peek(), 16);
            if (digit < 0) {
                throw new Malformed();
            }
            unit = 16 * unit + digit;
            at++;
        }
        return (char) unit;
    }

    private Object word(String word, Object meaning) {
        if (!text.startsWith(word, at)) {
            throw new Malformed();
        }
        at += word.length();
        return meaning;
    }

    private Double number() {
        int from = at;
        while (at < text.length() && "+-.0123456789eE".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        try {
            return Double.valueOf(text.substring(from, at));
        } catch (NumberFormatException e) {
            throw new Malformed();
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw new Malformed();
        }
        return text.charAt(at);
    }

    private void expect(char expected) {
        if (peek() != expected) {
            throw new Malformed();
        }
        at++;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
