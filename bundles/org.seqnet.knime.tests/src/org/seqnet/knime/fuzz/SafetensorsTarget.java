package org.seqnet.knime.fuzz;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.Completion.Meaning;
import org.seqnet.exchange.SafetensorsFile;
import org.seqnet.knime.file.StateDictFile;

/** Files of safetensors with the weights of PyTorch's recurrent networks. */
final class SafetensorsTarget implements Target {
    private static final String NAME = "network.safetensors";
    private static final Completion COMPLETION = new Completion(
            Optional.of(Meaning.CLASSES),
            List.of(),
            LabelType.INTEGER,
            Optional.empty(),
            Optional.of(Cell.RNN_TANH),
            Optional.of(Pooling.LAST_STEP));

    @Override
    public List<byte[]> corpus() {
        return List.of(StateDictFile.of(1), StateDictFile.of(3), StateDictFile.of(4));
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) {
        if (mutator.oneIn(2)) {
            return mutator.bytes(valid);
        }
        // the header is most of what can go wrong, and its length is right
        int length = (int) ByteBuffer.wrap(valid).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
        var header = mutator.bytes(Arrays.copyOfRange(valid, Long.BYTES, Long.BYTES + length));
        return ByteBuffer.allocate(valid.length - length + header.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(valid, Long.BYTES + length, valid.length - Long.BYTES - length)
                .array();
    }

    @Override
    public void read(byte[] bytes) throws IOException {
        ArchiveTarget.use(COMPLETION.complete(SafetensorsFile.read(ByteBuffer.wrap(bytes), NAME, COMPLETION)));
    }

    @Override
    public boolean promises(Exception refusal) {
        boolean isPromised = refusal instanceof MalformedException || refusal instanceof SeqNetException;
        return isPromised && refusal.getMessage().startsWith(NAME + ": ");
    }
}
