package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import org.osgi.framework.FrameworkUtil;

/** A page that lies in a bundle. */
public final class FromFilePage extends Page {

    private final Class<?> bundleClass;
    private final String basePath;

    FromFilePage(Class<?> bundleClass, String basePath, String relativeFilePath) {
        super(new BundleFile(bundleClass, basePath, relativeFilePath));
        this.bundleClass = bundleClass;
        this.basePath = basePath;
    }

    /** Adds a file of the page's folder. */
    public FromFilePage addResourceFile(String relativeFilePath) {
        resources.put(relativeFilePath, new BundleFile(bundleClass, basePath, relativeFilePath));
        return this;
    }

    /** Adds all files in a folder below the page's folder, and below that. */
    public FromFilePage addResourceDirectory(String relativeDirPath) {
        var entries = FrameworkUtil.getBundle(bundleClass).findEntries(basePath + "/" + relativeDirPath, "*", true);
        if (entries == null) {
            throw new IllegalStateException("The bundle of " + bundleClass.getName() + " has no files in " + basePath
                    + "/" + relativeDirPath + ".");
        }
        entries.asIterator().forEachRemaining(this::addEntry);
        return this;
    }

    private void addEntry(URL entry) {
        var path = entry.getPath();
        if (!path.endsWith("/")) {
            var prefix = "/" + basePath + "/";
            addResourceFile(path.substring(path.indexOf(prefix) + prefix.length()));
        }
    }

    private record BundleFile(Class<?> bundleClass, String basePath, String relativePath) implements Resource {

        @Override
        public String getRelativePath() {
            return relativePath;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            var entry = FrameworkUtil.getBundle(bundleClass).getEntry(basePath + "/" + relativePath);
            if (entry == null) {
                throw new NoSuchFileException(
                        basePath + "/" + relativePath, null, "not in the bundle of " + bundleClass.getName());
            }
            return entry.openStream();
        }

        @Override
        public boolean isStatic() {
            return true;
        }

        @Override
        public ContentType getContentType() {
            return ContentType.determineType(relativePath);
        }
    }
}
