package org.seqnet.spark.ml;

import java.util.List;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.util.Identifiable;
import org.seqnet.engine.Quoted;

/** One of some texts. */
public final class ChoiceParam extends Param<String> {
    private static final long serialVersionUID = 1L;

    private final String title;
    private final List<String> choices;

    ChoiceParam(Identifiable parent, String name, String title, String doc, List<String> choices) {
        super(parent, name, doc);
        this.title = title;
        this.choices = List.copyOf(choices);
    }

    @Override
    public void validate(String value) {
        if (!choices.contains(value)) {
            throw new IllegalArgumentException("%s: %s is not one of %s."
                    .formatted(title, Quoted.of(String.valueOf(value)), String.join(", ", choices)));
        }
    }
}
