package org.seqnet.knime;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** The class files of a bundle, with the names that each one's constant pool mentions: whatever it depends on. */
public final class BundleClasses {
    private final Map<String, Set<String>> mentioned = new TreeMap<>();

    private BundleClasses() {}

    /** Reads all classes that lie beside the given one: in its folder of classes, or in its jar. */
    public static BundleClasses around(Class<?> member) throws IOException {
        var classes = new BundleClasses();
        Path place = place(member);
        if (Files.isDirectory(place)) {
            var nested = place.resolve("target/classes");
            classes.readAll(Files.isDirectory(nested) ? nested : place);
        } else {
            try (var jar = FileSystems.newFileSystem(place)) {
                classes.readAll(jar.getPath("/"));
            }
        }
        return classes;
    }

    private static Path place(Class<?> member) {
        try {
            URI location =
                    member.getProtectionDomain().getCodeSource().getLocation().toURI();
            return Path.of(URI.create(location.toString().replaceFirst("^reference:", "")));
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private void readAll(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            for (var file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".class"))::iterator) {
                var name = root.relativize(file).toString().replace('\\', '/').replace(".class", "");
                if (name.startsWith("org/seqnet/")) {
                    mentioned.put(name.replace('/', '.'), constants(Files.readAllBytes(file)));
                }
            }
        }
    }

    /** Returns how many classes there are. */
    int size() {
        return mentioned.size();
    }

    /** Returns the classes that mention a name which holds one of these, in the form {@code org/nd4j/}. */
    public Set<String> mentioning(String... packages) {
        var guilty = new TreeSet<String>();
        mentioned.forEach((name, constants) -> {
            for (var forbidden : packages) {
                if (constants.stream().anyMatch(constant -> constant.contains(forbidden))) {
                    guilty.add(name);
                }
            }
        });
        return guilty;
    }

    /** Returns all texts of a class file's constant pool (Java Virtual Machine Specification, section 4.4). */
    private static Set<String> constants(byte[] file) throws IOException {
        var texts = new TreeSet<String>();
        try (InputStream bytes = new ByteArrayInputStream(file);
                var in = new DataInputStream(bytes)) {
            in.skipNBytes(8);
            int count = in.readUnsignedShort();
            for (int i = 1; i < count; i++) {
                int tag = in.readUnsignedByte();
                switch (tag) {
                    case 1 -> texts.add(in.readUTF());
                    case 7, 8, 16, 19, 20 -> in.skipNBytes(2);
                    case 15 -> in.skipNBytes(3);
                    case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                    case 5, 6 -> {
                        in.skipNBytes(8);
                        i++;
                    }
                    default -> throw new IOException("unknown constant " + tag);
                }
            }
        }
        return texts;
    }
}
