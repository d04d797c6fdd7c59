package org.seqnet.exchange;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.exchange.safetensors.TorchNetwork;

/**
 * Files of safetensors with the state dictionary of an {@code nn.LSTM}, {@code nn.GRU} or {@code nn.RNN} of PyTorch and
 * an {@code nn.Linear} that reads its output. They hold weights alone, and no code.
 */
public final class SafetensorsFile {
    /** What the names of such files end with, after a dot. */
    public static final String FILE_EXTENSION = "safetensors";

    private SafetensorsFile() {}

    /** Says whether content begins as such files do. */
    public static boolean beginsAs(ByteBuffer content) {
        return TorchNetwork.beginsAs(content);
    }

    /**
     * Reads a network. Weights are copied once, from the content to the array of parameters.
     *
     * @param content from its position to its limit; a file that is mapped to memory will do
     * @param name what messages call the file
     * @param completion tells the activation of RNN layers and the time steps that the linear layer reads
     * @throws org.seqnet.engine.MalformedException if the content is damaged, or another network than can be read
     * @throws org.seqnet.engine.SeqNetException if the completion lacks something that has to be known
     */
    public static ForeignNetwork read(ByteBuffer content, String name, Completion completion) throws IOException {
        var network = TorchNetwork.read(content, name, completion.simpleCell(), completion.pooling());
        return new ForeignNetwork(
                name,
                network.program(),
                network.encoder(),
                network.outputs(),
                ForeignNetwork.Answer.UNKNOWN,
                network.input(),
                Preprocessing.NONE,
                Optional.empty(),
                network.parameters());
    }
}
