package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MaxValidation;

/** Stands for the upper bound of the field's own type. */
public abstract class TypeDependentMaxValidation extends MaxValidation {}
