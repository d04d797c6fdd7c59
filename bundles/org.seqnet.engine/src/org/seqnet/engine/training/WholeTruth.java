package org.seqnet.engine.training;

import java.util.Locale;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.TruthFacts;
import org.seqnet.engine.sequence.TruthFacts.Kind;

/**
 * Checks what is known of all sequences together: a part of them may have one label only.
 *
 * @param domain the names of the labels or targets
 */
record WholeTruth(TruthFacts facts, LabelDomain domain) {

    static WholeTruth of(LabelledSequences data) {
        return new WholeTruth(TruthFacts.of(data.truth(), data.domain().size()), data.domain());
    }

    /** Checks that a network can learn it. */
    void requireLearnable(Architecture architecture) {
        architecture.head().requireLearnable(facts);
        if (facts.kind() == Kind.VALUES) {
            requireEachTarget();
        }
        if (TrainingData.isClassification(architecture)) {
            requireTwoLabels();
        }
    }

    /** Checks that a network can be measured by it. */
    void requireMeasurable() {
        if (facts.labeled() == 0 && facts.kind() == Kind.VALUES) {
            throw new SeqNetException(
                    "None of the validation sequences has a target value. Connect a validation table with values, or "
                            + "none.");
        }
        if (facts.labeled() == 0 && facts.kind() == Kind.STEPS) {
            throw new SeqNetException("No time step of the validation sequences has a label.");
        }
    }

    private void requireTwoLabels() {
        if (facts.frequencies().stream().filter(count -> count > 0).count() == 1) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "All %,d training sequences have the label '%s'. Training requires at least two classes.",
                    facts.sequences(),
                    domain.name(facts.frequencies().indexOf(facts.sequences()))));
        }
    }

    /** Checks that each target has a value somewhere, and at each step ahead. */
    private void requireEachTarget() {
        int targets = domain.size();
        for (int target = 0; target < targets; target++) {
            if (facts.targets().get(target).count() == 0) {
                throw new SeqNetException("The target '%s' has no value in any training sequence. Remove it, or "
                                .formatted(domain.name(target))
                        + "add sequences that have one.");
            }
        }
        int unknown = facts.known().nextClearBit(0);
        if (unknown < facts.width()) {
            throw new SeqNetException(String.format(
                    Locale.ROOT,
                    "The target '%s' has no value %,d steps ahead in any training sequence, or nothing to "
                            + "relate it to. Shorten the forecast horizon, or add sequences that have one.",
                    domain.name(unknown % targets),
                    unknown / targets + 1));
        }
    }
}
