package org.seqnet.knime.file;

import java.util.Optional;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.exchange.Completion.Meaning;

/** What the outputs of a network are, as choices of a dialog; the names are saved in settings and never change. */
enum OutputMeaning {
    @Label(value = "As in the file", description = "What the file says.")
    FROM_FILE(null),
    @Label(value = "Classes", description = "A softmax gives the probability of each of several classes.")
    CLASSES(Meaning.CLASSES),
    @Label(
            value = "Independent labels",
            description = "A sigmoid gives the probability of each label; any number of labels apply to a sequence.")
    LABELS(Meaning.LABELS),
    @Label(value = "Numeric values", description = "The outputs are the predicted values.")
    VALUES(Meaning.VALUES);

    private final Meaning meaning;

    OutputMeaning(Meaning meaning) {
        this.meaning = meaning;
    }

    /** Returns the meaning; empty if the file tells. */
    Optional<Meaning> meaning() {
        return Optional.ofNullable(meaning);
    }
}
