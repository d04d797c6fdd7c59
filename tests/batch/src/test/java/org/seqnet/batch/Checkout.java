package org.seqnet.batch;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of what {@code ./run} needs of this repository, in which Maven, Java and whatever fetches data are small
 * scripts: they write down how they were called, and do what a test wants.
 */
final class Checkout {
    private static final String CATALOGUE = "bundles/org.seqnet.engine/src/org/seqnet/engine/idx/catalogue.txt";
    private static final String SETTINGS = "bundles/org.seqnet.knime.tests/src/org/seqnet/knime/settings";

    final Path home;
    final Path calls;
    final Path log;
    private final Path tools;
    private final Map<String, String> environment = new HashMap<>();
    private List<String> user = List.of();

    private Checkout(Path scratch) throws IOException {
        home = Files.createDirectories(scratch.resolve("a clöne"));
        tools = Files.createDirectories(scratch.resolve("tools"));
        calls = Files.createFile(scratch.resolve("calls"));
        log = scratch.resolve("log");
        environment.put("HOME", Files.createDirectories(scratch.resolve("home")).toString());
    }

    /** What a run said and how it ended. */
    record Outcome(int exitCode, String output) {}

    static Checkout in(Path scratch) throws IOException {
        var checkout = new Checkout(scratch);
        checkout.fill();
        return checkout;
    }

    private void fill() throws IOException {
        Files.copy(Installation.ROOT.resolve("run"), home.resolve("run"));
        Installation.copyTree(Installation.ROOT.resolve("tools"), home.resolve("tools"));
        for (var folder : List.of(SETTINGS, "workflows/mnist-lstm", "workflows/fashion-mnist-sample")) {
            Files.createDirectories(home.resolve(folder).getParent());
            Installation.copyTree(Installation.ROOT.resolve(folder), home.resolve(folder));
        }
        for (var folder : List.of("features", "knime-runtime", "spark", "targetplatform", "update-site")) {
            Files.createDirectories(home.resolve(folder));
        }
        Files.createFile(home.resolve("pom.xml"));
        Files.createDirectories(home.resolve(CATALOGUE).getParent());
        script(
                home.resolve("mvnw"),
                """
                site=update-site/target product=knime-runtime/product/target/products
                product=$product/org.seqnet.embedded.product/linux/gtk/x86_64
                spark=spark/org.seqnet.spark/target
                mkdir -p $site $product/plugins $spark
                touch $spark/seqnet-spark.jar
                touch $site/org.seqnet.update.zip $product/plugins/org.eclipse.equinox.launcher_1.jar""");
        tool(
                "java",
                """
                case "$*" in
                *-version*) echo "openjdk version \\"${FAKE_VERSION-17.0.1}\\"" >&2 ;;
                *CheckOptions*) exec "%s/bin/java" "$@" ;;
                *spark.launcher*) printf '\\0\\njava\\0submitted\\0' && printf '%%s\\0' "${@:5}" ;;
                submitted*) exit ${SPARK_STATUS-0} ;;
                *BATCH*)
                    echo "cache $SEQNET_CACHE" >>"$CALLS"
                    for argument in "$@"; do
                        [[ $argument != -Dorg.knime.embedded.results=* || -z ${WRITES_RESULTS-} ]] ||
                            touch "${argument#*=}/index.html"
                    done
                    exit ${KNIME_STATUS-0} ;;
                esac"""
                        .formatted(System.getProperty("java.home")));
        for (var tool : List.of("curl", "npm", "apt-get", "dpkg-deb")) {
            tool(tool, "exit 7");
        }
    }

    void catalogue(String lines) throws IOException {
        Files.writeString(home.resolve(CATALOGUE), "# a heading\n" + lines);
    }

    /** Puts a program on the path, before the system's own. */
    void tool(String name, String does) throws IOException {
        script(tools.resolve(name), does);
    }

    private static void script(Path file, String does) throws IOException {
        Files.writeString(file, "#!/bin/bash\necho \"${0##*/} $*\" >>\"$CALLS\"\n" + does + "\n", UTF_8);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** Sets a variable of the environment; null removes it. */
    Checkout with(String variable, String value) {
        environment.put(variable, value);
        return this;
    }

    /** Lets nobody write to the checkout, not even a root who runs the tests. */
    void protect() throws IOException {
        permit("r-xr-xr-x");
        if ("root".equals(System.getProperty("user.name"))) {
            user = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
        }
    }

    void unprotect() throws IOException {
        permit("rwxr-xr-x");
    }

    /** Lets everybody write to each of its folders. */
    void open() throws IOException {
        try (var files = Files.walk(home)) {
            for (var folder : files.filter(Files::isDirectory).toList()) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
    }

    private void permit(String permissions) throws IOException {
        for (var folder : List.of(home, home.getParent())) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString(permissions));
        }
    }

    Outcome run(String... arguments) throws IOException, InterruptedException {
        return ended(start(arguments));
    }

    Process start(String... arguments) throws IOException {
        var command = new ArrayList<>(user);
        // whatever started these tests may ignore signals, as nohup does, and what it starts would too
        command.addAll(List.of(
                "env",
                "--default-signal=HUP,INT,TERM",
                "bash",
                home.resolve("run").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        var variables = builder.environment();
        List.of(
                        "JAVA_HOME",
                        "KNIME_HOME",
                        "SEQNET_CACHE",
                        "SEQNET_BUILD",
                        "XDG_CACHE_HOME",
                        "SEQNET_JAVA_OPTIONS",
                        "JAVA_TOOL_OPTIONS",
                        "JDK_JAVA_OPTIONS",
                        "_JAVA_OPTIONS")
                .forEach(variables::remove);
        variables.put("PATH", tools + ":" + variables.get("PATH"));
        variables.put("CALLS", calls.toString());
        variables.put("LOG", log.toString());
        environment.forEach((name, value) -> {
            if (value == null) {
                variables.remove(name);
            } else {
                variables.put(name, value);
            }
        });
        return builder.start();
    }

    Outcome ended(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(2, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Outcome(process.waitFor(), Files.readString(log));
    }

    /** Returns how each tool was called, in order. */
    List<String> calls() throws IOException {
        return Files.readAllLines(calls);
    }
}
