package org.knime.node.parameters.updates;

/** A condition on the values of a dialog. Opaque: only the dialog, which is not part of this runtime, tests it. */
public interface EffectPredicate {
    default EffectPredicate and(EffectPredicate other) {
        return new EffectPredicate() {};
    }

    default EffectPredicate or(EffectPredicate other) {
        return new EffectPredicate() {};
    }
}
