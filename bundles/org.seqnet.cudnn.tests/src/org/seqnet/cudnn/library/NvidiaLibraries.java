package org.seqnet.cudnn.library;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.ToIntFunction;
import org.seqnet.cudnn.binding.Cublas;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.engine.backend.NamedFolders;

/**
 * A process of its own that loads NVIDIA's libraries, with a driver that has no card, and passes to cuDNN what layers
 * pass. Prints a line for each call: {@code accepted} or {@code refused} as it should be, what was passed, and the
 * status that it returned.
 */
final class NvidiaLibraries {
    private static final int FLOAT = 0;
    private static final int[] CELLS = {0, 1, 2, 3}; // ReLU, tanh, LSTM, GRU
    private static final int STANDARD = 0;
    private static final int PERSIST_STATIC_SMALL_H = 3;
    private static final int SINGLE_INPUT_BIAS = 1;
    private static final int DOUBLE_BIAS = 2;
    private static final int SEQUENCE_MAJOR_UNPACKED = 0;
    private static final int SEQUENCE_MAJOR_PACKED = 1;

    private NvidiaLibraries() {}

    /** @param arguments the driver's library, and the folders to look in */
    public static void main(String[] arguments) throws IOException {
        var platform = Platform.of(System.getProperty("os.name"), System.getProperty("os.arch"))
                .orElseThrow();
        var places = new SearchPlaces(
                        platform,
                        Optional.of(Path.of(arguments[1])),
                        Path.of("/none"),
                        Path.of("/none"),
                        new NamedFolders(variable -> null, ':', Path::of))
                .libraries(false);
        var outcome = new LibrarySearch(platform, places, new Place(List.of()), OptionalInt.empty()).search();
        outcome.findings().forEach(finding -> print("finding", finding.toString(), finding.present() ? 0 : 1));
        var set = outcome.libraries().orElseThrow();
        print("loaded", new CudaLibraries(Path.of(arguments[0]), set, 0).load(), 0);
        print("version", "cudnnGetVersion", Cudnn.cudnnGetVersion());
        print("cuda", "major", set.cuda());
        print("handle", "cublasCreate_v2", Cublas.cublasCreate_v2(new long[1]));
        print("handle", "cudnnCreate", Cudnn.cudnnCreate(new long[1]));
        recurrent();
        sequences();
        tensors();
        convolutions();
        try (var lines = Files.lines(Path.of("/proc/self/maps"))) {
            lines.map(line -> line.replaceAll("^[^/]*", ""))
                    .filter(file -> file.contains("libcu"))
                    .distinct()
                    .forEach(file -> print("mapped", file, 0));
        }
    }

    private static void print(String kind, String what, long result) {
        System.out.println(kind + "\t" + what + "\t" + result);
    }

    private static long create(ToIntFunction<long[]> function) {
        var descriptor = new long[1];
        print("accepted", "descriptor", function.applyAsInt(descriptor));
        return descriptor[0];
    }

    private static void recurrent() {
        long rnn = create(Cudnn::cudnnCreateRNNDescriptor);
        for (int cell : CELLS) {
            for (int algorithm : new int[] {STANDARD, PERSIST_STATIC_SMALL_H}) {
                for (int direction = 0; direction < 2; direction++) {
                    for (int math : new int[] {0, 3}) {
                        for (int units : new int[] {1, 100, 192, 384}) {
                            accepted(rnn, algorithm, cell, direction, math, 28, units, units, 1);
                            accepted(rnn, algorithm, cell, direction, math, 28, units, units, 3);
                        }
                    }
                }
            }
            // Why layers have two biases: the algorithm that is fast for few units knows no single one.
            refused(rnn, PERSIST_STATIC_SMALL_H, cell, SINGLE_INPUT_BIAS, 28, 100, 100, 1);
        }
        refused(rnn, STANDARD, 4, DOUBLE_BIAS, 28, 100, 100, 1);
        refused(rnn, STANDARD, 2, 4, 28, 100, 100, 1);
        refused(rnn, STANDARD, 2, DOUBLE_BIAS, 28, 0, 0, 1);
        refused(rnn, STANDARD, 2, DOUBLE_BIAS, 28, 100, 0, 1);
        refused(rnn, STANDARD, 2, DOUBLE_BIAS, 28, 100, 100, 0);
        print("accepted", "destroyed", Cudnn.cudnnDestroyRNNDescriptor(rnn));
    }

    /** @param sizes the input's features, the units and those of a projection, and the layers */
    private static void accepted(long rnn, int algorithm, int cell, int direction, int math, int... sizes) {
        var what = "recurrent " + List.of(algorithm, cell, direction, math, sizes[0], sizes[1], sizes[3]);
        print("accepted", what, set(rnn, algorithm, cell, DOUBLE_BIAS, direction, math, sizes));
    }

    private static void refused(long rnn, int algorithm, int cell, int bias, int... sizes) {
        var what = "recurrent " + List.of(algorithm, cell, bias, sizes[0], sizes[1], sizes[2], sizes[3]);
        print("refused", what, set(rnn, algorithm, cell, bias, 0, 0, sizes));
    }

    private static int set(long rnn, int algorithm, int cell, int bias, int direction, int math, int[] sizes) {
        return Cudnn.cudnnSetRNNDescriptor_v8(
                rnn, algorithm, cell, bias, direction, 0, FLOAT, FLOAT, math, sizes[0], sizes[1], sizes[2], sizes[3], 0,
                1);
    }

    private static void sequences() {
        long data = create(Cudnn::cudnnCreateRNNDataDescriptor);
        try (var zero = new Memory(4)) {
            zero.setFloat(0, 0);
            long fill = Pointer.nativeValue(zero);
            int[] unsorted = {3, 7, 1, 5};
            accepted(data, SEQUENCE_MAJOR_UNPACKED, 7, 28, unsorted, fill);
            accepted(data, SEQUENCE_MAJOR_UNPACKED, 9, 28, unsorted, fill);
            accepted(data, SEQUENCE_MAJOR_UNPACKED, 7, 1, new int[] {7, 7, 7}, fill);
            accepted(data, SEQUENCE_MAJOR_UNPACKED, 1, 200, new int[1024], 0);
            refused(data, SEQUENCE_MAJOR_UNPACKED, 6, 28, unsorted, fill);
            refused(data, SEQUENCE_MAJOR_UNPACKED, 7, 28, new int[] {3, -1}, fill);
            refused(data, SEQUENCE_MAJOR_UNPACKED, 7, 0, unsorted, fill);
            refused(data, SEQUENCE_MAJOR_PACKED, 7, 28, unsorted, fill);
        }
        print("accepted", "destroyed", Cudnn.cudnnDestroyRNNDataDescriptor(data));
    }

    private static void accepted(long data, int layout, int longest, int values, int[] lengths, long fill) {
        print("accepted", "sequences " + longest + " x " + values, set(data, layout, longest, values, lengths, fill));
    }

    private static void refused(long data, int layout, int longest, int values, int[] lengths, long fill) {
        print("refused", "sequences " + longest + " x " + values, set(data, layout, longest, values, lengths, fill));
    }

    private static int set(long data, int layout, int longest, int values, int[] lengths, long fill) {
        return Cudnn.cudnnSetRNNDataDescriptor(data, FLOAT, layout, longest, lengths.length, values, lengths, fill);
    }

    private static void tensors() {
        long tensor = create(Cudnn::cudnnCreateTensorDescriptor);
        int[] states = {4, 10, 64};
        print("accepted", "states", Cudnn.cudnnSetTensorNdDescriptor(tensor, FLOAT, 3, states, new int[] {640, 64, 1}));
        int[] sizes = {8, 3, 5, 7};
        int[] strides = {16 * 35, 35, 7, 1};
        print("accepted", "some channels", Cudnn.cudnnSetTensorNdDescriptor(tensor, FLOAT, 4, sizes, strides));
        var read = new int[8];
        var readStrides = new int[8];
        var count = new int[1];
        print("accepted", "read", Cudnn.cudnnGetTensorNdDescriptor(tensor, 8, new int[1], count, read, readStrides));
        print("read", "sizes " + List.of(read[0], read[1], read[2], read[3]), count[0]);
        print("read", "strides " + List.of(readStrides[0], readStrides[1], readStrides[2], readStrides[3]), count[0]);
        print(
                "refused",
                "no channels",
                Cudnn.cudnnSetTensorNdDescriptor(tensor, FLOAT, 4, new int[] {8, 0, 5, 7}, strides));
        print("refused", "no stride", Cudnn.cudnnSetTensorNdDescriptor(tensor, FLOAT, 4, sizes, new int[] {0, 35, 7, 1
        }));
        print("accepted", "destroyed", Cudnn.cudnnDestroyTensorDescriptor(tensor));
    }

    private static void convolutions() {
        long filter = create(Cudnn::cudnnCreateFilterDescriptor);
        print("accepted", "filters", Cudnn.cudnnSetFilterNdDescriptor(filter, FLOAT, 0, 4, new int[] {16, 3, 1, 5}));
        print("refused", "no input", Cudnn.cudnnSetFilterNdDescriptor(filter, FLOAT, 0, 4, new int[] {16, 0, 1, 5}));
        print("accepted", "destroyed", Cudnn.cudnnDestroyFilterDescriptor(filter));
        long convolution = create(Cudnn::cudnnCreateConvolutionDescriptor);
        int[][] good = {{0, 1, 1}, {2, 1, 1}, {0, 2, 1}, {0, 1, 512}, {3, 1, 2}};
        for (var use : good) {
            print("accepted", "convolution " + List.of(use[0], use[1], use[2]), set(convolution, use));
        }
        int[][] bad = {{-1, 1, 1}, {0, 0, 1}, {0, 1, 0}};
        for (var use : bad) {
            print("refused", "convolution " + List.of(use[0], use[1], use[2]), set(convolution, use));
        }
        for (int math : new int[] {0, 3}) {
            print("accepted", "mathematics " + math, Cudnn.cudnnSetConvolutionMathType(convolution, math));
        }
        print("refused", "mathematics 9", Cudnn.cudnnSetConvolutionMathType(convolution, 9));
        print("accepted", "destroyed", Cudnn.cudnnDestroyConvolutionDescriptor(convolution));
    }

    /** @param use padding, stride and dilation over time */
    private static int set(long convolution, int[] use) {
        return Cudnn.cudnnSetConvolutionNdDescriptor(
                convolution, 2, new int[] {0, use[0]}, new int[] {1, use[1]}, new int[] {1, use[2]}, 1, FLOAT);
    }
}
