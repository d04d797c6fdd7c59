package org.seqnet.engine.model;

import java.util.EnumSet;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Rocket;

/** A {@link Rocket} that has been fitted as fields of a model file. */
final class RocketFields {
    private RocketFields() {}

    static Fields write(Rocket rocket, Fields fields) {
        return fields.with("rocket.features", rocket.features())
                .with("rocket.timeSteps", rocket.timeSteps())
                .with("rocket.seed", rocket.seed())
                .with("rocket.classifier", rocket.classifier().name());
    }

    static Rocket read(Fields fields) throws MalformedModelException {
        return new Rocket(
                fields.takeInt("rocket.features"),
                fields.take("rocket.timeSteps", "a number of at least 1", RocketFields::atLeastOne),
                fields.takeLong("rocket.seed"),
                fields.takeEnum(
                        "rocket.classifier",
                        LinearClassifier.class,
                        EnumSet.complementOf(EnumSet.of(LinearClassifier.AUTOMATIC))));
    }

    private static int atLeastOne(String text) {
        int number = Integer.parseInt(text);
        if (number < 1) {
            throw new IllegalArgumentException(text);
        }
        return number;
    }
}
