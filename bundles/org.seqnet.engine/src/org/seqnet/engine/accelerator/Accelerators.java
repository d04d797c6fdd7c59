package org.seqnet.engine.accelerator;

import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.CardStart;
import org.seqnet.engine.backend.ComputeSetting;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.DeviceChoice;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Chooses what computes a network: an accelerator, if one is installed, the settings allow it, and it computes such a
 * network.
 *
 * <p>If the settings ask for a graphics card, whatever it can compute is computed there, and what it cannot compute is
 * refused. If they leave the choice, only work of at least {@value #LEAST_OPERATIONS} operations is: starting a card
 * takes a second or two, in which two cores of a processor do about as much. Nothing looks for a card before that.
 */
public final class Accelerators {
    static final double LEAST_OPERATIONS = 1e11;

    private static final Accelerators OF_PROCESS = new Accelerators(ComputeSettings::ofProcess, CardStart::ofProcess);

    private final Supplier<ComputeSettings> settings;
    private final Supplier<CardStart> start;

    /** @param start what became of the card, whose device is an {@link Accelerator}; asked only if it matters */
    Accelerators(Supplier<ComputeSettings> settings, Supplier<CardStart> start) {
        this.settings = settings;
        this.start = start;
    }

    /** Returns those of this process, which has one at most. */
    public static Accelerators ofProcess() {
        return OF_PROCESS;
    }

    /**
     * Chooses what does a job.
     *
     * @throws SeqNetException if the settings ask for a graphics card and it does not compute such a network, or a
     *     setting cannot be understood
     */
    public Choice choose(Job job) {
        var device = settings.get().device();
        if (device == DeviceChoice.CPU || device == DeviceChoice.AUTOMATIC && job.operations() < LEAST_OPERATIONS) {
            return Choice.PROCESSOR;
        }
        var started = start.get();
        if (started.device().isEmpty()) {
            return new Choice(Optional.empty(), started.news());
        }
        var accelerator = (Accelerator) started.device().get();
        var refusal = accelerator.refusal(job.architecture(), job.input());
        if (refusal.isPresent()) {
            require(job.architecture(), job.input());
            return Choice.processor(refusal.get());
        }
        return device == DeviceChoice.GPU || accelerator.isWorthIt(job)
                ? Choice.of(accelerator)
                : Choice.processor("The CPU is expected to be faster for this network.");
    }

    /**
     * Makes sure that a network can be computed as the settings ask.
     *
     * @throws SeqNetException if they ask for a graphics card and it does not compute such a network
     */
    public void require(Architecture architecture, SequenceShape input) {
        refusal(architecture, input).ifPresent(refusal -> {
            throw new SeqNetException(refusal + " Set the device to automatic or cpu.");
        });
    }

    /**
     * Returns why a network cannot be computed as the settings ask, because they ask for a graphics card and it does
     * not compute such a network; empty if it can.
     *
     * @throws SeqNetException if a setting cannot be understood
     */
    public Optional<String> refusal(Architecture architecture, SequenceShape input) {
        var asked = settings.get();
        return asked.device() == DeviceChoice.GPU
                ? start.get()
                        .device()
                        .flatMap(device -> ((Accelerator) device).refusal(architecture, input))
                        .map(reason -> "%s The GPU is requested by %s."
                                .formatted(reason, asked.sources().get(ComputeSetting.DEVICE)))
                : Optional.empty();
    }

    /** Returns the number of threads that a network's setting stands for; 0 stands for what the settings say. */
    public int threads(int setting) {
        return settings.get().threads(setting);
    }
}
