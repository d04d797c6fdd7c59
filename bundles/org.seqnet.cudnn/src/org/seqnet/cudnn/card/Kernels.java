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
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.seqnet.cudnn.binding.Driver;

/**
 * The kernels of this bundle on a card. The driver compiles a file when one of its kernels is first used, which may
 * take part of a second where it has not kept the result. This must not happen while a queue is recorded: what is
 * recorded has been computed once before.
 */
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

    private static final Map<String, Kernel> KERNELS = kernels();

    /** The handles of the modules that are loaded, by file, and of the kernels that have been used, by name. */
    private final Map<String, Long> modules = new HashMap<>();

    private final Map<String, Long> functions = new ConcurrentHashMap<>();

    /**
     * A kernel as its file declares it.
     *
     * @param file the file's name
     * @param parameters the types of its parameters
     */
    private record Kernel(String file, List<Class<?>> parameters) {}

    private static Map<String, Kernel> kernels() {
        var kernels = new HashMap<String, Kernel>();
        for (var file : FILES) {
            var entries = ENTRY.matcher(new String(text(file), StandardCharsets.US_ASCII));
            while (entries.find()) {
                kernels.put(entries.group(1), new Kernel(file, types(entries.group(2))));
            }
        }
        return kernels;
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
     * Returns the handle of a kernel, in the context of this thread.
     *
     * @throws IllegalArgumentException if there is none of this name, or its parameters are of other types
     */
    long function(String name, Object... values) {
        var kernel = KERNELS.get(name);
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
        var loaded = functions.get(name);
        return loaded == null ? load(name, kernel.file) : loaded;
    }

    private synchronized long load(String name, String file) {
        if (!modules.containsKey(file)) {
            byte[] text = text(file);
            var module = new long[1];
            // The driver wants a text that ends with a zero.
            require(Driver.cuModuleLoadData(module, Arrays.copyOf(text, text.length + 1)), "cuModuleLoadData");
            modules.put(file, module[0]);
        }
        var function = new long[1];
        require(Driver.cuModuleGetFunction(function, modules.get(file), name), "cuModuleGetFunction");
        functions.put(name, function[0]);
        return function[0];
    }
}
