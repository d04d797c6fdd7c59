package org.seqnet.spark.app;

import java.util.Objects;
import org.seqnet.spark.table.BadRows.Treatment;
import picocli.CommandLine.Option;

/** What becomes of training rows that cannot be used. */
final class BadRowArguments {
    @Option(
            names = "--bad-rows",
            paramLabel = "WAY",
            converter = Treatments.class,
            completionCandidates = Treatments.class,
            description = "What becomes of rows that cannot be used: ${COMPLETION-CANDIDATES}. fail: nothing is "
                    + "trained; skip: they are left out. In both cases, they are counted and the first ones are named. "
                    + "Default: fail.")
    private Treatment badRows;

    static final class Treatments extends Choice<Treatment> {
        Treatments() {
            super(Treatment.FAIL, Treatment.SKIP);
        }
    }

    Treatment treatment() {
        return Objects.requireNonNullElse(badRows, Treatment.FAIL);
    }
}
