package org.seqnet.knime.spark;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.SeqNetException;

/** The words of a command line that a user typed: white space parts them, except within single or double quotes. */
final class Words {
    private Words() {}

    /**
     * Returns the words, without their quotes.
     *
     * @param setting what the dialog calls the text
     * @throws SeqNetException if a quote is not closed
     */
    static List<String> of(String setting, String text) {
        var words = new ArrayList<String>();
        StringBuilder word = null;
        char quote = 0;
        for (char next : text.toCharArray()) {
            if (quote == 0 && Character.isWhitespace(next)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (quote == 0 && (next == '"' || next == '\'')) {
                quote = next;
            } else if (quote == next) {
                quote = 0;
            } else {
                word.append(next);
            }
        }
        if (quote != 0) {
            throw new SeqNetException(
                    "%s: the quote %s is not closed. Close it, or remove it.".formatted(setting, quote));
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
