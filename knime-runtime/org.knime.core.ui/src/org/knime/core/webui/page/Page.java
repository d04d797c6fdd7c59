package org.knime.core.webui.page;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import org.knime.core.node.FluentNodeAPI;

/** A web page, which brings all that it needs in its one file. */
public sealed class Page implements Resource, FluentNodeAPI permits FromFilePage {
    private final Resource content;

    Page(Resource content) {
        this.content = content;
    }

    public static RequireFromFileOrString create() {
        return new RequireFromFileOrString() {
            @Override
            public RequireBundle fromFile() {
                return type -> folder -> file -> new FromFilePage(type, folder + "/" + file);
            }

            @Override
            public RequireRelativePath fromString(StringSupplier content) {
                return path ->
                        new Page(() -> new ByteArrayInputStream(content.get().getBytes(StandardCharsets.UTF_8)));
            }
        };
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return content.getInputStream();
    }

    /** Where the page comes from. */
    public interface RequireFromFileOrString {
        RequireBundle fromFile();

        RequireRelativePath fromString(StringSupplier content);
    }

    /** Which bundle holds the file. */
    public interface RequireBundle {
        RequireBasePath bundleClass(Class<?> clazz);
    }

    /** Which folder of the bundle holds the file. */
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
