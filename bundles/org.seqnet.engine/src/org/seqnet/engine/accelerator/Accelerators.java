package org.seqnet.engine.accelerator;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.CardStart;
import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.ComputeSetting;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.DeviceChoice;
import org.seqnet.engine.network.Architecture;

/**
 * Chooses what computes a network: an accelerator, if one is installed, the settings allow it, and it computes such a
 * network.
 *
 * <p>If the settings ask for a graphics card, whatever it can compute is computed there, and what it cannot compute is
 * refused. If they leave the choice, only work of at least {@value #LEAST_OPERATIONS} operations is: starting a card
 * takes a second or two, in which two cores of a processor do about as much. Nothing looks for a card before that,
 * unless ND4J's CUDA backend is installed as well: it is settled when ND4J starts that it stays on the processor, even
 * for what the accelerator refuses, if the accelerator can be used.
 */
public final class Accelerators {
    static final double LEAST_OPERATIONS = 1e11;

    private static final Accelerators OF_PROCESS = new Accelerators(
            ComputeSettings::ofProcess, ComputeSettings::inEffect, CardStart::installed, CardStart::ofProcess);

    private final Supplier<ComputeSettings> settings;
    private final Supplier<ComputeSettings> inEffect;
    private final Supplier<Optional<CardSupport>> installed;
    private final Supplier<CardStart> start;

    /**
     * @param settings by which this computes; they are settled as soon as they are asked for
     * @param inEffect the same, not settled yet
     * @param installed the bundle that brings an accelerator, an {@link AcceleratorSupport}
     * @param start what became of the card, whose device is an {@link Accelerator}; asked only if it matters
     */
    Accelerators(
            Supplier<ComputeSettings> settings,
            Supplier<ComputeSettings> inEffect,
            Supplier<Optional<CardSupport>> installed,
            Supplier<CardStart> start) {
        this.settings = settings;
        this.inEffect = inEffect;
        this.installed = installed;
        this.start = start;
    }

    /** Returns those of this process, which has one at most. */
    public static Accelerators ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Chooses what does a job.
     *
     * @throws SeqNetException if the settings ask for a graphics card and it does not compute such a network, or has
     *     no room for it, or a setting cannot be understood
     */
    public Choice choose(Job job) {
        var asked = settings.get();
        var device = asked.device();
        if (device == DeviceChoice.CPU || device == DeviceChoice.AUTOMATIC && job.operations() < LEAST_OPERATIONS) {
            return Choice.PROCESSOR;
        }
        var started = start.get();
        if (started.device().isEmpty()) {
            return new Choice(Optional.empty(), started.news());
        }
        var accelerator = (Accelerator) started.device().get(); // as AcceleratorSupport starts no others
        var refusal = unevenLayers(job).or(() -> accelerator.refusal(job.architecture(), job.input()));
        if (refusal.isPresent()) {
            return refused(asked, refusal.get());
        }
        return device == DeviceChoice.GPU || accelerator.isWorthIt(job)
                ? Choice.of(accelerator)
                : Choice.processor("The CPU is expected to be faster for this network.");
    }

    private static Optional<String> unevenLayers(Job job) {
        return job.learned().areUneven()
                ? Optional.of("Networks with some frozen layers or a learning rate factor are trained on the CPU.")
                : Optional.empty();
    }

    private static Choice refused(ComputeSettings asked, String reason) {
        if (asked.device() == DeviceChoice.GPU) {
            throw refusal(asked, reason).exception();
        }
        return Choice.processor(reason);
    }

    /**
     * Chooses one device for all of some jobs that are to be compared: what does the largest, unless it does not
     * compute another.
     *
     * @param jobs at least one
     * @throws SeqNetException as {@link #choose} does
     */
    public Choice chooseForAll(List<Job> jobs) {
        var choice = choose(
                jobs.stream().max(Comparator.comparingDouble(Job::operations)).orElseThrow());
        return choice.accelerator().stream()
                .flatMap(accelerator -> jobs.stream().map(job -> accelerator.refusal(job.architecture(), job.input())))
                .flatMap(Optional::stream)
                .findFirst()
                .map(reason -> refused(settings.get(), reason))
                .orElse(choice);
    }

    /**
     * Makes sure that a network is of a kind that can be computed as the settings ask.
     *
     * @throws SeqNetException if they ask for a graphics card and none computes such a network
     */
    public void require(Architecture architecture) {
        refusal(architecture).ifPresent(refusal -> {
            throw refusal.exception();
        });
    }

    /**
     * Returns why a network cannot be computed as the settings ask, because they ask for a graphics card and none
     * computes such a network; empty if one does, as far as its kind decides. It neither starts a card nor settles the
     * settings.
     *
     * @throws SeqNetException if a setting cannot be understood
     */
    public Optional<Refusal> refusal(Architecture architecture) {
        var asked = inEffect.get();
        return asked.device() == DeviceChoice.GPU
                ? ofKind(architecture).map(reason -> refusal(asked, reason))
                : Optional.empty();
    }

    private Optional<String> ofKind(Architecture architecture) {
        try {
            return installed.get().flatMap(support -> ((AcceleratorSupport) support).refusal(architecture));
        } catch (VirtualMachineError e) {
            throw e;
        } catch (RuntimeException | Error e) { // A bundle that is broken is told of as soon as it is to compute.
            return Optional.empty();
        }
    }

    private static Refusal refusal(ComputeSettings asked, String reason) {
        var source = asked.sources().get(ComputeSetting.DEVICE);
        return new Refusal("%s The GPU is requested by %s.".formatted(reason, source), asked.cure());
    }

    /** Returns the number of threads that a network's setting stands for; 0 stands for what the settings say. */
    public int threads(int setting) {
        return settings.get().threads(setting);
    }
}
