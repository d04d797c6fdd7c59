package org.knime.node.parameters.updates;

/** Builds the condition of an {@link Effect} from the fields that it names. */
@FunctionalInterface
public interface EffectPredicateProvider {
    EffectPredicate init(PredicateInitializer i);

    /** Gives access to fields by the references that {@link ValueReference} attaches to them. */
    interface PredicateInitializer {
        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        /** Says whether no field of the dialog has this reference, as in a group that several dialogs share. */
        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        /** A checkbox. */
        interface BooleanReference {
            EffectPredicate isTrue();

            EffectPredicate isFalse();
        }

        /** A choice among constants. */
        interface EnumReference<E extends Enum<E>> {
            @SuppressWarnings("unchecked")
            EffectPredicate isOneOf(E... values);
        }
    }
}
