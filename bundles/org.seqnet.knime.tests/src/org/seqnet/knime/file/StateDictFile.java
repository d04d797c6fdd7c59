package org.seqnet.knime.file;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.StringJoiner;

/** Files of safetensors as PyTorch writes them of a recurrent module and a linear one, with any numbers. */
public final class StateDictFile {
    private final StringJoiner header = new StringJoiner(",", "{", "}").add("\"__metadata__\":{\"format\":\"pt\"}");
    private final ByteArrayOutputStream data = new ByteArrayOutputStream();

    private StateDictFile() {}

    /**
     * Returns a file of one layer that reads 3 features and has 4 units, and of 2 outputs.
     *
     * @param gates 4 of an LSTM, 3 of a GRU, 1 of an RNN
     */
    public static byte[] of(int gates) {
        var file = new StateDictFile();
        file.add("layers.weight_ih_l0", 4 * gates, 3);
        file.add("layers.weight_hh_l0", 4 * gates, 4);
        file.add("layers.bias_ih_l0", 4 * gates);
        file.add("layers.bias_hh_l0", 4 * gates);
        file.add("output.weight", 2, 4);
        file.add("output.bias", 2);
        return file.bytes();
    }

    private void add(String name, int... shape) {
        int begin = data.size();
        int count = Arrays.stream(shape).reduce(1, (a, b) -> a * b);
        var numbers = ByteBuffer.allocate(Float.BYTES * count).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < count; i++) {
            numbers.putFloat((float) Math.sin(begin + i));
        }
        data.writeBytes(numbers.array());
        header.add("\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
                .formatted(name, Arrays.toString(shape), begin, data.size()));
    }

    private byte[] bytes() {
        var json = header.toString().getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + json.length + data.size())
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(json.length)
                .put(json)
                .put(data.toByteArray())
                .array();
    }
}
