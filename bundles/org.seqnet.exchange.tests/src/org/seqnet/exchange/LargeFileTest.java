package org.seqnet.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/** A network of 25 million parameters, 100 MB, is written and read without a second copy of them. */
class LargeFileTest {
    private static final double MOST_COPIES = 1.05;

    private static TrainedNetwork large() {
        var architecture =
                new Architecture(new Recurrent(Cell.LSTM, 2, 1440, 0, 1, false, Pooling.LAST_STEP), new Classes(10));
        var input = NetworkInput.of(SequenceShape.ofAnyLength(64));
        var parameters = new float[(int) architecture.parameterCount(input.preprocessed())];
        for (int i = 0; i < parameters.length; i++) {
            parameters[i] = i;
        }
        var labels = LabelDomain.of("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        return TrainedNetwork.keeping(parameters, architecture, input, labels, Networks.PROVENANCE);
    }

    /** What a thread allocated for something, in bytes. */
    private static long allocated(Callable<?> work) throws Exception {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
        work.call();
        return threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    }

    @Test
    void parameters_are_not_copied(@TempDir Path folder) throws Exception {
        var network = large();
        long bytes = 4L * network.parameterCount();
        assertThat(bytes).isGreaterThan(100_000_000);
        var file = folder.resolve("large.onnx");
        try (var out = Files.newOutputStream(file)) {
            assertThat(allocated(() -> {
                        OnnxFile.write(network, out);
                        return null;
                    }))
                    .as("bytes allocated to write")
                    .isLessThan(bytes / 20);
        }
        var found = new FileContent[1];
        try (var channel = FileChannel.open(file)) {
            assertThat(allocated(() ->
                            found[0] = OnnxFile.read(channel.map(MapMode.READ_ONLY, 0, channel.size()), "large.onnx")))
                    .as("bytes allocated to read")
                    .isLessThan((long) (MOST_COPIES * bytes));
        }
        assertThat(found[0]).isEqualTo(new FileContent.Whole(network));
    }
}
