package org.seqnet.engine.backend;

import java.util.Locale;

/** Where each of {@link ComputeSettings} is looked up, and what it may be. */
public enum ComputeSetting {
    /** Which kind of processor computes. */
    DEVICE("device", "automatic", "automatic, cpu or gpu"),
    /** How many threads compute on the CPU. */
    THREADS("threads", "0", "a positive integer, or 0 for one thread per core"),
    /** How much memory outside the Java heap is taken at the most. */
    OFF_HEAP_MEGABYTES(
            "offHeapMegabytes", "0", "an integer number of megabytes, or 0 for the maximum size of the Java heap"),
    /** The folder with the libraries of CUDA. */
    CUDA_LIBRARIES("cudaLibraries", "", "a folder"),
    /** Which of several graphics cards computes by cuDNN, as the Device Report counts them. */
    GPU_CARD("gpuCard", "0", "the number of a graphics card, 0 for the first one");

    private final String key;
    private final String usual;
    private final String allowed;

    ComputeSetting(String key, String usual, String allowed) {
        this.key = key;
        this.usual = usual;
        this.allowed = allowed;
    }

    /** Returns the key among a front end's preferences, such as {@code offHeapMegabytes}. */
    public String preference() {
        return key;
    }

    /** Returns the value that counts where there is none, such as {@code automatic}. */
    public String usual() {
        return usual;
    }

    /** Returns the environment variable, such as {@code SEQNET_OFF_HEAP_MEGABYTES}; it outranks the preference. */
    public String environmentVariable() {
        return "SEQNET_" + name();
    }

    /** Returns the Java system property, such as {@code seqnet.offHeapMegabytes}; it outranks the others. */
    public String systemProperty() {
        return "seqnet." + key;
    }

    /** Returns in words what a value may be. */
    String allowed() {
        return allowed;
    }

    /** Returns the setting as messages name it. */
    String title() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
