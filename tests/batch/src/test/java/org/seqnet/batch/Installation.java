package org.seqnet.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A copy of this build's product, the embedded KNIME runtime, that the p2 director installs our feature into. */
final class Installation {
    static final Path ROOT = Path.of(System.getProperty("repository.root"));
    private static final String FEATURE = "org.seqnet.feature.feature.group";
    private static final Path PRODUCT =
            ROOT.resolve("knime-runtime/product/target/products/org.seqnet.embedded.product/linux/gtk/x86_64");
    private static Installation shared;

    private final Path home;

    private Installation(Path home) {
        this.home = home;
    }

    /** What a process said and how it ended. */
    record Outcome(int exitCode, String output) {}

    /** Returns the installation that all tests share, with our feature; the first call makes it. */
    static synchronized Installation shared() {
        if (shared == null) {
            shared = fresh("knime");
            shared.install(UpdateSite.ADDRESS);
        }
        return shared;
    }

    /** Returns an installation of its own in {@code target}, without our feature. */
    static Installation fresh(String name) {
        var home = Path.of("target", name).toAbsolutePath();
        deleteTree(home);
        copyTree(PRODUCT, home);
        return new Installation(home);
    }

    /** Returns an installation whose p2 profile is that of another platform: p2 then resolves as it does there. */
    static Installation fresh(Platform platform) {
        var installation = fresh("knime-" + platform);
        var profiles =
                installation.home.resolve("p2/org.eclipse.equinox.p2.engine/profileRegistry/DefaultProfile.profile");
        try (var files = Files.newDirectoryStream(profiles, "*.profile.gz")) {
            for (var file : files) {
                var profile = unzipped(file);
                if (!profile.contains(environment(Platform.here()))) {
                    throw new IllegalStateException(file + " names no environment as p2 4.31 does.");
                }
                try (var out = new GZIPOutputStream(Files.newOutputStream(file))) {
                    out.write(profile.replace(environment(Platform.here()), environment(platform))
                            .getBytes(StandardCharsets.UTF_8));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return installation;
    }

    private static String unzipped(Path file) throws IOException {
        try (var in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String environment(Platform platform) {
        return "osgi.os=%s,osgi.arch=%s,osgi.ws=%s".formatted(platform.os(), platform.arch(), platform.ws());
    }

    Path home() {
        return home;
    }

    /** Installs our feature, as KNIME's dialog does. */
    void install(String site) {
        direct("-repository", site, "-installIU", FEATURE);
    }

    /** Installs our feature and the one that computes on current graphics cards. */
    void installForGraphicsCards(String site) {
        direct("-repository", site, "-installIU", FEATURE + ",org.seqnet.cudnn.feature.feature.group");
    }

    /** Replaces our feature by the one of a site, as KNIME's search for updates does. */
    void update(String site) {
        direct("-repository", site, "-uninstallIU", FEATURE, "-installIU", FEATURE);
    }

    void remove() {
        direct("-uninstallIU", FEATURE);
    }

    private void direct(String... arguments) {
        var all = new ArrayList<>(List.of("-application", "org.eclipse.equinox.p2.director"));
        all.addAll(List.of(arguments));
        var outcome = launch(all);
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException("The director failed:\n" + outcome.output());
        }
    }

    /** Returns the bundles of ours that start with this KNIME, with their versions. */
    SortedMap<String, String> ours() {
        var bundles = home.resolve("configuration/org.eclipse.equinox.simpleconfigurator/bundles.info");
        try (var lines = Files.lines(bundles)) {
            return lines.filter(line -> line.startsWith("org.seqnet."))
                    .map(line -> line.split(","))
                    .collect(Collectors.toMap(
                            parts -> parts[0], parts -> parts[1], (a, b) -> a + " and " + b, TreeMap::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs KNIME's batch application in a fresh workspace. */
    Outcome batch(Path workspace, String... arguments) {
        return batch(workspace, Map.of(), List.of(), arguments);
    }

    /** Runs it with environment variables and options of the virtual machine of its own. */
    Outcome batch(Path workspace, Map<String, String> environment, List<String> options, String... arguments) {
        var all = new ArrayList<>(
                List.of("-data", workspace.toString(), "-application", "org.knime.product.KNIME_BATCH_APPLICATION"));
        all.addAll(List.of(arguments));
        return launch(environment, options, all);
    }

    Outcome launch(List<String> arguments) {
        return launch(Map.of(), List.of(), arguments);
    }

    private Outcome launch(Map<String, String> environment, List<String> options, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Djava.awt.headless=true"));
        command.addAll(options);
        command.addAll(List.of("-jar", launcher().toString(), "-nosplash", "-consoleLog"));
        command.addAll(arguments);
        try {
            var console = Files.createTempFile("console", ".txt");
            var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(console.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException(
                        "No end after 15 minutes: " + command + "\n" + Files.readString(console));
            }
            var output = Files.readString(console);
            Files.delete(console);
            return new Outcome(process.exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private Path launcher() {
        try (var plugins = Files.list(home.resolve("plugins"))) {
            return plugins.filter(jar -> jar.getFileName().toString().startsWith("org.eclipse.equinox.launcher_"))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void copyTree(Path from, Path to) {
        try (var paths = Files.walk(from)) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void deleteTree(Path tree) {
        if (Files.notExists(tree)) {
            return;
        }
        try (var paths = Files.walk(tree).sorted(Comparator.reverseOrder())) {
            for (var path : (Iterable<Path>) paths::iterator) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
