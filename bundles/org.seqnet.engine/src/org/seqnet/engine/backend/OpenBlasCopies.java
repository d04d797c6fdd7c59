package org.seqnet.engine.backend;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;
import org.bytedeco.openblas.presets.openblas_nolapack.MklSetNumThreadsLocal;
import org.bytedeco.openblas.presets.openblas_nolapack.SetNumThreads;

/**
 * OpenBLAS in this process. JavaCPP loads it once for its Java part and once, of a copy of the file, for ND4J's native
 * part, and each has threads of its own. By its name, a function is found in the first alone; in the other it lies as
 * far from the start.
 */
final class OpenBlasCopies {
    private static final int COMPARED_BYTES = 16;
    /** A library's start and its file in the list that Java gives of them, which each system writes in its own way. */
    private static final Pattern LIBRARY = Pattern.compile("(?:0x)?([0-9a-fA-F]{6,16})\\b.*?((?:[a-zA-Z]:)?[\\\\/].*)");

    /** How far each copy lies from the one in which functions are found. */
    private final List<Long> distances;

    private OpenBlasCopies(List<Long> distances) {
        this.distances = distances;
    }

    /** Finds the copies that are loaded; those that cannot be told for sure are left as they are. */
    static OpenBlasCopies find() {
        Loader.load(openblas_nolapack.class);
        var setter = Loader.addressof("openblas_set_num_threads");
        if (setter == null) {
            return new OpenBlasCopies(List.of()); // another library of matrix products was put in its place
        }
        var distances = new ArrayList<>(List.of(0L));
        try {
            var files = files();
            var starts = starts(libraries(), files);
            long size = Files.size(files.get(0));
            // not in one of these if another extension brings an OpenBLAS of its own, which was loaded before
            long own = starts.stream()
                    .filter(start -> start <= setter.address() && setter.address() < start + size)
                    .max(Comparator.naturalOrder())
                    .orElseThrow();
            for (long start : starts) {
                if (start != own && isSameCode(setter.address(), setter.address() + start - own)) {
                    distances.add(start - own);
                }
            }
        } catch (IOException | JMException | RuntimeException e) {
            // a Java without this list, or the case above
        }
        return new OpenBlasCopies(distances);
    }

    private static List<Path> files() {
        return Loader.getLoadedLibraries().entrySet().stream()
                .filter(library -> library.getKey().matches("(lib)?openblas(_nolapack)?(@.*)?"))
                .map(library -> Path.of(library.getValue()))
                .toList();
    }

    private static Map<String, Long> libraries() throws JMException {
        var list = (String) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName("com.sun.management:type=DiagnosticCommand"),
                        "vmDynlibs",
                        new Object[0],
                        new String[0]);
        return libraries(list);
    }

    /** Reads a list of libraries, by their paths; of one that is mapped in several parts, the first counts. */
    static Map<String, Long> libraries(String list) {
        var libraries = new LinkedHashMap<String, Long>();
        for (var line : list.lines().toList()) {
            var library = LIBRARY.matcher(line.strip());
            if (library.matches()) {
                libraries.putIfAbsent(library.group(2), Long.parseUnsignedLong(library.group(1), 16));
            }
        }
        return libraries;
    }

    /** Returns where each file that has the first one's content is in memory, not one of its name in another folder. */
    static List<Long> starts(Map<String, Long> libraries, List<Path> files) throws IOException {
        var starts = new ArrayList<Long>();
        for (var file : files) {
            if (Files.mismatch(file, files.get(0)) >= 0) {
                continue;
            }
            for (var library : libraries.entrySet()) {
                var path = library.getKey();
                if (path.endsWith(file.getFileName().toString()) && Files.isSameFile(Path.of(path), file)) {
                    starts.add(library.getValue());
                    break;
                }
            }
        }
        return starts;
    }

    private static boolean isSameCode(long one, long other) {
        return Arrays.equals(code(one), code(other));
    }

    @SuppressWarnings("resource") // the pointer owns nothing
    private static byte[] code(long place) {
        var code = new byte[COMPARED_BYTES];
        new BytePointer(at(place)).get(code);
        return code;
    }

    private static Pointer at(long place) {
        return new Pointer() {
            {
                address = place;
            }
        };
    }

    /** Makes each copy compute on the thread that calls it. */
    void useOneThread() {
        openblas_nolapack.blas_set_num_threads(1);
        for (var function : each("openblas_set_num_threads")) {
            new SetNumThreads() {}.put(function).call(1);
        }
    }

    /** Returns how many threads each copy takes, such as {@code 1, 1}. */
    String threads() {
        return each("openblas_get_num_threads").stream()
                // a function of this form, except that OpenBLAS's leaves the argument unread
                .map(function -> new MklSetNumThreadsLocal() {}.put(function).call(0))
                .map(String::valueOf)
                .collect(Collectors.joining(", "));
    }

    private List<Pointer> each(String function) {
        return distances.stream()
                .map(distance -> at(Loader.addressof(function).address() + distance))
                .toList();
    }
}
