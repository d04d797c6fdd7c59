package org.seqnet.exchange.graph;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.AttributeProto.AttributeType;
import ai.onnx.proto.OnnxMl.GraphProto;
import com.google.protobuf.ByteString;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/** The attributes of ONNX's operators. */
public final class Attributes {
    private Attributes() {}

    /** Returns an attribute that is one whole number. */
    public static AttributeProto of(String name, long value) {
        return named(name, AttributeType.INT).setI(value).build();
    }

    /** Returns an attribute that is one number. */
    public static AttributeProto of(String name, float value) {
        return named(name, AttributeType.FLOAT).setF(value).build();
    }

    /** Returns an attribute that is a text. */
    public static AttributeProto of(String name, String value) {
        return named(name, AttributeType.STRING)
                .setS(ByteString.copyFromUtf8(value))
                .build();
    }

    /** Returns an attribute that is several whole numbers. */
    public static AttributeProto of(String name, long... values) {
        var attribute = named(name, AttributeType.INTS);
        Arrays.stream(values).forEach(attribute::addInts);
        return attribute.build();
    }

    /** Returns an attribute that is several texts. */
    public static AttributeProto of(String name, List<String> values) {
        var attribute = named(name, AttributeType.STRINGS);
        values.forEach(value -> attribute.addStrings(bytes(value)));
        return attribute.build();
    }

    /** Returns an attribute that is a graph, such as what a loop does at each step. */
    public static AttributeProto of(String name, GraphProto graph) {
        return named(name, AttributeType.GRAPH).setG(graph).build();
    }

    /**
     * Returns a text as files have it.
     *
     * @throws SeqNetException if it has half of a character, which UTF-8 cannot represent
     */
    static ByteString bytes(String text) {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw new SeqNetException("The text " + Quoted.of(text) + " has an incomplete character and cannot be "
                    + "written to an ONNX file. Rename it in the training table.");
        }
        return ByteString.copyFromUtf8(text);
    }

    private static AttributeProto.Builder named(String name, AttributeType type) {
        return AttributeProto.newBuilder().setName(name).setType(type);
    }
}
