package org.seqnet.engine.backend;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.nd4j.linalg.factory.Nd4jBackend;

/**
 * Shows ND4J one of the backends that are installed. ND4J tries every backend that it sees, and its CUDA backend prints
 * a stack trace where there is no card.
 */
final class ShownBackend extends ClassLoader {
    private static final String SERVICE = "META-INF/services/" + Nd4jBackend.class.getName();

    private final String backendClass;

    /** @param backendClass the name of the backend's class */
    ShownBackend(ClassLoader bundles, String backendClass) {
        super(bundles);
        this.backendClass = backendClass;
    }

    @Override
    public Enumeration<URL> getResources(String name) throws IOException {
        var all = super.getResources(name);
        if (!name.equals(SERVICE)) {
            return all;
        }
        for (var service : Collections.list(all)) {
            if (names(service)) {
                return Collections.enumeration(List.of(service));
            }
        }
        return Collections.emptyEnumeration();
    }

    private boolean names(URL service) throws IOException {
        try (InputStream content = service.openStream()) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("#", 2)[0].strip())
                    .anyMatch(backendClass::equals);
        }
    }
}
