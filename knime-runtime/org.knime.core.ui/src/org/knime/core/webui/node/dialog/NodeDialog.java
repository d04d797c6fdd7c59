package org.knime.core.webui.node.dialog;

import java.util.Set;
import org.knime.core.webui.UIExtension;

/** A dialog. This runtime never shows one. */
public interface NodeDialog extends UIExtension {

    Set<SettingsType> getSettingsTypes();
}
