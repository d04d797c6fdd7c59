package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.number.NumberInputWidgetValidation.MinValidation;

/** No computed lower bound. */
public class NoopMinValidationProvider extends NoopProvider<MinValidation> {}
