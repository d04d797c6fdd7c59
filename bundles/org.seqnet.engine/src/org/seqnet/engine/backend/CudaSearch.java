package org.seqnet.engine.backend;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Finds out whether ND4J's CUDA backend can compute on this machine, without loading any of it.
 *
 * <p>The backend is built for CUDA 11.6. It holds machine code for some compute capabilities up to 8.6, and no code
 * that a driver could translate for others. Code for one capability runs on later ones with the same first digit.
 */
final class CudaSearch {
    static final String BACKEND_CLASS = "org.nd4j.linalg.jcublas.JCublasBackend";

    /** Compute capabilities that there is code for, from each up to the second. */
    private static final double[][] SERVED_ON_LINUX = {{3.7, 3.7}, {5.0, 5.3}, {6.0, 6.2}, {7.0, 7.5}, {8.0, 8.9}};

    private static final double[][] SERVED_ON_WINDOWS = {{5.0, 5.3}, {6.1, 6.2}, {7.5, 7.5}, {8.6, 8.9}};
    /** What the backend's code and one small training take. */
    private static final long LEAST_FREE_MEGABYTES = 1000;
    /** A driver that hangs must not hang KNIME. */
    private static final long LONGEST_QUERY_SECONDS = 20;

    private final ClassLoader loader;
    private final Machine machine;

    /** @param loader sees the bundles' classes and native parts */
    CudaSearch(ClassLoader loader, Machine machine) {
        this.loader = loader;
        this.machine = machine;
    }

    /** What was found: the diagnosis, and the first card if there is one. */
    record Outcome(Diagnosis diagnosis, Optional<GraphicsCard> card) {}

    /**
     * Looks for everything, unless ND4J has no CUDA backend for this platform. It starts the driver's own
     * {@code nvidia-smi} if that is there, and changes nothing.
     */
    Outcome search() {
        if (!isServed()) {
            var none = Finding.missing(
                    "CUDA natives for " + machine.platform(),
                    "not available: ND4J's CUDA backend supports only Linux and Windows on x86-64.",
                    "Use the CPU on this machine.");
            return new Outcome(new Diagnosis(List.of(none)), Optional.empty());
        }
        var findings = new ArrayList<Finding>();
        findings.add(javaPart());
        findings.add(nativePart());
        findings.add(driver());
        var cards = cards();
        findings.add(card(cards));
        var card = cards.stream().findFirst();
        card.ifPresent(found -> {
            findings.add(driverVersion(found));
            findings.add(capability(found));
            findings.add(freeMemory(found));
        });
        findings.addAll(CudaLibrary.search(machine));
        return new Outcome(new Diagnosis(findings), card);
    }

    private boolean isServed() {
        return machine.platform().equals("linux-x86_64") || machine.platform().equals("windows-x86_64");
    }

    /** Returns whether the Java part of the backend is installed; if not, a user has never asked for a card. */
    boolean isInstalled() {
        return loader.getResource(BACKEND_CLASS.replace('.', '/') + ".class") != null;
    }

    /**
     * Loads CUDA's libraries into the process.
     *
     * @throws UnsatisfiedLinkError if one is missing or does not load
     */
    void loadLibraries() {
        CudaLibrary.loadAll(machine);
    }

    private Finding javaPart() {
        return isInstalled()
                ? Finding.present("CUDA feature", "installed")
                : Finding.missing(
                        "CUDA feature",
                        "not installed.",
                        "Install \"Sequence Networks: NVIDIA graphics cards\" from the update site.");
    }

    private Finding nativePart() {
        var subject = "CUDA natives for " + machine.platform();
        var file = "org/nd4j/linalg/jcublas/bindings/" + machine.platform() + "/"
                + (machine.isWindows() ? "jnind4jcuda.dll" : "libjnind4jcuda.so");
        return loader.getResource(file) != null
                ? Finding.present(subject, "installed")
                : Finding.missing(
                        subject,
                        "not installed; searched for " + file + " in the bundles org.seqnet.dl4j.cuda.*.",
                        "Install \"CUDA natives\" from the CUDA update site (see docs/gpu.md).");
    }

    private Finding driver() {
        var name = machine.isWindows() ? "nvcuda.dll" : "libcuda.so.1";
        return machine.library(name)
                .map(place -> Finding.present("NVIDIA driver", place.toString()))
                .orElseGet(() -> Finding.missing(
                        "NVIDIA driver",
                        "no " + name + "; " + machine.searchedFolders() + ".",
                        "Install NVIDIA's driver, version " + leastDriver()
                                + " or later, and restart the machine; in a container, pass the card through "
                                + "(--gpus all)."));
    }

    private Finding card(List<GraphicsCard> cards) {
        if (!cards.isEmpty()) {
            return Finding.present("Graphics card", cards.get(0).toString());
        }
        return machine.program("nvidia-smi")
                .map(program -> Finding.missing(
                        "Graphics card",
                        program + " does not list any.",
                        "Run it in a terminal to see the reason. In a container or virtual machine, the card "
                                + "must be passed through; CUDA_VISIBLE_DEVICES must not be empty."))
                .orElseGet(() -> Finding.missing(
                        "Graphics card",
                        "not found because the driver's program nvidia-smi is missing.",
                        "Install the complete NVIDIA driver, including its utilities."));
    }

    private Finding driverVersion(GraphicsCard card) {
        var subject = "Driver version";
        return isAtLeast(card.driver(), leastDriver())
                ? Finding.present(subject, card.driver())
                : Finding.missing(
                        subject,
                        card.driver() + "; CUDA 11.6 requires " + leastDriver() + " or later.",
                        "Update NVIDIA's driver.");
    }

    /** CUDA 11's minor version compatibility asks for this one, see NVIDIA's CUDA compatibility guide. */
    private String leastDriver() {
        return machine.isWindows() ? "452.39" : "450.80.02";
    }

    static boolean isAtLeast(String version, String least) {
        var actual = version.split("\\.");
        var wanted = least.split("\\.");
        for (int i = 0; i < wanted.length; i++) {
            int difference = number(actual, i) - number(wanted, i);
            if (difference != 0) {
                return difference > 0;
            }
        }
        return true;
    }

    private static int number(String[] parts, int i) {
        return i < parts.length && parts[i].matches("\\d{1,9}") ? Integer.parseInt(parts[i]) : 0;
    }

    private Finding capability(GraphicsCard card) {
        var subject = "Compute capability";
        if (card.capability().isEmpty()) {
            return Finding.present(subject, "not reported by this driver");
        }
        double capability = card.capability().get();
        var served = machine.isWindows() ? SERVED_ON_WINDOWS : SERVED_ON_LINUX;
        if (Arrays.stream(served).anyMatch(range -> capability >= range[0] && capability <= range[1])) {
            return Finding.present(subject, Double.toString(capability));
        }
        return Finding.missing(
                subject,
                "%s; ND4J's CUDA backend supports %s%s."
                        .formatted(capability, words(served), machine.isWindows() ? " on Windows" : ""),
                capability > served[served.length - 1][1]
                        ? "This card is newer than the backend and requires \"" + CardStart.FEATURE
                                + "\" instead (see docs/gpu.md)."
                        : "This card is not supported; use the CPU.");
    }

    private static String words(double[][] ranges) {
        return Arrays.stream(ranges)
                .map(range -> range[0] == range[1] ? Double.toString(range[0]) : range[0] + " to " + range[1])
                .collect(Collectors.joining(", "));
    }

    private static Finding freeMemory(GraphicsCard card) {
        var found = String.format(Locale.ROOT, "%,d of %,d MB are free", card.freeMegabytes(), card.totalMegabytes());
        return card.freeMegabytes() >= LEAST_FREE_MEGABYTES
                ? Finding.present("Graphics memory", found)
                : Finding.missing(
                        "Graphics memory",
                        String.format(Locale.ROOT, "%s; %,d MB are required.", found, LEAST_FREE_MEGABYTES),
                        "Close other programs that use the card (nvidia-smi lists them).");
    }

    private List<GraphicsCard> cards() {
        var program = machine.program("nvidia-smi");
        if (program.isEmpty()) {
            return List.of();
        }
        var cards = GraphicsCard.parse(run(program.get(), GraphicsCard.QUERY));
        return cards.isEmpty() ? GraphicsCard.parse(run(program.get(), GraphicsCard.OLD_QUERY)) : cards;
    }

    private static String run(Path program, List<String> arguments) {
        var command = new ArrayList<String>();
        command.add(program.toString());
        command.addAll(arguments);
        try {
            var process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            // Its answer is far smaller than a pipe holds, so it never waits for a reader.
            if (!process.waitFor(LONGEST_QUERY_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "";
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        }
    }
}
