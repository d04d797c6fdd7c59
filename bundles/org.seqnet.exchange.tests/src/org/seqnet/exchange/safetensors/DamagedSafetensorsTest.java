package org.seqnet.exchange.safetensors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.exchange.Completion;
import org.seqnet.exchange.Completion.Meaning;
import org.seqnet.exchange.SafetensorsFile;

/** Files that are damaged, hostile or of other networks are refused in one message that says where. */
class DamagedSafetensorsTest {
    private static final String WANTED =
            " Only the state dictionary of one nn.LSTM, nn.GRU or nn.RNN and one nn.Linear can be read.";
    private static final Completion COMPLETION = new Completion(
            Optional.of(Meaning.VALUES),
            List.of(),
            LabelType.TEXT,
            Optional.empty(),
            Optional.of(Cell.RNN_TANH),
            Optional.of(Pooling.LAST_STEP));

    private static void read(byte[] file) throws IOException {
        COMPLETION.complete(SafetensorsFile.read(ByteBuffer.wrap(file), "net", COMPLETION));
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refusalOf(byte[] file) {
        return assertThatThrownBy(() -> read(file)).isInstanceOf(MalformedException.class);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> refusalOf(String header, int bytes) {
        return refusalOf(StateDicts.of(header, bytes));
    }

    private static String tensor(String name, String shape, long begin, long end) {
        return "\"%s\":{\"dtype\":\"F32\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(name, shape, begin, end);
    }

    private static StateDicts.Draft rnn() {
        return new StateDicts.Draft().with("rnn.weight_ih_l0", 2, 3).with("rnn.weight_hh_l0", 2, 2);
    }

    @Test
    void a_file_that_is_too_short_or_has_an_impossible_header_length() {
        refusalOf(new byte[3]).hasMessage("net: the file ends after 3 bytes; the length of the header takes 8.");
        for (long length : new long[] {-1, 1L << 40, 0, 100}) {
            refusalOf(ByteBuffer.allocate(16)
                            .order(ByteOrder.LITTLE_ENDIAN)
                            .putLong(length)
                            .array())
                    .hasMessage(
                            "net: the header's length in bytes 0 to 7 is %s; expected 2 to 4,194,304, and no more than "
                                    + "the file has.",
                            Long.toUnsignedString(length));
        }
    }

    @Test
    void a_header_that_is_no_json_or_something_else() {
        refusalOf("{\"a\":", 0).hasMessage("net: the header is not valid JSON (byte 13).");
        refusalOf("[[[[[[[[", 0)
                .hasMessage("net: the header at byte 8 does not begin with '{'. This is no safetensors file.");
        refusalOf("{\u0000\u0000\u0000a\u0000\u0000\u0001", 0)
                .hasMessageStartingWith("net: the header is not text in UTF-8 (byte ");
        refusalOf("{\"a\":{\"shape\":[[[[[", 0)
                .hasMessageStartingWith(
                        "net: the header is nested too deep, or has too long a name, text or number (byte ");
        refusalOf("{\"" + "n".repeat(100_000) + "\":1}", 0)
                .hasMessageStartingWith(
                        "net: the header is nested too deep, or has too long a name, text or number (byte ");
        refusalOf("{} {}", 0).hasMessageStartingWith("net: the header goes on behind its end (byte ");
    }

    @Test
    void tensors_with_gaps_overlaps_or_a_wrong_size() {
        refusalOf("{" + tensor("a", "[1]", 4, 8) + "}", 8)
                .hasMessage("net: tensor 'a' begins at byte 4 of the data; expected 0, since tensors follow each other "
                        + "without gaps or overlaps.");
        refusalOf("{" + tensor("a", "[2]", 0, 8) + "," + tensor("b", "[1]", 4, 8) + "}", 8)
                .hasMessageStartingWith("net: tensor 'b' begins at byte 4 of the data; expected 8");
        refusalOf("{" + tensor("a", "[2]", 0, 8) + "}", 6)
                .hasMessage("net: the tensors of the header take 8 bytes, but 6 bytes follow it. The file is damaged; "
                        + "copy or save it again.");
        refusalOf("{" + tensor("a", "[3]", 0, 8) + "}", 8)
                .hasMessageStartingWith("net: the header has data_offsets 0 to 8 for tensor 'a', whose shape [3] and "
                        + "type F32 take 12 bytes (byte ");
        refusalOf("{" + tensor("a", "[2147483647,2147483647]", 0, 8) + "}", 8)
                .hasMessageStartingWith(
                        "net: the header has too large a shape, [2147483647, 2147483647], for tensor 'a'");
        refusalOf("{" + tensor("a", "[-1]", 0, 8) + "}", 8)
                .hasMessageStartingWith("net: the header has other than up to 8 whole numbers of at least 0 as shape");
        refusalOf("{" + tensor("a", "[1]", 0, 4) + "," + tensor("a", "[1]", 4, 8) + "}", 8)
                .hasMessageStartingWith("net: the header names the tensor 'a' twice (byte ");
    }

    @Test
    void other_types_and_numbers_that_are_not_finite_or_not_exact() {
        refusalOf(rnn().with("out.weight", "I8", 1, 2, 2).file())
                .hasMessageStartingWith(
                        "net: the header has the type 'I8' for tensor 'out.weight'; weights must be F32, "
                                + "F64, F16 or BF16 (byte ");
        var file = rnn().with("out.weight", "F64", 8, 2, 2).file();
        var numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        for (double number : new double[] {Double.NaN, 0.1, 1e300}) {
            numbers.putDouble(file.length - 8, number);
            refusalOf(file)
                    .hasMessage(
                            "net: tensor 'out.weight' has the number %s at byte %,d; expected finite numbers of 32 "
                                    + "bits. Save the network with such weights, in PyTorch after float().",
                            number, file.length - 8);
        }
    }

    @Test
    void biases_whose_sum_is_too_large() {
        var file = rnn().with("rnn.bias_ih_l0", 2)
                .with("rnn.bias_hh_l0", 2)
                .with("out.weight", 2, 2)
                .file();
        var numbers = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int behindBiases = file.length - 4 * 4;
        numbers.putFloat(behindBiases - 4, Float.MAX_VALUE);
        numbers.putFloat(behindBiases - 3 * 4, Float.MAX_VALUE);

        refusalOf(file)
                .hasMessage("net: the sum of tensors 'rnn.bias_ih_l0' and 'rnn.bias_hh_l0' at index 1 is not a finite "
                        + "number of 32 bits. Save the network with smaller biases.");
    }

    @Test
    void networks_that_are_built_otherwise() {
        refusalOf(new StateDicts.Draft().with("conv.weight", 1, 1, 3).file())
                .hasMessage("net: no tensor is named as those of a recurrent network of PyTorch, such as "
                        + "'lstm.weight_ih_l0'." + WANTED);
        refusalOf(rnn().file()).hasMessage("net: there is no tensor such as 'linear.weight' of a last layer." + WANTED);
        refusalOf(rnn().with("a.weight", 2, 2).with("b.weight", 2, 2).file())
                .hasMessage("net: tensor 'b.weight' belongs to another layer." + WANTED);
        refusalOf(rnn().with("gru.weight_ih_l0", 3, 3).with("b.weight", 2, 2).file())
                .hasMessage("net: tensor 'gru.weight_ih_l0' belongs to a second recurrent module." + WANTED);
        refusalOf(rnn().with("rnn.weight_hr_l0", 1, 2).with("b.weight", 2, 1).file())
                .hasMessage("net: tensor 'rnn.weight_hr_l0' belongs to an LSTM with proj_size, which is not supported."
                        + WANTED);
        refusalOf(rnn().with("rnn.bias_ih_l0", 2).with("b.weight", 2, 2).file())
                .hasMessage("net: there is no tensor 'rnn.bias_hh_l0' beside the others of its layers. Save the whole "
                        + "state dictionary.");
        refusalOf(rnn().with("b.weight", 2, 5).file())
                .hasMessage("net: tensor 'b.weight' is 2 x 5; expected 2 x 2, to fit the other tensors.");
        refusalOf(rnn().with("rnn.weight_ih_l1", 2, 3)
                        .with("rnn.weight_hh_l1", 2, 2)
                        .with("b.weight", 2, 2)
                        .file())
                .hasMessage("net: tensor 'rnn.weight_ih_l1' is 2 x 3; expected 2 x 2, to fit the other tensors.");
        refusalOf(new StateDicts.Draft()
                        .with("weight_ih_l0", 10, 3)
                        .with("weight_hh_l0", 10, 2)
                        .with("b.weight", 2, 2)
                        .file())
                .hasMessage("net: tensor 'weight_hh_l0' is 10 x 2; expected 4, 3 or 1 times as many rows as columns, "
                        + "for an LSTM, GRU or RNN.");
    }

    @Test
    void two_thousand_damaged_files_are_read_or_refused_with_one_message() throws IOException {
        int refused = 0;
        for (int seed = 0; seed < 2000; seed++) {
            var random = new Random(seed);
            var file = StateDicts.file(random.nextBoolean() ? "lstm-both" : "gru");
            for (int n = random.nextInt(3); n >= 0; n--) {
                // most of what can go wrong is in the header
                file[random.nextInt(random.nextInt(4) == 0 ? file.length : 500)] = (byte) random.nextInt();
            }
            try {
                read(file);
            } catch (MalformedException | SeqNetException e) {
                refused++;
                assertThat(e.getMessage()).startsWith("net: ").endsWith(".").hasSizeLessThan(1000);
            }
        }
        assertThat(refused).isBetween(1000, 1999);
    }
}
