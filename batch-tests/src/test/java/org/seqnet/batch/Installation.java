package org.seqnet.batch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The product of this build with the feature installed from this build's update-site zip by the p2 director. */
final class Installation {
    static final Path ROOT = Path.of(System.getProperty("repository.root"));
    static final Path UPDATE_SITE = ROOT.resolve("update-site/target/org.seqnet.update.zip");
    private static final Path PRODUCT = ROOT.resolve(
            "targetplatform/embedded/product/target/products/org.seqnet.embedded.product/linux/gtk/x86_64");
    private static Installation shared;

    private final Path home;

    private Installation(Path home) {
        this.home = home;
    }

    /** What a process said and how it ended. */
    record Outcome(int exitCode, String output) {}

    /** Returns the installation that all tests share; the first call makes it. */
    static synchronized Installation shared() {
        if (shared == null) {
            shared = install(Path.of("target/knime").toAbsolutePath());
        }
        return shared;
    }

    Path home() {
        return home;
    }

    private static Installation install(Path home) {
        deleteTree(home);
        copyTree(PRODUCT, home);
        var installation = new Installation(home);
        var outcome = installation.launch(List.of(
                "-application", "org.eclipse.equinox.p2.director",
                "-repository", "jar:" + UPDATE_SITE.toUri() + "!/",
                "-installIU", "org.seqnet.feature.feature.group"));
        if (outcome.exitCode() != 0) {
            throw new IllegalStateException("The director failed:\n" + outcome.output());
        }
        return installation;
    }

    /** Runs KNIME's batch application in a fresh workspace. */
    Outcome batch(Path workspace, String... arguments) {
        return batch(workspace, Map.of(), List.of(), arguments);
    }

    /** Runs it with environment variables and options of the virtual machine of its own. */
    Outcome batch(Path workspace, Map<String, String> environment, List<String> options, String... arguments) {
        var all = new ArrayList<>(List.of(
                "-data", workspace.toString(), "-application", "org.knime.product.KNIME_BATCH_APPLICATION"));
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
            var builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(console.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(15, TimeUnit.MINUTES)) {
                process.destroyForcibly().waitFor();
                throw new IllegalStateException("No end after 15 minutes: " + command + "\n" + Files.readString(console));
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
