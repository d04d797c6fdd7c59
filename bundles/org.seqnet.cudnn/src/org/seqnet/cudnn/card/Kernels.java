package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.seqnet.cudnn.binding.Driver;

/** The kernels of this bundle, loaded once for each card. The driver compiles them for it and keeps the result. */
final class Kernels {
    /** The files in {@code org/seqnet/cudnn/kernels}, without their ending. */
    static final List<String> FILES = List.of(
            "batches",
            "heads",
            "images",
            "normalization",
            "parameters",
            "paths",
            "pooling",
            "recurrent",
            "signals",
            "training");

    private static final Pattern ENTRY = Pattern.compile("\\.entry\\s+(\\w+)\\(([^)]*)\\)");
    private static final Pattern PARAMETER = Pattern.compile("\\.param\\s+\\.(\\w+)");

    private final Map<String, Kernel> kernels = new HashMap<>();

    /**
     * A kernel that can be launched.
     *
     * @param function its handle
     * @param parameters the types of its parameters
     */
    record Kernel(long function, List<Class<?>> parameters) {}

    /** Loads all of them into the context of this thread. */
    Kernels() {
        for (var file : FILES) {
            load(file);
        }
    }

    private void load(String file) {
        byte[] text = text(file);
        var module = new long[1];
        // The driver wants a text that ends with a zero.
        require(Driver.cuModuleLoadData(module, Arrays.copyOf(text, text.length + 1)), "cuModuleLoadData");
        var entries = ENTRY.matcher(new String(text, StandardCharsets.US_ASCII));
        while (entries.find()) {
            var function = new long[1];
            require(Driver.cuModuleGetFunction(function, module[0], entries.group(1)), "cuModuleGetFunction");
            kernels.put(entries.group(1), new Kernel(function[0], types(entries.group(2))));
        }
    }

    private static List<Class<?>> types(String parameters) {
        var types = new ArrayList<Class<?>>();
        var found = PARAMETER.matcher(parameters);
        while (found.find()) {
            types.add(
                    switch (found.group(1)) {
                        case "u64", "s64", "b64" -> Long.class;
                        case "u32", "s32", "b32" -> Integer.class;
                        case "f32" -> Float.class;
                        case "f64" -> Double.class;
                        default -> throw new IllegalArgumentException("No value is passed as " + found.group(1));
                    });
        }
        return List.copyOf(types);
    }

    private static byte[] text(String file) {
        try (var stream = Kernels.class.getResourceAsStream("/org/seqnet/cudnn/kernels/" + file + ".ptx")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns the handle of a kernel.
     *
     * @throws IllegalArgumentException if there is none of this name, or its parameters are of other types
     */
    long function(String name, Object... values) {
        var kernel = kernels.get(name);
        if (kernel == null) {
            throw new IllegalArgumentException("There is no kernel " + name + ".");
        }
        if (values.length != kernel.parameters.size()) {
            throw new IllegalArgumentException(name + " has " + kernel.parameters.size() + " parameters.");
        }
        for (int i = 0; i < values.length; i++) {
            if (values[i].getClass() != kernel.parameters.get(i)) {
                throw new IllegalArgumentException("%s: parameter %d takes values of type %s."
                        .formatted(name, i + 1, kernel.parameters.get(i).getSimpleName()));
            }
        }
        return kernel.function;
    }
}
