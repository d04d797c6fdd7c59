package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.osgi.framework.Bundle;

/** A page that lies in a bundle. */
public sealed class FromFilePage extends Page permits ReusablePage {

    private final Bundle bundle;
    private final String basePath;

    FromFilePage(Bundle bundle, String basePath, String relativeFilePath) {
        super(new BundleFile(bundle, basePath, relativeFilePath));
        this.bundle = bundle;
        this.basePath = basePath;
    }

    protected FromFilePage(FromFilePage page) {
        super(page);
        this.bundle = page.bundle;
        this.basePath = page.basePath;
    }

    /** Lets several nodes show the page without loading it again. */
    public ReusablePage getReusablePage(String pageName) {
        return new ReusablePage(this, Objects.requireNonNull(pageName));
    }

    /** Adds a file of the page's folder. */
    public FromFilePage addResourceFile(String relativeFilePath) {
        resources.put(relativeFilePath, new BundleFile(bundle, basePath, relativeFilePath));
        return this;
    }

    /** Adds all files in a folder below the page's folder, and below that. */
    public FromFilePage addResourceDirectory(String relativeDirPath) {
        var entries = bundle.findEntries(basePath + "/" + relativeDirPath, "*", true);
        if (entries == null) {
            throw new IllegalStateException("Bundle " + bundle.getSymbolicName() + " has no files in " + basePath + "/"
                    + relativeDirPath + ".");
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

    private record BundleFile(Bundle bundle, String basePath, String relativePath) implements Resource {

        @Override
        public String getRelativePath() {
            return relativePath;
        }

        @Override
        public InputStream getInputStream() throws IOException {
            var entry = bundle.getEntry(basePath + "/" + relativePath);
            if (entry == null) {
                throw new NoSuchFileException(
                        basePath + "/" + relativePath, null, "not in bundle " + bundle.getSymbolicName());
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
