package org.seqnet.cudnn.card;

import static org.seqnet.cudnn.card.CardException.require;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.seqnet.cudnn.binding.Driver;

/** The kernels of this bundle, loaded once for each card. The driver compiles them for it and keeps the result. */
final class Kernels {
    /** The files in {@code org/seqnet/cudnn/kernels}, without their ending. */
    static final List<String> FILES = List.of("batches", "heads", "parameters", "paths");

    private static final Pattern ENTRY = Pattern.compile("\\.entry\\s+(\\w+)");

    private final Map<String, Long> functions = new HashMap<>();

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
            functions.put(entries.group(1), function[0]);
        }
    }

    private static byte[] text(String file) {
        try (var stream = Kernels.class.getResourceAsStream("/org/seqnet/cudnn/kernels/" + file + ".ptx")) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the handle of a kernel. */
    long function(String name) {
        var function = functions.get(name);
        if (function == null) {
            throw new IllegalArgumentException("There is no kernel " + name + ".");
        }
        return function;
    }
}
