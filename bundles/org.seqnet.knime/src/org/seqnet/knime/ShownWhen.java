package org.seqnet.knime;

import org.knime.node.parameters.updates.EffectPredicate;
import org.knime.node.parameters.updates.EffectPredicateProvider;
import org.knime.node.parameters.updates.ParameterReference;

/** Holds while another setting of the dialog has one of some values. */
public abstract class ShownWhen<E extends Enum<E>> implements EffectPredicateProvider {
    private final Class<? extends ParameterReference<E>> setting;
    private final E[] values;

    /** Names the setting and its values. */
    @SafeVarargs
    @SuppressWarnings("varargs") // the array is only read
    protected ShownWhen(Class<? extends ParameterReference<E>> setting, E... values) {
        this.setting = setting;
        this.values = values;
    }

    @Override
    public final EffectPredicate init(PredicateInitializer initializer) {
        return initializer.getEnum(setting).isOneOf(values);
    }

    /** Holds while two other conditions hold. */
    public abstract static class Both implements EffectPredicateProvider {
        private final Class<? extends EffectPredicateProvider> one;
        private final Class<? extends EffectPredicateProvider> other;

        /** Names the conditions. */
        protected Both(
                Class<? extends EffectPredicateProvider> one, Class<? extends EffectPredicateProvider> other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public final EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getPredicate(one).and(initializer.getPredicate(other));
        }
    }

    /** Holds while one of two other conditions holds. */
    public abstract static class Either implements EffectPredicateProvider {
        private final Class<? extends EffectPredicateProvider> one;
        private final Class<? extends EffectPredicateProvider> other;

        /** Names the conditions. */
        protected Either(
                Class<? extends EffectPredicateProvider> one, Class<? extends EffectPredicateProvider> other) {
            this.one = one;
            this.other = other;
        }

        @Override
        public final EffectPredicate init(PredicateInitializer initializer) {
            return initializer.getPredicate(one).or(initializer.getPredicate(other));
        }
    }
}
