package org.seqnet.walls;

import static java.util.function.Predicate.not;
import static java.util.stream.Collectors.filtering;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What production does not need is no production code, whatever tests call it. */
class UnusedTest {
    /** The outermost classes that each outermost class uses. */
    private static final Map<JavaClass, Set<JavaClass>> USED = used();

    @Test
    void all_classes_can_be_reached_from_what_knime_and_eclipse_start() throws IOException {
        var reached = new HashSet<JavaClass>();
        var open = new ArrayDeque<>(started());
        while (!open.isEmpty()) {
            var type = open.remove();
            if (reached.add(type)) {
                open.addAll(usedBy(type));
            }
        }

        assertThat(started()).hasSizeGreaterThan(10);
        assertThat(names(outermost().filter(not(reached::contains)))).isEmpty();
    }

    /** The settings of nodes may be public: tests of all nodes name them together. */
    @Test
    void what_only_its_own_package_uses_is_not_public() throws IOException {
        var elsewhere = new HashSet<>(started());
        outermost().forEach(type -> usedBy(type).stream()
                .filter(used -> !used.getPackageName().equals(type.getPackageName()))
                .forEach(elsewhere::add));

        assertThat(names(outermost()
                        .filter(type -> type.getModifiers().contains(JavaModifier.PUBLIC))
                        .filter(type -> !type.isAssignableTo("org.knime.node.parameters.NodeParameters"))
                        .filter(type -> !isForUsersOfSpark(type))
                        .filter(not(elsewhere::contains))))
                .isEmpty();
    }

    @Test
    void the_engine_exports_what_other_bundles_use() throws IOException {
        var used = Stream.of(Bundle.NODES, Bundle.CUDNN, Bundle.ONEDNN)
                .flatMap(bundle -> bundle.classes().stream())
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency ->
                        dependency.getTargetClass().getBaseComponentType().getPackageName())
                .filter(name -> name.startsWith(Bundle.ENGINE.title))
                .collect(toSet());

        used.add("org.seqnet.engine.rdata"); // the tests of the node bundle fuzz the files of all rooms

        assertThat(Bundle.ENGINE
                        .manifest()
                        .getValue("Export-Package")
                        .replaceAll(";x-friends:=\"[^\"]*\"", "")
                        .split("\\s*,\\s*"))
                .containsExactlyInAnyOrderElementsOf(used);
    }

    @Test
    void production_calls_all_methods() {
        assertThat(Bundle.all().stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> !method.getModifiers().contains(JavaModifier.PRIVATE))
                        .filter(UnusedTest::isForUs)
                        .filter(method -> method.getAccessesToSelf().isEmpty()
                                && method.getReferencesToSelf().isEmpty())
                        .map(JavaMethod::getFullName))
                .isEmpty();
    }

    /**
     * Methods that Java writes, or that somebody else's class or interface declares, are called by others; and a value
     * may have more ways to be made and changed than production takes.
     */
    private static boolean isForUs(JavaMethod method) {
        var owner = method.getOwner();
        return !method.getRawReturnType().equals(owner)
                && !isForUsersOfSpark(owner)
                && !method.getName().equals("main")
                && !method.getModifiers().contains(JavaModifier.SYNTHETIC)
                && !(owner.isEnum() && Set.of("values", "valueOf").contains(method.getName()))
                && !(owner.isRecord() && owner.tryGetField(method.getName()).isPresent())
                && Stream.concat(owner.getAllRawSuperclasses().stream(), owner.getAllRawInterfaces().stream())
                        .noneMatch(parent -> mayDeclare(parent, method));
    }

    /** A stage of Spark ML is set by users, from Python by reflection. */
    private static boolean isForUsersOfSpark(JavaClass type) {
        return type.getPackageName().equals("org.seqnet.spark.ml");
    }

    private static boolean mayDeclare(JavaClass parent, JavaMethod method) {
        return parent.getMethods().stream()
                        .anyMatch(declared -> declared.getName().equals(method.getName())
                                && declared.getRawParameterTypes().size()
                                        == method.getRawParameterTypes().size())
                || !parent.isFullyImported() && !parent.getPackageName().startsWith("java.");
    }

    private static Stream<JavaClass> outermost() {
        return Bundle.all().stream()
                .filter(type -> type.getPackageName().startsWith("org.seqnet."))
                .filter(JavaClass::isTopLevelClass)
                .filter(type -> !type.getSimpleName().equals("package-info"));
    }

    /**
     * Returns the outermost classes that plugin.xml and manifests name, those that the engine finds by name, and those
     * that Spark and its users start with.
     */
    private static Set<JavaClass> started() throws IOException {
        var named = new StringBuilder("org.seqnet.cudnn.CudnnSupport org.seqnet.onednn.OneDnnSupport "
                + "org.seqnet.spark.app.Main org.seqnet.spark.ml.SequenceEstimator ");
        for (var bundle : Bundle.values()) {
            for (var file : new String[] {"plugin.xml", "META-INF/MANIFEST.MF"}) {
                var path = bundle.folder().resolve(file);
                named.append(Files.exists(path) ? Files.readString(path) : "");
            }
        }
        var words = new HashSet<>(List.of(named.toString().split("[\"\\s$,;]+")));
        return outermost().filter(type -> words.contains(type.getName())).collect(toCollection(HashSet::new));
    }

    private static Set<JavaClass> usedBy(JavaClass type) {
        return USED.getOrDefault(type, Set.of());
    }

    private static Map<JavaClass, Set<JavaClass>> used() {
        return Bundle.all().stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .collect(groupingBy(
                        dependency -> outermost(dependency.getOriginClass()),
                        mapping(
                                dependency ->
                                        outermost(dependency.getTargetClass().getBaseComponentType()),
                                filtering(Bundle.all()::contains, toSet()))));
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(UnusedTest::outermost).orElse(type);
    }

    private static Set<String> names(Stream<JavaClass> types) {
        return types.map(JavaClass::getName).collect(toCollection(TreeSet::new));
    }
}
