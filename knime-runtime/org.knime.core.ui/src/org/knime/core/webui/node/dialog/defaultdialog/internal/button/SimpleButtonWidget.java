package org.knime.core.webui.node.dialog.defaultdialog.internal.button;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.knime.node.parameters.updates.ButtonReference;

/** Shows a button; the field itself, a {@link Void}, holds nothing. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface SimpleButtonWidget {
    Class<? extends ButtonReference> ref();
}
