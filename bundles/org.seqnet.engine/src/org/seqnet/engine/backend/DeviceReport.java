package org.seqnet.engine.backend;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.bytedeco.javacpp.Loader;
import org.nd4j.linalg.factory.Nd4j;
import org.seqnet.engine.SeqNetException;

/** All there is to know about what computes: the settings and where they stand, the CPU, and what a GPU needs. */
public final class DeviceReport {
    private DeviceReport() {}

    /** Looks at everything. It starts the engine; that this fails is a finding like others. */
    public static List<Finding> make() {
        var findings = new ArrayList<Finding>();
        Optional<ComputeSettings> settings = Optional.empty();
        try {
            settings = Optional.of(ComputeSettings.inEffect());
            findings.addAll(settings(settings.get(), ComputeSettings.current()));
            var backend = Backend.start();
            findings.addAll(backend.facts());
            findings.add(mixedPrecision());
        } catch (SeqNetException e) {
            findings.add(Finding.missing("Engine", e.getMessage(), ""));
        }
        findings.add(Finding.present("Platform", Loader.getPlatform()));
        findings.add(Finding.present(
                "System", property("os.name") + " " + property("os.version") + ", " + property("os.arch")));
        findings.add(Finding.present("Java", property("java.vm.name") + " " + property("java.runtime.version")));
        var runtime = Runtime.getRuntime();
        findings.add(Finding.present("Cores", Integer.toString(runtime.availableProcessors())));
        findings.add(Finding.present("Java heap", "at most " + (runtime.maxMemory() >> 20) + " MB"));
        settings.ifPresent(found -> findings.addAll(cards(found)));
        var machine = Machine.here(settings.flatMap(ComputeSettings::cudaLibraries));
        var cuda = new CudaSearch(Nd4j.class.getClassLoader(), machine);
        // What nobody has installed is of no use to somebody who has installed what is better.
        if (cuda.isInstalled() || !CardStart.isInstalled()) {
            findings.addAll(cuda.search().diagnosis().findings());
        }
        return findings;
    }

    private static Finding mixedPrecision() {
        try {
            return mixedPrecision(MixedPrecision.installed());
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) { // A bundle that is broken is a finding, too.
            return Finding.missing("Mixed precision", NativeParts.root(e), "Install the extension again.");
        }
    }

    /** Returns by which instructions mixed precision is computed; that a processor has none is no fault. */
    static Finding mixedPrecision(MixedPrecision installed) {
        return Finding.present(
                "Mixed precision",
                installed
                        .refusal()
                        .map(reason -> "not available: " + reason)
                        .orElseGet(() -> "bfloat16: " + installed.instructions()));
    }

    /** Returns what an installed bundle needs to compute on a card, and whether it does if it needs nothing more. */
    private static List<Finding> cards(ComputeSettings settings) {
        var findings = CardStart.report(settings, CardStart::installed, CardStart.isRunning());
        if (new Diagnosis(findings).isUsable()) {
            CardStart.ofProcess().finding().ifPresent(findings::add);
        }
        return findings;
    }

    /** Returns the settings by which this process computes, and which of them are no longer those that are set. */
    static List<Finding> settings(ComputeSettings inEffect, ComputeSettings set) {
        return Arrays.stream(ComputeSetting.values())
                .map(setting -> {
                    var subject = "Setting: " + setting.title();
                    var computes = stated(setting, inEffect);
                    return inEffect.text(setting).equals(set.text(setting))
                            ? Finding.present(subject, computes)
                            : Finding.missing(
                                    subject,
                                    computes + "; changed to " + stated(setting, set) + " since the first computation.",
                                    "Restart to compute with the changed setting.");
                })
                .toList();
    }

    private static String stated(ComputeSetting setting, ComputeSettings settings) {
        return settings.text(setting) + " (" + settings.sources().get(setting) + ")";
    }

    private static String property(String name) {
        return System.getProperty(name);
    }
}
