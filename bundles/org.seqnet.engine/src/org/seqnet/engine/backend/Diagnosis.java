package org.seqnet.engine.backend;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All that computing on a device needs.
 *
 * @param findings in the order in which a user would put things right
 */
record Diagnosis(List<Finding> findings) {
    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Returns whether nothing is missing. */
    public boolean isUsable() {
        return findings.stream().allMatch(Finding::present);
    }

    /** Returns what is missing, a sentence or two each. */
    public String shortcomings() {
        return findings.stream()
                .filter(finding -> !finding.present())
                .map(Finding::toString)
                .collect(Collectors.joining("\n"));
    }
}
