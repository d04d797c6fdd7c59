package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import picocli.CommandLine.Option;

/** How a recurrent network is built. */
final class RecurrentArguments {
    private static final int USUAL_LAYERS = 2;
    private static final int USUAL_UNITS = 128;

    @Option(
            names = "--layers",
            paramLabel = "N",
            description =
                    "Stacked recurrent layers, 1 to " + Recurrent.MOST_LAYERS + ". Default: " + USUAL_LAYERS + ".")
    private Integer layers;

    @Option(
            names = "--hidden-units",
            paramLabel = "N",
            description = "Units per layer, and per direction, 1 to " + Recurrent.MOST_HIDDEN_UNITS + ". Default: "
                    + USUAL_UNITS + ".")
    private Integer hiddenUnits;

    @Option(
            names = "--bidirectional",
            description = "Each layer reads a sequence in both directions. Default: forward only.")
    private boolean bidirectional;

    @Option(
            names = "--pooling",
            paramLabel = "WAY",
            converter = Poolings.class,
            completionCandidates = Poolings.class,
            description = "How the outputs at all time steps become the input of the output layer: "
                    + "${COMPLETION-CANDIDATES}. Default: last-step.")
    private Pooling pooling;

    @Option(
            names = "--forget-gate-bias",
            paramLabel = "X",
            description = "The initial bias of the forget gates of an LSTM, a finite number. Default: 1.")
    private Double forgetGateBias;

    @Option(
            names = "--activation",
            paramLabel = "NAME",
            converter = Activations.class,
            completionCandidates = Activations.class,
            description = "The activation function of an RNN: ${COMPLETION-CANDIDATES}. Default: tanh.")
    private Cell activation;

    static final class Poolings extends Choice<Pooling> {
        Poolings() {
            super(Pooling.values());
        }
    }

    static final class Activations extends Choice<Cell> {
        Activations() {
            super(List.of("tanh", "relu"), List.of(Cell.RNN_TANH, Cell.RNN_RELU));
        }
    }

    /**
     * Returns the encoder.
     *
     * @throws WrongArgument if a value is outside its range
     */
    Recurrent encoder(NetworkType type, double dropout) {
        var cell =
                switch (type) {
                    case GRU -> Cell.GRU;
                    case RNN -> Objects.requireNonNullElse(activation, Cell.RNN_TANH);
                    default -> Cell.LSTM;
                };
        return WrongArgument.naming(
                Map.of(
                        "Layers", "--layers",
                        "Hidden units", "--hidden-units",
                        "Dropout", "--dropout",
                        "Initial forget gate bias", "--forget-gate-bias"),
                () -> new Recurrent(
                        cell,
                        Objects.requireNonNullElse(layers, USUAL_LAYERS),
                        Objects.requireNonNullElse(hiddenUnits, USUAL_UNITS),
                        dropout,
                        Objects.requireNonNullElse(forgetGateBias, cell.hasForgetGates() ? 1.0 : 0.0),
                        bidirectional,
                        Objects.requireNonNullElse(pooling, Pooling.LAST_STEP)));
    }
}
