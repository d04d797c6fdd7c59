package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;

/** A file that a page is made of. */
public interface Resource {
    /** @throws IOException if the file is not there */
    InputStream getInputStream() throws IOException;
}
