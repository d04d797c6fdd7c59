package org.seqnet.spark.ml;

import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.util.Identifiable;

/** A number from one bound on to below another one. */
public final class NumberParam extends DoubleParam {
    private static final long serialVersionUID = 1L;

    private final String title;
    private final String range;
    private final double least;
    private final double below;

    /** @param range says in a message what is allowed, such as {@code "at least 0 and less than 1"} */
    NumberParam(Identifiable parent, String name, String title, String doc, double least, double below, String range) {
        super(parent, name, doc);
        this.title = title;
        this.range = range;
        this.least = least;
        this.below = below;
    }

    @Override
    public void validate(Object value) {
        double number = (double) value;
        if (!(number >= least && number < below)) {
            throw new IllegalArgumentException("%s: %s is not %s.".formatted(title, number, range));
        }
    }
}
