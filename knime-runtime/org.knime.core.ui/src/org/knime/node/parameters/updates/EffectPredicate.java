package org.knime.node.parameters.updates;

import org.knime.core.ui.embedded.parameters.Predicates;

/** A condition on the values of a dialog. Opaque: only the dialog, which is not part of this runtime, tests it. */
public interface EffectPredicate {

    default EffectPredicate and(EffectPredicate other) {
        return Predicates.all(this, other);
    }

    default EffectPredicate or(EffectPredicate other) {
        return Predicates.any(this, other);
    }

    default EffectPredicate negate() {
        return Predicates.not(this);
    }
}
