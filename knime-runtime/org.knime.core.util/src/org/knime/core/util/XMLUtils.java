package org.knime.core.util;

/** Masks what XML 1.0 cannot hold, in KNIME's own way: two percent signs and the character's code in five digits. */
public final class XMLUtils {

    private static final int CODE_LENGTH = 7;

    private XMLUtils() {}

    /** Masks control characters, everything above U+D7FF, and a percent sign that another one follows. */
    public static final String escape(final String text) {
        if (text == null) {
            return null;
        }
        var masked = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean doublePercent = c == '%' && i + 1 < text.length() && text.charAt(i + 1) == '%';
            if (c < ' ' || c > '\ud7ff' || doublePercent) {
                String code = Integer.toString(c);
                masked.append("%%").append("00000", 0, 5 - code.length()).append(code);
            } else {
                masked.append(c);
            }
        }
        return masked.toString();
    }

    /** Reverts {@link #escape}. */
    public static final String unescape(final String text) {
        if (text == null) {
            return null;
        }
        var plain = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            if (isCode(text, i)) {
                plain.append((char) Integer.parseInt(text.substring(i + 2, i + CODE_LENGTH)));
                i += CODE_LENGTH - 1;
            } else {
                plain.append(text.charAt(i));
            }
        }
        return plain.toString();
    }

    private static boolean isCode(String text, int at) {
        if (!text.startsWith("%%", at) || at + CODE_LENGTH > text.length()) {
            return false;
        }
        for (int i = at + 2; i < at + CODE_LENGTH; i++) {
            if (!Character.isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }
}
