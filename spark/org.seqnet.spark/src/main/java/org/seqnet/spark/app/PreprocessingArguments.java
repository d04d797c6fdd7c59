package org.seqnet.spark.app;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.PreprocessingRule;
import picocli.CommandLine.Option;

/** What the network does with its sequences before its first layer. */
final class PreprocessingArguments {
    @Option(
            names = "--scaling",
            paramLabel = "NAME",
            converter = Scalings.class,
            completionCandidates = Scalings.class,
            description = "How the network scales each feature, by numbers learned from the training rows: "
                    + "${COMPLETION-CANDIDATES}. automatic: bytes by 255, all else is standardized. Default: "
                    + "automatic.")
    private Scaling scaling;

    @Option(
            names = "--fill-missing",
            paramLabel = "WAY",
            converter = Fillings.class,
            completionCandidates = Fillings.class,
            description = "What stands in for missing values of a sequence: ${COMPLETION-CANDIDATES}. none: such a "
                    + "row is bad, see --bad-rows. Default: none.")
    private Filling fillMissing;

    @Option(
            names = "--mask",
            description = "Adds a feature for each that is 1 where its value was missing; needs --fill-missing. "
                    + "Default: off.")
    private boolean mask;

    /** The ways to scale. */
    enum Scaling {
        AUTOMATIC(Optional.empty()),
        STANDARDIZE(Optional.of(FeatureScale.STANDARDIZE)),
        RANGE(Optional.of(FeatureScale.RANGE)),
        ROBUST(Optional.of(FeatureScale.ROBUST)),
        NONE(Optional.of(FeatureScale.NONE));

        private final Optional<FeatureScale> scale;

        Scaling(Optional<FeatureScale> scale) {
            this.scale = scale;
        }
    }

    static final class Scalings extends Choice<Scaling> {
        Scalings() {
            super(Scaling.values());
        }
    }

    static final class Fillings extends Choice<Filling> {
        Fillings() {
            super(
                    List.of("none", "previous", "linear", "mean"),
                    List.of(Filling.NONE, Filling.PREVIOUS, Filling.LINEAR, Filling.TRAINING_MEAN));
        }
    }

    /**
     * Returns the engine's rule.
     *
     * @throws WrongArgument if there is a mask of values that must not be missing
     */
    PreprocessingRule rule() {
        var filling = Objects.requireNonNullElse(fillMissing, Filling.NONE);
        if (mask && filling == Filling.NONE) {
            throw new WrongArgument(
                    "--mask: missing values are not filled in. Set --fill-missing, or leave --mask out.");
        }
        return new PreprocessingRule(Objects.requireNonNullElse(scaling, Scaling.AUTOMATIC).scale, filling, mask);
    }
}
