package org.seqnet.exchange.fuzz;

import ai.onnx.proto.OnnxMl.AttributeProto;
import ai.onnx.proto.OnnxMl.GraphProto;
import ai.onnx.proto.OnnxMl.ModelProto;
import ai.onnx.proto.OnnxMl.NodeProto;
import ai.onnx.proto.OnnxMl.TensorProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages files of ONNX in ways that depend on a seed alone: their bytes, or what they say. */
final class OnnxMutator {
    private static final long[] TELLING = {
        0,
        1,
        2,
        3,
        4,
        5,
        7,
        8,
        16,
        64,
        1000,
        -1,
        -2,
        -3,
        1 << 20,
        Integer.MAX_VALUE,
        1L << 31,
        1L << 32,
        1L << 40,
        -(1L << 40),
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };
    private static final String[] OPERATORS = {
        "LSTM",
        "GRU",
        "RNN",
        "Conv",
        "Relu",
        "MaxPool",
        "Gemm",
        "MatMul",
        "Add",
        "Mul",
        "Sub",
        "Div",
        "Softmax",
        "Concat",
        "Gather",
        "Slice",
        "Squeeze",
        "Unsqueeze",
        "Reshape",
        "Transpose",
        "Flatten",
        "ReduceMean",
        "Shape",
        "Identity",
        "Expand",
        "ConstantOfShape",
        "Constant",
        "Cast",
        "BatchNormalization",
        "GlobalAveragePool",
        "Erf",
        "If",
        "Loop"
    };

    private final SplittableRandom random;

    OnnxMutator(long seed) {
        random = new SplittableRandom(seed);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private long telling() {
        return TELLING[random.nextInt(TELLING.length)];
    }

    byte[] damaged(byte[] valid) {
        if (random.nextInt(3) == 0) {
            return bytes(valid);
        }
        try {
            var model = ModelProto.parseFrom(valid).toBuilder();
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                graph(model.getGraphBuilder());
            }
            var changed = model.build().toByteArray();
            return random.nextInt(8) == 0 ? bytes(changed) : changed;
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private byte[] bytes(byte[] valid) {
        var bytes = valid.clone();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) telling();
                case 2 -> bytes = Arrays.copyOf(bytes, at + 1);
                case 3 -> bytes = moved(bytes, at);
                default -> {
                    for (int k = at; k < Math.min(bytes.length, at + 8); k++) {
                        bytes[k] = (byte) random.nextInt();
                    }
                }
            }
        }
        return bytes;
    }

    /** Copies some bytes to another place. */
    private byte[] moved(byte[] bytes, int at) {
        var out = new ByteArrayOutputStream();
        int length = random.nextInt(Math.min(200, bytes.length - at) + 1);
        int to = random.nextInt(bytes.length);
        out.write(bytes, 0, to);
        out.write(bytes, at, length);
        int from = random.nextBoolean() ? to : Math.min(bytes.length, to + length);
        out.write(bytes, from, bytes.length - from);
        return out.toByteArray();
    }

    private void graph(GraphProto.Builder graph) {
        switch (random.nextInt(8)) {
            case 0 -> {
                if (graph.getInitializerCount() > 0) {
                    tensor(graph.getInitializerBuilder(random.nextInt(graph.getInitializerCount())));
                }
            }
            case 1 -> {
                var axes = graph.getInputBuilder(0)
                        .getTypeBuilder()
                        .getTensorTypeBuilder()
                        .getShapeBuilder();
                if (axes.getDimCount() > 0) {
                    axes.getDimBuilder(random.nextInt(axes.getDimCount())).setDimValue(telling());
                }
            }
            case 2 -> graph.getOutputBuilder(0)
                    .setName(graph.getNode(random.nextInt(graph.getNodeCount())).getOutput(0));
            case 3 -> {
                int from = random.nextInt(graph.getNodeCount());
                graph.addNode(random.nextInt(graph.getNodeCount()), graph.getNode(from));
            }
            case 4 -> {
                if (graph.getNodeCount() > 1) {
                    graph.removeNode(random.nextInt(graph.getNodeCount()));
                }
            }
            default -> node(graph.getNodeBuilder(random.nextInt(graph.getNodeCount())), graph);
        }
    }

    private void node(NodeProto.Builder node, GraphProto.Builder graph) {
        switch (random.nextInt(5)) {
            case 0 -> node.setOpType(OPERATORS[random.nextInt(OPERATORS.length)]);
            case 1 -> {
                if (node.getInputCount() > 0) {
                    node.setInput(random.nextInt(node.getInputCount()), value(graph));
                }
            }
            case 2 -> node.addInput(value(graph));
            default -> {
                if (node.getAttributeCount() > 0) {
                    attribute(node.getAttributeBuilder(random.nextInt(node.getAttributeCount())));
                }
            }
        }
    }

    private String value(GraphProto.Builder graph) {
        return switch (random.nextInt(6)) {
            case 0 -> "";
            case 1 -> graph.getInput(0).getName();
            case 2, 3 -> graph.getInitializerCount() == 0
                    ? "none"
                    : graph.getInitializer(random.nextInt(graph.getInitializerCount()))
                            .getName();
            default -> graph.getNode(random.nextInt(graph.getNodeCount())).getOutput(0);
        };
    }

    private void attribute(AttributeProto.Builder attribute) {
        if (attribute.getIntsCount() > 0 && random.nextInt(4) > 0) {
            attribute.setInts(random.nextInt(attribute.getIntsCount()), telling());
        } else if (attribute.getIntsCount() > 0) {
            attribute.addInts(telling());
        } else if (attribute.hasT()) {
            tensor(attribute.getTBuilder());
        } else if (attribute.hasS()) {
            attribute.setS(ByteString.copyFromUtf8(random.nextBoolean() ? "bidirectional" : "reverse"));
        } else {
            attribute.setI(telling()).setF(random.nextBoolean() ? Float.NaN : random.nextInt(5));
        }
    }

    private void tensor(TensorProto.Builder tensor) {
        switch (random.nextInt(4)) {
            case 0 -> {
                if (tensor.getDimsCount() > 0) {
                    tensor.setDims(random.nextInt(tensor.getDimsCount()), telling());
                }
            }
            case 1 -> tensor.addDims(1);
            case 2 -> tensor.setDataType(random.nextInt(20));
            default -> {
                var raw = tensor.getRawData().toByteArray();
                if (raw.length >= 4) {
                    int at = random.nextInt(raw.length / 4) * 4;
                    int number = random.nextBoolean() ? Float.floatToIntBits(Float.NaN) : (int) telling();
                    for (int i = 0; i < 4; i++) {
                        raw[at + i] = (byte) (number >> 8 * i);
                    }
                    tensor.setRawData(ByteString.copyFrom(raw));
                }
            }
        }
    }
}
