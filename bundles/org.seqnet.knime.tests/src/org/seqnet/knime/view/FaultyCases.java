package org.seqnet.knime.view;

import java.util.List;
import java.util.stream.Stream;
import org.seqnet.knime.view.ViewCases.Case;

/** What views show without data, or with data that are not whole. */
final class FaultyCases {
    private FaultyCases() {}

    static Stream<Case> all() {
        return Stream.of(
                new Case("not-executed", ViewData.of(null), List.of("No data to display. Execute the node.")),
                new Case(
                        "incomplete",
                        "{\"view\":\"training\"}",
                        List.of("The data of this view is incomplete. Execute the node again.")),
                new Case(
                        "unknown",
                        "{\"view\":\"constructor\"}",
                        List.of("The data of this view cannot be loaded. Execute the node again.")));
    }
}
