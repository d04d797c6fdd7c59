package org.seqnet.exchange.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;
import javax.management.JMException;
import javax.management.ObjectName;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.Completion.Meaning;
import org.seqnet.exchange.OnnxFile;
import org.seqnet.exchange.SafetensorsFile;

/** Large networks are read with one copy of their weights, and written without any. */
class NoSecondCopyTest {
    private static final int UNITS = 1024;
    private static final Completion COMPLETION = new Completion(
            Optional.of(Meaning.CLASSES),
            List.of(),
            LabelType.TEXT,
            Optional.empty(),
            Optional.empty(),
            Optional.of(Pooling.LAST_STEP));

    private static byte[] file() {
        return new StateDicts.Draft()
                .with("weight_ih_l0", 4 * UNITS, UNITS)
                .with("weight_hh_l0", 4 * UNITS, UNITS)
                .with("output.weight", 10, UNITS)
                .file();
    }

    private static TrainedNetwork read(ByteBuffer content) throws IOException {
        return COMPLETION.complete(SafetensorsFile.read(content, "net", COMPLETION));
    }

    @Test
    void weights_are_copied_once_when_read_and_not_at_all_when_written() throws Exception {
        // what the first network takes, such as classes, is not counted
        OnnxFile.write(read(ByteBuffer.wrap(StateDicts.file("lstm"))), OutputStream.nullOutputStream());
        var content = ByteBuffer.wrap(file()); // 34 MB, which a mapped file takes outside of the heap
        long before = allocatedBytes();
        var network = read(content);
        long read = allocatedBytes() - before;
        assertThat(read).isBetween(4L * network.parameterCount(), 4L * network.parameterCount() + (4 << 20));

        var written = new Count();
        before = allocatedBytes();
        OnnxFile.write(network, written);
        long writing = allocatedBytes() - before;
        assertThat(written.bytes).isGreaterThan(4L * network.parameterCount());
        assertThat(writing).isLessThan(network.parameterCount());
    }

    @Test
    void shapes_that_contradict_each_other_are_refused_before_anything_is_allocated() throws Exception {
        // 8 MB, by which the first layer has 1,400 units and reads 200,000 features
        var content = ByteBuffer.wrap(new StateDicts.Draft()
                .with("weight_ih_l0", 1, 200_000)
                .with("weight_hh_l0", 1400, 1400)
                .with("output.weight", 10, 1400)
                .file());
        var relu = new Completion(
                Optional.empty(),
                List.of(),
                LabelType.TEXT,
                Optional.empty(),
                Optional.of(Cell.RNN_RELU),
                Optional.of(Pooling.LAST_STEP));
        long before = allocatedBytes();

        assertThatThrownBy(() -> SafetensorsFile.read(content, "net", relu))
                .hasMessage("net: tensor 'weight_ih_l0' is 1 x 200000; expected 1400 x 200000, to fit the other "
                        + "tensors.");
        assertThat(allocatedBytes() - before).isLessThan(8 << 20);
    }

    private static final class Count extends OutputStream {
        private long bytes;

        @Override
        public void write(int one) throws IOException {
            bytes++;
        }

        @Override
        public void write(byte[] several, int from, int length) throws IOException {
            bytes += length;
        }
    }

    /** Returns what this thread has allocated so far; by name, since the class that tells belongs to no standard. */
    private static long allocatedBytes() throws JMException {
        return (long) ManagementFactory.getPlatformMBeanServer()
                .invoke(
                        new ObjectName(ManagementFactory.THREAD_MXBEAN_NAME),
                        "getThreadAllocatedBytes",
                        new Object[] {Thread.currentThread().getId()},
                        new String[] {"long"});
    }
}
