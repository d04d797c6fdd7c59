package org.seqnet.engine.kernel.product;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** The bundle org.seqnet.onednn, as the last build left it, in a class space of its own: its JavaCPP is another one. */
final class MixedLibrary extends URLClassLoader {
    private static final Path BUNDLES = Path.of("../../bundles");

    private MixedLibrary() throws IOException {
        super(addresses(), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] addresses() throws IOException {
        var addresses = new ArrayList<URL>();
        addresses.add(address(BUNDLES.resolve("org.seqnet.onednn/target/classes")));
        for (var bundle : new String[] {"org.seqnet.onednn", "org.seqnet.onednn.linux.x86_64"}) {
            try (var jars = Files.newDirectoryStream(BUNDLES.resolve(bundle + "/lib"), "*.jar")) {
                for (var jar : jars) {
                    addresses.add(address(jar));
                }
            }
        }
        return addresses.toArray(URL[]::new);
    }

    private static URL address(Path file) throws MalformedURLException {
        return file.toUri().toURL();
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        return name.startsWith("org.seqnet.engine.") ? Class.forName(name) : super.findClass(name);
    }

    /** Loads it. */
    static MatrixProducts load() {
        try {
            var support = (MixedSupport) new MixedLibrary()
                    .loadClass("org.seqnet.onednn.OneDnnSupport")
                    .getDeclaredConstructor()
                    .newInstance();
            support.refusal().ifPresent(reason -> {
                throw new IllegalStateException(reason);
            });
            return support.start();
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException("Build the bundle org.seqnet.onednn first: ./mvnw -DskipTests package", e);
        }
    }
}
