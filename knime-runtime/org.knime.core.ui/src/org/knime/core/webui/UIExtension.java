package org.knime.core.webui;

import org.knime.core.webui.page.Page;

/** Something that shows itself on a page. */
public interface UIExtension {
    Page getPage();
}
