package org.seqnet.walls;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.jar.Attributes;
import java.util.jar.Manifest;

/** The bundles that hold our code, and the module for Spark, as this build has compiled them. */
enum Bundle {
    ENGINE("bundles", "org.seqnet.engine", 150),
    CUDNN("bundles", "org.seqnet.cudnn", 20),
    ONEDNN("bundles", "org.seqnet.onednn", 5),
    EXCHANGE("bundles", "org.seqnet.exchange", 10),
    SPARK("spark", "org.seqnet.spark", 50),
    NODES("bundles", "org.seqnet.knime", 150);

    /** The root of the repository. */
    static final Path REPOSITORY = Path.of(System.getProperty("repository.root"));

    private static final JavaClasses ALL = imported();

    private final String parent;

    /** The name of the bundle, and of its outermost package. */
    final String title;

    /** No rule must hold because there was nothing to look at. */
    private final int fewestClasses;

    Bundle(String parent, String title, int fewestClasses) {
        this.parent = parent;
        this.title = title;
        this.fewestClasses = fewestClasses;
    }

    private static JavaClasses imported() {
        var classes = new ClassFileImporter()
                .importPaths(Arrays.stream(values()).map(Bundle::compiled).toList());
        for (var bundle : values()) {
            assertThat(classes.that(bundle.own()))
                    .as("classes in " + bundle.compiled() + "; ./mvnw verify compiles them")
                    .hasSizeGreaterThan(bundle.fewestClasses);
        }
        return classes;
    }

    /** Returns the classes of all of these bundles. */
    static JavaClasses all() {
        return ALL;
    }

    /** Returns the classes of this bundle. */
    JavaClasses classes() {
        return ALL.that(own());
    }

    private DescribedPredicate<JavaClass> own() {
        return JavaClass.Predicates.resideInAPackage(title + "..");
    }

    Path folder() {
        return REPOSITORY.resolve(parent).resolve(title);
    }

    Attributes manifest() throws IOException {
        try (var in = Files.newInputStream(folder().resolve("META-INF/MANIFEST.MF"))) {
            return new Manifest(in).getMainAttributes();
        }
    }

    Path compiled() {
        return folder().resolve("target/classes");
    }
}
