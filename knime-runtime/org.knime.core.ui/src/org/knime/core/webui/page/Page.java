package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.core.runtime.Platform;
import org.knime.core.node.FluentNodeAPI;
import org.osgi.framework.FrameworkUtil;

/** A web page that a bundle brings, with the files that it refers to. */
public sealed class Page implements Resource, FluentNodeAPI permits FromFilePage {

    private final Resource main;
    final Map<String, Resource> resources = new HashMap<>();

    Page(Resource main) {
        this.main = main;
    }

    protected Page(Page page) {
        this.main = page.main;
        this.resources.putAll(page.resources);
    }

    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {
            @Override
            public RequireBundle fromFile() {
                return new RequireBundle() {
                    @Override
                    public RequireBasePath bundleClass(Class<?> clazz) {
                        return basePath -> file -> new FromFilePage(FrameworkUtil.getBundle(clazz), basePath, file);
                    }

                    @Override
                    public RequireBasePath bundleID(String bundleID) {
                        return basePath -> file -> new FromFilePage(Platform.getBundle(bundleID), basePath, file);
                    }
                };
            }

            @Override
            public RequireRelativePath fromString(InputStreamSupplier content, Charset charset) {
                return path -> new Page(computed(content, path));
            }

            @Override
            public RequireRelativePath fromString(StringSupplier content, Charset charset) {
                return fromString(() -> new ByteArrayInputStream(content.get().getBytes(charset)), charset);
            }
        };
    }

    private static Resource computed(Supplier<InputStream> content, String path) {
        return new Resource() {
            @Override
            public String getRelativePath() {
                return path;
            }

            @Override
            public InputStream getInputStream() {
                return content.get();
            }

            @Override
            public boolean isStatic() {
                return false;
            }

            @Override
            public ContentType getContentType() {
                return ContentType.determineType(path);
            }
        };
    }

    /** Adds a file whose content is computed. */
    public Page addResourceFromString(Supplier<String> content, String relativePath) {
        Supplier<InputStream> stream =
                () -> new ByteArrayInputStream(content.get().getBytes(StandardCharsets.UTF_8));
        resources.put(relativePath, computed(stream, relativePath));
        return this;
    }

    public Optional<Resource> getResource(String relativePath) {
        return Optional.ofNullable(resources.get(relativePath));
    }

    @Override
    public String getRelativePath() {
        return main.getRelativePath();
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return main.getInputStream();
    }

    @Override
    public boolean isStatic() {
        return main.isStatic();
    }

    @Override
    public ContentType getContentType() {
        return main.getContentType();
    }

    /** Where the page comes from. */
    public interface RequireFromFileOrString {

        RequireBundle fromFile();

        default RequireRelativePath fromString(InputStreamSupplier content) {
            return fromString(content, null);
        }

        default RequireRelativePath fromString(StringSupplier content) {
            return fromString(content, StandardCharsets.UTF_8);
        }

        RequireRelativePath fromString(InputStreamSupplier content, Charset charset);

        RequireRelativePath fromString(StringSupplier content, Charset charset);
    }

    /** Which bundle holds the files. */
    public interface RequireBundle {

        RequireBasePath bundleClass(Class<?> clazz);

        RequireBasePath bundleID(String bundleID);
    }

    /** Which folder of the bundle holds the files. */
    public interface RequireBasePath {

        RequireRelativeFilePath basePath(String basePath);
    }

    /** Which file is the page. */
    public interface RequireRelativeFilePath {

        FromFilePage relativeFilePath(String relativeFilePath);
    }

    /** What a computed page is called. */
    public interface RequireRelativePath {

        Page relativePath(String relativePath);
    }

    /** Computes text. */
    public interface StringSupplier extends Supplier<String> {}

    /** Opens a stream. */
    public interface InputStreamSupplier extends Supplier<InputStream> {}
}
