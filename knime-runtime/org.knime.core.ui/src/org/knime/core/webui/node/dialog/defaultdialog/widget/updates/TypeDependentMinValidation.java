package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** Stands for the lower bound of the field's own type. */
public abstract class TypeDependentMinValidation extends MinValidation {}
