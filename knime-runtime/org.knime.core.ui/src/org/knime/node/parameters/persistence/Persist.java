package org.knime.node.parameters.persistence;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Pins the key of a field. Not to be combined with {@link Persistor}. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface Persist {

    /** The key; the field's name if empty. */
    String configKey() default "";

    /** Appends {@code _Internals} to the key, which keeps flow variables away from it. */
    boolean hidden() default false;
}
