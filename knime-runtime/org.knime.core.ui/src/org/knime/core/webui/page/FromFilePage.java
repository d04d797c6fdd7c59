package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import org.osgi.framework.FrameworkUtil;

/** A page that lies in a bundle. */
public final class FromFilePage extends Page {
    FromFilePage(Class<?> bundleClass, String path) {
        super(() -> open(bundleClass, path));
    }

    private static InputStream open(Class<?> bundleClass, String path) throws IOException {
        var bundle = FrameworkUtil.getBundle(bundleClass);
        var entry = bundle.getEntry(path);
        if (entry == null) {
            throw new NoSuchFileException(path, null, "not in bundle " + bundle.getSymbolicName());
        }
        return entry.openStream();
    }
}
