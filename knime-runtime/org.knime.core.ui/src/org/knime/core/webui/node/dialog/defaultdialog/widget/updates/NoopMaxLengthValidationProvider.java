package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MaxLengthValidation;

/** No computed upper bound of a text's length. */
public class NoopMaxLengthValidationProvider extends NoopProvider<MaxLengthValidation> {}
