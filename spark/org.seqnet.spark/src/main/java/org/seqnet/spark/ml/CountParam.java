package org.seqnet.spark.ml;

import java.util.Locale;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.util.Identifiable;

/** A whole number between two bounds. */
public final class CountParam extends IntParam {
    private static final long serialVersionUID = 1L;

    private final String title;
    private final int least;
    private final int most;

    CountParam(Identifiable parent, String name, String title, String doc, int least, int most) {
        super(parent, name, doc);
        this.title = title;
        this.least = least;
        this.most = most;
    }

    @Override
    public void validate(Object value) {
        int number = (int) value;
        if (number < least || number > most) {
            throw new IllegalArgumentException(
                    most == Integer.MAX_VALUE
                            ? String.format(Locale.ROOT, "%s: %d is not at least %d.", title, number, least)
                            : String.format(
                                    Locale.ROOT, "%s: %d is not between %d and %d.", title, number, least, most));
        }
    }
}
