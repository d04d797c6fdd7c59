package org.knime.core.ui.embedded.parameters;

import java.util.List;
import org.knime.node.parameters.updates.EffectPredicate;

/** Combinations of dialog conditions, kept as the tree that they were written as. */
public sealed interface Predicates extends EffectPredicate {

    record All(List<EffectPredicate> of) implements Predicates {}

    record Any(List<EffectPredicate> of) implements Predicates {}

    record Negation(EffectPredicate of) implements Predicates {}

    static EffectPredicate all(EffectPredicate... of) {
        return new All(List.of(of));
    }

    static EffectPredicate any(EffectPredicate... of) {
        return new Any(List.of(of));
    }

    static EffectPredicate not(EffectPredicate of) {
        return new Negation(of);
    }
}
