package org.seqnet.engine.accelerator;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.seqnet.engine.backend.CardStart;
import org.seqnet.engine.backend.CardSupport;
import org.seqnet.engine.backend.ComputeSetting;
import org.seqnet.engine.backend.ComputeSettings;
import org.seqnet.engine.backend.DeviceChoice;
import org.seqnet.engine.backend.Finding;
import org.seqnet.engine.network.Architecture;

/** A bundle that brings {@link PlainAccelerator}. */
public final class PlainSupport implements AcceleratorSupport {
    private final List<Finding> findings;
    private final boolean hasCard;
    private final Supplier<Accelerator> accelerator;

    /** Why its devices compute no network, if they compute none. */
    public Optional<String> refusal = Optional.empty();

    public PlainSupport(List<Finding> findings, boolean hasCard, Supplier<Accelerator> accelerator) {
        this.findings = findings;
        this.hasCard = hasCard;
        this.accelerator = accelerator;
    }

    @Override
    public List<Finding> diagnose(ComputeSettings settings) {
        return findings;
    }

    @Override
    public boolean hasCard() {
        return hasCard;
    }

    @Override
    public Optional<String> refusal(Architecture architecture) {
        return refusal;
    }

    @Override
    public Accelerator start(ComputeSettings settings) {
        return accelerator.get();
    }

    /** Returns what chooses by these settings on a machine where such a bundle is installed. */
    public static Accelerators chosenBy(DeviceChoice device, Supplier<Optional<CardSupport>> installed) {
        var settings = settings(device);
        return new Accelerators(() -> settings, () -> settings, installed, () -> CardStart.of(settings, installed));
    }

    /** Returns what has an accelerator do all that it computes. */
    public static Accelerators asking(Accelerator accelerator) {
        var support = new PlainSupport(List.of(), true, () -> accelerator);
        return chosenBy(DeviceChoice.GPU, () -> Optional.of(support));
    }

    /** Returns settings with this device, and two threads. */
    public static ComputeSettings settings(DeviceChoice device) {
        return new ComputeSettings(
                device,
                2,
                0,
                Optional.empty(),
                0,
                Map.of(ComputeSetting.DEVICE, "the environment variable SEQNET_DEVICE"));
    }
}
