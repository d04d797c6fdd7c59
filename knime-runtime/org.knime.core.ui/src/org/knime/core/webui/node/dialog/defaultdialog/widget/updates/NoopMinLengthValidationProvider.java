package org.knime.core.webui.node.dialog.defaultdialog.widget.updates;

import org.knime.node.parameters.widget.text.TextInputWidgetValidation.MinLengthValidation;

/** No computed lower bound of a text's length. */
public class NoopMinLengthValidationProvider extends NoopProvider<MinLengthValidation> {}
