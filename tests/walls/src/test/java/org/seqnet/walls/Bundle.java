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

/** The bundles that hold our code, as this build has compiled them. */
enum Bundle {
    ENGINE("org.seqnet.engine"),
    NODES("org.seqnet.knime");

    /** The root of the repository. */
    static final Path REPOSITORY = Path.of(System.getProperty("repository.root"));

    private static final int FEWEST_CLASSES = 150;
    private static final JavaClasses BOTH = imported();

    /** The name of the bundle, and of its outermost package. */
    final String title;

    Bundle(String title) {
        this.title = title;
    }

    private static JavaClasses imported() {
        var classes = new ClassFileImporter()
                .importPaths(Arrays.stream(values()).map(Bundle::compiled).toList());
        for (var bundle : values()) {
            // no rule must hold because there was nothing to look at
            assertThat(classes.that(bundle.own()))
                    .as("classes in " + bundle.compiled() + "; ./mvnw verify compiles them")
                    .hasSizeGreaterThan(FEWEST_CLASSES);
        }
        return classes;
    }

    /** Returns the classes of both bundles. */
    static JavaClasses both() {
        return BOTH;
    }

    /** Returns the classes of this bundle. */
    JavaClasses classes() {
        return BOTH.that(own());
    }

    private DescribedPredicate<JavaClass> own() {
        return JavaClass.Predicates.resideInAPackage(title + "..");
    }

    Path folder() {
        return REPOSITORY.resolve("bundles").resolve(title);
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
