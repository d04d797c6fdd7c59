package org.knime.filehandling.core.connections;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Paths;
import java.util.Arrays;

/** Makes locations of URLs. */
public final class FSLocationUtil {
    /** In milliseconds. */
    private static final String TIMEOUT = "1000";

    private FSLocationUtil() {}

    /**
     * Returns the location that a URL stands for: a local path for {@code file:}, a place in a mountpoint or relative
     * to one for {@code knime:}, and the URL itself for all others.
     *
     * @throws IllegalArgumentException if it is no URL, or one of KNIME without a place
     */
    public static FSLocation createFromURL(final String url) {
        if (url == null || url.isBlank()) {
            throw new IllegalArgumentException("URL must not be null or empty");
        }
        var uri = parsed(url);
        return switch (uri.getScheme()) {
            case "file" -> new FSLocation(FSCategory.LOCAL, Paths.get(uri).toString());
            case "knime" -> inKnime(uri);
            default -> new FSLocation(FSCategory.CUSTOM_URL, TIMEOUT, url);
        };
    }

    private static URI parsed(String url) {
        try {
            return new URI(url.replace(" ", "%20"));
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static FSLocation inKnime(URI uri) {
        var host = uri.getHost();
        if (host == null || host.isBlank()) {
            throw new IllegalArgumentException("Host of knime:// URL must not be null or empty");
        }
        if (Arrays.stream(RelativeTo.values())
                .noneMatch(base -> base.getSettingsValue().equals(host))) {
            return new FSLocation(FSCategory.MOUNTPOINT, host, uri.getPath());
        }
        var path = uri.getPath().replaceFirst("^/", "");
        return new FSLocation(FSCategory.RELATIVE, host, path.isEmpty() ? "." : path);
    }
}
