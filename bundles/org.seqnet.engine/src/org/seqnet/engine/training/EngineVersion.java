package org.seqnet.engine.training;

import java.io.IOException;
import java.util.Collections;
import java.util.jar.Manifest;

/** Tells this engine's version. */
public final class EngineVersion {
    private EngineVersion() {}

    /** Returns the version in the bundle's manifest, or {@code development} where classes run without one. */
    public static String get() {
        try {
            var loader = EngineVersion.class.getClassLoader();
            for (var location : Collections.list(loader.getResources("META-INF/MANIFEST.MF"))) {
                try (var in = location.openStream()) {
                    var attributes = new Manifest(in).getMainAttributes();
                    var name = attributes.getValue("Bundle-SymbolicName");
                    if (name != null && name.split(";")[0].equals("org.seqnet.engine")) {
                        return attributes.getValue("Bundle-Version");
                    }
                }
            }
        } catch (IOException e) {
            // A version that cannot be read is worth no failed training.
        }
        return "development";
    }
}
