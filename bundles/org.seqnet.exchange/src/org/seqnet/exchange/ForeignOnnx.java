package org.seqnet.exchange;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.exchange.ForeignNetwork.Answer;
import org.seqnet.exchange.file.OnnxContent;
import org.seqnet.exchange.recognition.Recognition;

/** Networks in files of ONNX that other programs wrote. */
final class ForeignOnnx {
    private ForeignOnnx() {}

    /**
     * Reads a network.
     *
     * @param file what messages call the file
     * @param content all bytes of the file: an array or a mapped file
     * @throws MalformedException if the file is damaged, or has something that networks here do not have; the message
     *     names the first node that does not fit
     */
    static ForeignNetwork read(String file, ByteBuffer content) throws MalformedException {
        var network = Recognition.of(file, OnnxContent.parse(file, content), content.limit());
        var answer =
                switch (network.ending()) {
                    case SOFTMAX -> Answer.CLASSES;
                    case SIGMOID -> Answer.LABELS;
                    case NONE -> Answer.UNKNOWN;
                };
        return new ForeignNetwork(
                file,
                network.program(),
                network.encoder(),
                network.outputs(),
                answer,
                network.input(),
                network.preprocessing(),
                Optional.empty(),
                network.parameters());
    }
}
