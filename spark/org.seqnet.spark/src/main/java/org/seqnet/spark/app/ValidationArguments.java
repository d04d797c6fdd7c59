package org.seqnet.spark.app;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.seqnet.engine.training.ValidationShare;
import picocli.CommandLine.Option;

/** Which rows each epoch is evaluated on. */
final class ValidationArguments {
    private static final double USUAL_SHARE = 0.2;

    @Option(
            names = "--validation",
            paramLabel = "PATH",
            arity = "1..*",
            description = "Files or folders with data to evaluate each epoch on, stored like --data. Default: a share "
                    + "of the training rows.")
    private List<String> validation;

    @Option(
            names = "--validation-label-file",
            paramLabel = "PATH",
            description = "The file with the labels of the images in --validation (idx).")
    private String labelFile;

    @Option(
            names = "--validation-share",
            paramLabel = "X",
            description = "Without --validation, the fraction of the training rows that is not trained on, and each "
                    + "epoch is evaluated on, 0 (none) to " + ValidationShare.MOST + ". Default: " + USUAL_SHARE + ".")
    private Double share;

    @Option(
            names = "--validation-group",
            paramLabel = "COLUMN",
            description = "Rows with the same value in this column are either all trained on or all held out. "
                    + "Default: each row by itself.")
    private String group;

    /** Returns the data to validate on, if they are separate. */
    Optional<List<String>> paths() {
        return Optional.ofNullable(validation);
    }

    /** Returns the file with the labels of images to validate on, if there is one. */
    Optional<String> labelFile() {
        return Optional.ofNullable(labelFile);
    }

    /** Returns the column of groups that stay together, if there is one. */
    Optional<String> group() {
        return Optional.ofNullable(group);
    }

    /**
     * Returns what is held out of the training rows, if something is.
     *
     * @throws WrongArgument if the share is outside its range, or there are separate data
     */
    Optional<ValidationShare> share(long seed) {
        if (validation != null) {
            refuse("--validation-share", share);
            refuse("--validation-group", group);
            return Optional.empty();
        }
        double chosen = Objects.requireNonNullElse(share, USUAL_SHARE);
        if (!(chosen >= 0 && chosen <= ValidationShare.MOST)) {
            throw new WrongArgument(
                    "--validation-share: %s is not between 0 and %s.".formatted(chosen, ValidationShare.MOST));
        }
        return chosen == 0 ? Optional.empty() : Optional.of(new ValidationShare(chosen, seed));
    }

    private static void refuse(String option, Object value) {
        if (value != null) {
            throw new WrongArgument(
                    "%s: nothing is held out, since --validation is set. Leave one of them out.".formatted(option));
        }
    }

    /** Says whether there are data to validate on. */
    boolean isAsked() {
        return validation != null || Objects.requireNonNullElse(share, USUAL_SHARE) > 0;
    }
}
