package org.seqnet.knime.view;

import java.util.List;
import java.util.stream.Stream;
import org.seqnet.knime.explainer.Explanations;
import org.seqnet.knime.view.ViewCases.Case;

/** What the view of the Network Explainer shows in tests. */
final class ExplainerCases {
    private ExplainerCases() {}

    static Stream<Case> all() throws Exception {
        return Stream.of(
                new Case(
                        "explainer",
                        Explanations.ofSequences(),
                        List.of(
                                "LSTM, 1 layer of 4 units",
                                "30 of 30 rows explained by integrated gradients.",
                                "Class falling: probability ",
                                "Actual: falling.",
                                "Completeness error: ",
                                "12 x svg.plot",
                                "4 x .interval",
                                "2 x .figures tbody tr")),
                new Case(
                        "explainer-mistakes",
                        Explanations.ofMistakes(),
                        List.of("40 of 40 rows explained by integrated gradients.", "12 x svg.plot")),
                new Case("explainer-attention", Explanations.ofAttention(), List.of("12 x svg.plot", "Attention")),
                new Case(
                        "explainer-images",
                        Explanations.ofImages(),
                        List.of(
                                "12 of 12 rows explained by occlusion.",
                                "12 x svg[role=img]",
                                "0 x .interval",
                                "6 x .figures tbody tr")),
                new Case(
                        "explainer-wide",
                        Explanations.ofManyFeatures(),
                        List.of(
                                "The 6 of 50 features with the largest attributions.",
                                "The 40 most important of 50 features.")),
                new Case(
                        "explainer-0",
                        Explanations.ofNothing(),
                        List.of("0 of 0 rows explained", "No row to display", "2 x .figures tbody tr")),
                new Case(
                        "awkward-explainer",
                        Explanations.of(HardNames.LONG),
                        List.of("12 x svg.plot", "2 x .figures tbody tr")));
    }
}
