package org.knime.node.parameters.updates;

import java.util.function.Predicate;
import org.knime.core.ui.embedded.parameters.Predicates;
import org.knime.core.webui.node.dialog.defaultdialog.setting.singleselection.StringOrEnum;
import org.knime.node.parameters.NodeParametersInput;

/** Builds the condition of an {@link Effect} from the fields that it names. */
@FunctionalInterface
public interface EffectPredicateProvider {

    EffectPredicate init(PredicateInitializer i);

    default EffectPredicate and(EffectPredicate... predicates) {
        return Predicates.all(predicates);
    }

    default EffectPredicate not(EffectPredicate predicate) {
        return Predicates.not(predicate);
    }

    default EffectPredicate or(EffectPredicate... predicates) {
        return Predicates.any(predicates);
    }

    /** Gives access to fields by the references that {@link ValueReference} attaches to them. */
    interface PredicateInitializer {

        StringReference getString(Class<? extends ParameterReference<String>> reference);

        BooleanReference getBoolean(Class<? extends ParameterReference<Boolean>> reference);

        <T> ArrayReference getArray(Class<? extends ParameterReference<T[]>> reference);

        <E extends Enum<E>> StringOrEnumReference<E> getStringOrEnum(
                Class<? extends ParameterReference<StringOrEnum<E>>> reference);

        <E extends Enum<E>> EnumReference<E> getEnum(Class<? extends ParameterReference<E>> reference);

        boolean isMissing(Class<? extends ParameterReference<?>> reference);

        EffectPredicate getConstant(Predicate<NodeParametersInput> predicate);

        default EffectPredicate never() {
            return getConstant(input -> false);
        }

        default EffectPredicate always() {
            return getConstant(input -> true);
        }

        EffectPredicate getPredicate(Class<? extends EffectPredicateProvider> predicateProviderClass);

        EffectPredicate getPredicate(EffectPredicateProvider predicateProvider);

        /** A text field. */
        interface StringReference {

            EffectPredicate isEqualTo(String value);

            EffectPredicate matchesPattern(String pattern);
        }

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

        /** An array of groups. */
        interface ArrayReference {

            EffectPredicate hasMultipleItems();

            EffectPredicate containsElementSatisfying(EffectPredicateProvider elementPredicate);
        }

        /** A choice among strings and constants. */
        interface StringOrEnumReference<E extends Enum<E>> {

            EnumReference<E> isEnumChoice();

            @SuppressWarnings("unchecked")
            default EffectPredicate isEnumChoice(E specialChoice) {
                return isEnumChoice().isOneOf(specialChoice);
            }

            StringReference isStringChoice();
        }
    }
}
