package org.seqnet.knime.dialog;

import java.util.function.BinaryOperator;
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

    /** Holds while two other conditions do, or one of them does. */
    private abstract static class Combined implements EffectPredicateProvider {
        private final Class<? extends EffectPredicateProvider> one;
        private final Class<? extends EffectPredicateProvider> other;
        private final BinaryOperator<EffectPredicate> combination;

        Combined(
                Class<? extends EffectPredicateProvider> one,
                Class<? extends EffectPredicateProvider> other,
                BinaryOperator<EffectPredicate> combination) {
            this.one = one;
            this.other = other;
            this.combination = combination;
        }

        @Override
        public final EffectPredicate init(PredicateInitializer initializer) {
            return combination.apply(initializer.getPredicate(one), initializer.getPredicate(other));
        }
    }

    /** Holds while two other conditions hold. */
    public abstract static class Both extends Combined {
        /** Names the conditions. */
        protected Both(Class<? extends EffectPredicateProvider> one, Class<? extends EffectPredicateProvider> other) {
            super(one, other, EffectPredicate::and);
        }
    }

    /** Holds while one of two other conditions holds. */
    public abstract static class Either extends Combined {
        /** Names the conditions. */
        protected Either(Class<? extends EffectPredicateProvider> one, Class<? extends EffectPredicateProvider> other) {
            super(one, other, EffectPredicate::or);
        }
    }
}
