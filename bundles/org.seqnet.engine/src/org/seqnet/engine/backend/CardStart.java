package org.seqnet.engine.backend;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;

/**
 * What became of the graphics card that a bundle with libraries of its own computes on, if one is installed.
 *
 * @param device the device, if it computes
 * @param shortcomings why it does not although the bundle is installed and the settings allow it, each a line
 * @param isNews whether that is worth telling to somebody who has left the choice to the engine
 */
public record CardStart(Optional<ComputeDevice> device, Optional<String> shortcomings, boolean isNews) {
    /** The feature that brings the bundle. */
    static final String FEATURE = "Sequence Networks: cuDNN kernels for NVIDIA GPUs";

    private static final String TITLE = "cuDNN kernels";
    /** Loaded by name: its bundle need not be installed. */
    private static final String SUPPORT = "org.seqnet.cudnn.CudnnSupport";

    static final CardStart NONE = new CardStart(Optional.empty(), Optional.empty(), false);

    private static CardStart first;

    /**
     * Starts the card if nobody has yet, and returns what became of it.
     *
     * @throws SeqNetException if a setting cannot be understood
     */
    public static synchronized CardStart ofProcess() {
        var settings = ComputeSettings.ofProcess();
        if (first == null) {
            first = Undisturbed.call(() -> of(settings, CardStart::installed));
        }
        return first;
    }

    /** Starts the card, unless the settings want none. */
    public static CardStart of(ComputeSettings settings, Supplier<Optional<CardSupport>> installed) {
        if (settings.device() == DeviceChoice.CPU) {
            return NONE;
        }
        try {
            return installed.get().map(support -> started(support, settings)).orElse(NONE);
        } catch (SeqNetException e) {
            return unusable(e.getMessage(), true);
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) { // JNA throws Error itself
            return unusable(broken(e), true);
        }
    }

    private static CardStart started(CardSupport support, ComputeSettings settings) {
        var diagnosis = new Diagnosis(support.check(settings));
        return diagnosis.isUsable()
                ? new CardStart(Optional.of(support.start(settings)), Optional.empty(), false)
                : unusable(diagnosis.shortcomings(), support.hasCard());
    }

    private static String broken(Throwable failure) {
        return "They are installed but do not work: " + NativeParts.root(failure) + ". Install the newest version of "
                + "this extension from its update site; if that does not help, report it.";
    }

    private static CardStart unusable(String shortcomings, boolean isNews) {
        return new CardStart(Optional.empty(), Optional.of(shortcomings), isNews);
    }

    /** Returns the bundle's way in, if one is installed. */
    public static Optional<CardSupport> installed() {
        try {
            var type = Class.forName(SUPPORT, true, CardStart.class.getClassLoader());
            return Optional.of((CardSupport) type.getDeclaredConstructor().newInstance());
        } catch (ClassNotFoundException e) {
            return Optional.empty();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Says whether the bundle is installed, whether it works or not. */
    static boolean isInstalled() {
        try {
            Class.forName(SUPPORT, false, CardStart.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        } catch (LinkageError e) {
            return true;
        }
    }

    /** Returns why nothing computes on a card, for somebody who has left the choice to the engine. */
    public Optional<String> news() {
        return shortcomings.filter(any -> isNews);
    }

    /** Returns these shortcomings and those of ND4J's backend, each under its heading. */
    String with(String others) {
        return shortcomings
                .map(own -> String.join("\n", TITLE + ":", own, "CUDA backend of ND4J:", others))
                .orElse(others);
    }

    /** Says whether a card computes in this process; it does not start one. */
    static synchronized boolean isRunning() {
        return first != null && first.device().isPresent();
    }

    /**
     * Returns all that is needed to compute on a card, whether the settings want one or not.
     *
     * @param isRunning whether the card computes already
     */
    static List<Finding> report(
            ComputeSettings settings, Supplier<Optional<CardSupport>> installed, boolean isRunning) {
        var findings = new ArrayList<Finding>();
        try {
            var support = installed.get();
            findings.add(
                    support.isPresent()
                            ? Finding.present(TITLE, "installed")
                            : Finding.missing(
                                    TITLE, "not installed.", "Install \"" + FEATURE + "\" from the update site."));
            support.stream()
                    .flatMap(found -> found.diagnose(settings).stream())
                    .map(finding -> isRunning && finding.subject().equals(CardSupport.MEMORY)
                            ? Finding.present(finding.subject(), finding.found())
                            : finding)
                    .map(CardStart::titled)
                    .forEach(findings::add);
        } catch (SeqNetException e) {
            findings.add(Finding.missing(TITLE, e.getMessage(), ""));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            findings.add(Finding.missing(TITLE, broken(e), ""));
        }
        return findings;
    }

    /** Returns the same under another subject: ND4J's backend is in need of things of the same names. */
    private static Finding titled(Finding finding) {
        return new Finding(TITLE + ": " + finding.subject(), finding.present(), finding.found(), finding.cure());
    }

    /** Returns whether the card computes, as a finding, if everything that it needs is there. */
    Optional<Finding> finding() {
        return device.map(started -> Finding.present("start", started.name()))
                .or(() -> shortcomings.map(text -> Finding.missing("start", text, "")))
                .map(CardStart::titled);
    }
}
