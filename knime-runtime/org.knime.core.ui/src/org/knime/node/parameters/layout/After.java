package org.knime.node.parameters.layout;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.knime.core.webui.node.dialog.defaultdialog.layout.AfterAllOf;

/** Puts a layout part behind another one. */
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(AfterAllOf.class)
@Target(ElementType.TYPE)
public @interface After {

    Class<?> value();
}
