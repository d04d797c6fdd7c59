package org.seqnet.exchange.file;

import ai.onnx.proto.OnnxMl.ModelProto;
import com.google.protobuf.UnsafeByteOperations;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads what a file of ONNX says, whoever made it. */
public final class OnnxContent {
    /** How zip files begin. */
    private static final int ZIP = 0x504b0304;

    private OnnxContent() {}

    /**
     * Returns the model in a file. Raw data of tensors are views of the content, which must never change again.
     *
     * @param file what messages call the file
     * @param content all bytes of the file, from position 0 on: an array or a mapped file
     * @throws MalformedOnnxException if it is no model of ONNX, is damaged, or would take far more memory than the file
     */
    public static ModelProto parse(String file, ByteBuffer content) throws MalformedOnnxException {
        requireKind(file, content);
        WireCheck.require(file, content, ModelProto.getDescriptor());
        try {
            // Only of a wrapped buffer does protobuf know that it does not change, so that it need not copy.
            var input = UnsafeByteOperations.unsafeWrap(content).newCodedInput();
            input.enableAliasing(true);
            var model = ModelProto.parseFrom(input);
            if (model.hasGraph()) {
                return model;
            }
        } catch (IOException e) {
            throw new MalformedOnnxException(file + ": The file is damaged or no ONNX file.", e);
        }
        throw new MalformedOnnxException(file + ": The file has no graph, so it is no ONNX network.");
    }

    private static void requireKind(String file, ByteBuffer content) throws MalformedOnnxException {
        if (content.remaining() == 0) {
            throw new MalformedOnnxException(file + ": The file is empty.");
        }
        if (content.remaining() >= Integer.BYTES && content.duplicate().getInt(content.position()) == ZIP) {
            throw new MalformedOnnxException(file + ": This is a zip file, as PyTorch and Keras save networks, and no "
                    + "ONNX file. Export the network to ONNX, in PyTorch by torch.onnx.export.");
        }
    }
}
