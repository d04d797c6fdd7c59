package org.seqnet.exchange;

import ai.onnx.proto.OnnxMl.ModelProto;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.exchange.ForeignNetwork.Answer;
import org.seqnet.exchange.recognition.Recognition;

/** Networks in files of ONNX that other programs wrote. */
final class ForeignOnnx {
    private ForeignOnnx() {}

    /**
     * Reads a network.
     *
     * @param file what messages call the file
     * @param bytes the size of the file
     * @throws MalformedException if the file is damaged, or has something that networks here do not have; the message
     *     names the first node that does not fit
     */
    static ForeignNetwork read(String file, ModelProto model, long bytes) throws MalformedException {
        var network = Recognition.of(file, model, bytes);
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
