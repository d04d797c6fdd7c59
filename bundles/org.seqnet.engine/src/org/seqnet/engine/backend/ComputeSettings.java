package org.seqnet.engine.backend;

import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.seqnet.engine.SeqNetException;

/**
 * What computes, and what it may take. It counts for the whole Java process, from the first computation on.
 *
 * @param device the kind of processor
 * @param threads how many threads compute on the CPU; 0 means one for each core
 * @param offHeapMegabytes the most memory taken outside the Java heap; 0 means as much as the heap may take
 * @param cudaLibraries a folder to look for CUDA's libraries in before all others
 * @param gpuCard which of several graphics cards computes by cuDNN, counted from 0
 * @param sources where each setting was found, in words, such as {@code the environment variable SEQNET_DEVICE}
 */
public record ComputeSettings(
        DeviceChoice device,
        int threads,
        int offHeapMegabytes,
        Optional<Path> cudaLibraries,
        int gpuCard,
        Map<ComputeSetting, String> sources) {
    private static volatile UnaryOperator<String> preferences = key -> null;
    private static ComputeSettings first;

    public ComputeSettings {
        sources = Map.copyOf(sources);
    }

    /**
     * Tells where a front end keeps its preferences: keys are {@link ComputeSetting#preference()}, null stands for no
     * value. They are asked when the first computation starts, not now.
     */
    public static void usePreferences(UnaryOperator<String> frontEnd) {
        preferences = frontEnd;
    }

    /**
     * Looks the settings up: a Java system property outranks an environment variable, which outranks a preference.
     *
     * @throws SeqNetException if one of them cannot be understood; it names where the value stands
     */
    public static ComputeSettings current() {
        return of(preferences, System::getenv, System::getProperty);
    }

    /**
     * Returns the settings as they were when this process first asked for them: what has started by them stays.
     *
     * @throws SeqNetException if one of them cannot be understood; it names where the value stands
     */
    public static synchronized ComputeSettings ofProcess() {
        if (first == null) {
            first = current();
        }
        return first;
    }

    /**
     * Returns the settings by which this process computes, or would if it began now; they may still change then.
     *
     * @throws SeqNetException if one of them cannot be understood; it names where the value stands
     */
    public static synchronized ComputeSettings inEffect() {
        return first == null ? current() : first;
    }

    /** Returns what to change so that the graphics card is not asked for. */
    public String cure() {
        return "Set " + sources.get(ComputeSetting.DEVICE) + " to automatic or cpu.";
    }

    static ComputeSettings of(
            UnaryOperator<String> preferences, UnaryOperator<String> environment, UnaryOperator<String> properties) {
        var values = new EnumMap<ComputeSetting, String>(ComputeSetting.class);
        var sources = new EnumMap<ComputeSetting, String>(ComputeSetting.class);
        for (var setting : ComputeSetting.values()) {
            values.put(setting, setting.usual());
            sources.put(setting, "the default");
            offer(
                    preferences.apply(setting.preference()),
                    "the preference \"" + setting.preference() + "\"",
                    setting,
                    values,
                    sources);
            var variable = setting.environmentVariable();
            offer(environment.apply(variable), "the environment variable " + variable, setting, values, sources);
            var property = setting.systemProperty();
            offer(properties.apply(property), "the Java system property " + property, setting, values, sources);
        }
        var reader = new Reader(values, sources);
        return new ComputeSettings(
                reader.read(ComputeSetting.DEVICE, text -> DeviceChoice.valueOf(text.toUpperCase(Locale.ROOT))),
                reader.read(ComputeSetting.THREADS, ComputeSettings::count),
                reader.read(ComputeSetting.OFF_HEAP_MEGABYTES, ComputeSettings::count),
                reader.read(
                        ComputeSetting.CUDA_LIBRARIES,
                        text -> text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text))),
                reader.read(ComputeSetting.GPU_CARD, ComputeSettings::count),
                sources);
    }

    /** Returns the number of threads that a network's setting stands for; 0 stands for what these settings say. */
    public int threads(int setting) {
        int chosen = setting == 0 ? threads : setting;
        return chosen == 0 ? Runtime.getRuntime().availableProcessors() : chosen;
    }

    /** Returns a setting as it would be written. */
    String text(ComputeSetting setting) {
        return switch (setting) {
            case DEVICE -> device.name().toLowerCase(Locale.ROOT);
            case THREADS -> Integer.toString(threads);
            case OFF_HEAP_MEGABYTES -> Integer.toString(offHeapMegabytes);
            case CUDA_LIBRARIES -> cudaLibraries.map(Path::toString).orElse("none");
            case GPU_CARD -> Integer.toString(gpuCard);
        };
    }

    private static void offer(
            String value,
            String source,
            ComputeSetting setting,
            Map<ComputeSetting, String> values,
            Map<ComputeSetting, String> sources) {
        if (value != null && !value.isBlank()) {
            values.put(setting, value.strip());
            sources.put(setting, source);
        }
    }

    private static int count(String text) {
        int count = Integer.parseInt(text);
        if (count < 0) {
            throw new IllegalArgumentException(text);
        }
        return count;
    }

    private record Reader(Map<ComputeSetting, String> values, Map<ComputeSetting, String> sources) {
        <T> T read(ComputeSetting setting, Function<String, T> form) {
            try {
                return form.apply(values.get(setting));
            } catch (IllegalArgumentException e) { // of which number and path formats are kinds
                throw new SeqNetException(
                        "%s: %s is \"%s\"; it must be %s. Correct it and restart."
                                .formatted(
                                        setting.title(), sources.get(setting), values.get(setting), setting.allowed()),
                        e);
            }
        }
    }
}
