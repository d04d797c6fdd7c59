package org.seqnet.exchange.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.ParameterBlock;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.exchange.layout.RecurrentLayout;

/** A recurrent network of PyTorch with a linear layer, of which a file has the weights. */
public final class TorchNetwork {
    private final StateDict dict;
    private final Recurrent encoder;
    private final SequenceShape input;
    private final int outputs;

    private TorchNetwork(StateDict dict, Recurrent encoder, SequenceShape input, int outputs) {
        this.dict = dict;
        this.encoder = encoder;
        this.input = input;
        this.outputs = outputs;
    }

    /** Says whether content begins as a file of safetensors does. */
    public static boolean beginsAs(ByteBuffer content) {
        return SafetensorsContent.beginsAs(content);
    }

    /**
     * Recognizes the network by the names and shapes of the tensors.
     *
     * @param file what messages call the file
     * @param simpleCell the cell of an {@code nn.RNN}, which the file does not tell; empty if it is not known
     * @param pooling what the linear layer reads, which the file does not tell either; empty if it is not known
     * @throws MalformedException if the file is damaged, or holds another network than can be read
     * @throws SeqNetException if something has to be known that the file does not tell
     */
    public static TorchNetwork read(
            ByteBuffer content, String file, Optional<Cell> simpleCell, Optional<Pooling> pooling) throws IOException {
        var dict = StateDict.of(SafetensorsContent.of(content, file));
        var inputWeight = dict.place(RecurrentName.INPUT_WEIGHT, 0, false);
        var recurrentWeight = dict.place(RecurrentName.RECURRENT_WEIGHT, 0, false);
        if (inputWeight.shape().size() != 2 || recurrentWeight.shape().size() != 2) {
            throw new MalformedException("%s: tensors %s and %s are %s and %s; expected two axes each."
                    .formatted(
                            file,
                            Quoted.of(inputWeight.name()),
                            Quoted.of(recurrentWeight.name()),
                            inputWeight.words(),
                            recurrentWeight.words()));
        }
        int units = recurrentWeight.shape().get(1);
        try {
            var encoder = new Recurrent(
                    cell(file, recurrentWeight, simpleCell),
                    dict.layers(),
                    units,
                    0,
                    0,
                    dict.bidirectional(),
                    pooling.orElseThrow(() -> unknown(file, "which time steps its last layer reads", "Time steps")));
            if (dict.weight().shape().size() != 2) {
                throw new MalformedException("%s: tensor %s is %s; expected two axes."
                        .formatted(
                                file,
                                Quoted.of(dict.weight().name()),
                                dict.weight().words()));
            }
            int outputs = dict.weight().shape().get(0);
            dict.shaped(dict.weight(), List.of(outputs, encoder.outputs()));
            if (outputs == 0) {
                throw new MalformedException("%s: tensor %s has no rows; expected one for each output."
                        .formatted(file, Quoted.of(dict.weight().name())));
            }
            var input = SequenceShape.ofAnyLength(inputWeight.shape().get(1));
            return new TorchNetwork(dict, encoder, input, outputs);
        } catch (SeqNetException e) {
            if (e.getMessage().startsWith(file)) {
                throw e;
            }
            throw new MalformedException(file + ": " + e.getMessage(), e);
        }
    }

    private static Cell cell(String file, Place recurrentWeight, Optional<Cell> simpleCell) throws MalformedException {
        int rows = recurrentWeight.shape().get(0);
        int units = recurrentWeight.shape().get(1);
        if (units > 0 && rows == 4L * units) {
            return Cell.LSTM;
        }
        if (units > 0 && rows == 3L * units) {
            return Cell.GRU;
        }
        if (units > 0 && rows == units) {
            return simpleCell.orElseThrow(
                    () -> unknown(file, "whether its RNN uses tanh or ReLU", "Activation of RNN layers"));
        }
        throw new MalformedException(
                "%s: tensor %s is %s; expected 4, 3 or 1 times as many rows as columns, for an LSTM, GRU or RNN."
                        .formatted(file, Quoted.of(recurrentWeight.name()), recurrentWeight.words()));
    }

    private static SeqNetException unknown(String file, String what, String setting) {
        return new SeqNetException(
                "%s: the file does not say %s. Select it in the setting \"%s\".".formatted(file, what, setting));
    }

    /** Returns its recurrent layers. */
    public Recurrent encoder() {
        return encoder;
    }

    /** Returns the shape of the sequences that it reads. */
    public SequenceShape input() {
        return input;
    }

    /** Returns how many outputs its linear layer has. */
    public int outputs() {
        return outputs;
    }

    /** Returns what wrote the file, as far as it tells. */
    public String program() {
        return "pt".equals(dict.content().metadata().get("format")) ? "PyTorch (safetensors)" : "safetensors";
    }

    /**
     * Returns the parameters in the engine's order: those of the recurrent layers, then those of the linear one.
     *
     * @throws MalformedException if a tensor has another shape than the others ask for, or holds anything but finite
     *     numbers of 32 bits
     */
    public float[] parameters() throws MalformedException {
        long count = encoder.parameters(input).stream()
                        .mapToLong(ParameterBlock::count)
                        .sum()
                + outputs * (encoder.outputs() + 1L);
        if (count > Integer.MAX_VALUE - 8) {
            throw new MalformedException(String.format(
                    Locale.ROOT,
                    "%s: the network has %,d parameters, which are too many.",
                    dict.content().file(),
                    count));
        }
        // first the shapes: then the file is about as large as the array that a few numbers of its header ask for
        var directions = directions();
        if (dict.bias().isPresent()) {
            dict.shaped(dict.bias().get(), List.of(outputs));
        }
        var parameters = new float[(int) count];
        int at = 0;
        for (var direction : directions) {
            direction.copy(parameters, at);
            at += direction.layout().size();
        }
        int weights = outputs * encoder.outputs();
        dict.content().copy(dict.weight(), 0, parameters, at, weights);
        if (dict.bias().isPresent()) {
            dict.content().copy(dict.bias().get(), 0, parameters, at + weights, outputs);
        }
        return parameters;
    }

    private List<TorchDirection> directions() throws MalformedException {
        var directions = new ArrayList<TorchDirection>();
        int inputs = input.features();
        for (int layer = 0; layer < encoder.layers(); layer++) {
            var layout = new RecurrentLayout(encoder.cell(), inputs, encoder.hiddenUnits());
            for (int direction = 0; direction < encoder.directions(); direction++) {
                directions.add(TorchDirection.of(dict, layout, layer, direction == 1));
            }
            inputs = encoder.outputs();
        }
        return directions;
    }
}
