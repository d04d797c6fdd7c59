package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.knime.core.node.FluentNodeAPI;

/** A web page that a bundle brings, with the files that it refers to. */
public sealed class Page implements Resource, FluentNodeAPI permits FromFilePage {

    private final Resource main;
    final Map<String, Resource> resources = new HashMap<>();

    Page(Resource main) {
        this.main = main;
    }

    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {
            @Override
            public RequireBundle fromFile() {
                return clazz -> basePath -> file -> new FromFilePage(clazz, basePath, file);
            }

            @Override
            public RequireRelativePath fromString(StringSupplier content) {
                return path -> new Page(computed(content, path));
            }
        };
    }

    private static Resource computed(Supplier<String> content, String path) {
        return new Resource() {
            @Override
            public String getRelativePath() {
                return path;
            }

            @Override
            public InputStream getInputStream() {
                return new ByteArrayInputStream(content.get().getBytes(StandardCharsets.UTF_8));
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
        resources.put(relativePath, computed(content, relativePath));
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

        RequireRelativePath fromString(StringSupplier content);
    }

    /** Which bundle holds the files. */
    public interface RequireBundle {

        RequireBasePath bundleClass(Class<?> clazz);
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
}
