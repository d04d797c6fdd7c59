package org.knime.core.webui.page;

import java.io.IOException;
import java.io.InputStream;

/** A file of a page. */
public interface Resource {

    /** What a file is to the page that shows it. */
    enum ContentType {
        HTML,
        SHADOW_APP,
        SVG,
        PNG;

        static ContentType determineType(String path) {
            return switch (path.substring(path.lastIndexOf('.') + 1)) {
                case "html" -> HTML;
                case "js" -> SHADOW_APP;
                case "svg" -> SVG;
                case "png" -> PNG;
                default -> throw new IllegalArgumentException(
                        "A page cannot show " + path + "; it ends in neither .html, .js, .svg nor .png.");
            };
        }
    }

    String getRelativePath();

    InputStream getInputStream() throws IOException;

    boolean isStatic();

    ContentType getContentType();
}
