package org.seqnet.knime.view;

import java.util.List;
import java.util.stream.Stream;
import org.seqnet.knime.scorer.StepScores;
import org.seqnet.knime.view.ViewCases.Case;

/** What the views of labels per time step show in tests. */
final class StepCases {
    private StepCases() {}

    static Stream<Case> all() {
        return Stream.of(
                new Case(
                        "steps",
                        StepScores.view(40, 300, List.of("idle", "running", "stopping")),
                        List.of(
                                "of 40 sequences scored.",
                                "The first 30 of 40 sequences.",
                                "60 x .strip",
                                "9 x td[data-at]",
                                "3 x .classes tbody tr",
                                "3 x .figures tbody tr")),
                new Case(
                        "steps-many",
                        StepScores.view(3, 5000, List.of(HardNames.articles(30))),
                        List.of("6 x .strip", "first 1,000 of", "Colors repeat", "900 x td[data-at]")),
                new Case(
                        "steps-0",
                        StepScores.view(0, 1, List.of("idle")),
                        List.of("0 time steps of 0 sequences scored.", "There is nothing to display.")));
    }
}
