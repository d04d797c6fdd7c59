package org.seqnet.exchange;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A file of ONNX as ONNX Runtime computes it: what programs elsewhere would get. */
final class OnnxRuntime implements AutoCloseable {
    private final OrtSession session;

    private OnnxRuntime(OrtSession session) {
        this.session = session;
    }

    static OnnxRuntime of(byte[] file) {
        try {
            return new OnnxRuntime(OrtEnvironment.getEnvironment().createSession(file));
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    /** Returns the outputs by name: floats and doubles row-major as arrays, the others as ONNX Runtime has them. */
    Map<String, Object> run(Map<String, OnnxTensor> inputs) {
        try (var result = session.run(inputs)) {
            var outputs = new LinkedHashMap<String, Object>();
            for (var entry : result) {
                outputs.put(entry.getKey(), content((OnnxTensor) entry.getValue()));
            }
            return outputs;
        } catch (OrtException e) {
            throw new AssertionError(e);
        } finally {
            inputs.values().forEach(OnnxTensor::close);
        }
    }

    private static Object content(OnnxTensor tensor) throws OrtException {
        return switch (tensor.getInfo().type) {
            case FLOAT -> {
                var buffer = tensor.getFloatBuffer();
                var values = new float[buffer.remaining()];
                buffer.get(values);
                yield values;
            }
            case DOUBLE -> {
                var buffer = tensor.getDoubleBuffer();
                var values = new double[buffer.remaining()];
                buffer.get(values);
                yield values;
            }
            default -> tensor.getValue();
        };
    }

    /** Returns the named texts that the file tells of the network. */
    Map<String, String> metadata() {
        try {
            return new HashMap<>(session.getMetadata().getCustomMetadata());
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    static OnnxTensor floats(float[] values, long... shape) {
        try {
            return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), FloatBuffer.wrap(values), shape);
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    static OnnxTensor longs(long[] values, long... shape) {
        try {
            return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), LongBuffer.wrap(values), shape);
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    static OnnxTensor texts(String[][] values) {
        try {
            return OnnxTensor.createTensor(OrtEnvironment.getEnvironment(), values);
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException e) {
            throw new AssertionError(e);
        }
    }
}
