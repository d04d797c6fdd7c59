package org.seqnet.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Stacked recurrent layers, of whose last outputs the pooling makes the encoder's.
 *
 * <p>In a bidirectional network each layer reads sequences in two directions, each with units and weights of its own:
 * from the first step to the last, and from each sequence's last step to its first. The layer above reads the outputs
 * of both at a step side by side (Schuster and Paliwal, 1997).
 *
 * @param cell the cell of every recurrent layer
 * @param layers the number of recurrent layers, 1 to {@value #MOST_LAYERS}
 * @param hiddenUnits the units of each recurrent layer, 1 to {@value #MOST_HIDDEN_UNITS}
 * @param dropout the share of activations that training drops between the layers and before the output, 0 (none) to
 *     below 1
 * @param forgetGateBias the bias that the forget gates start with; 1 lets a fresh network remember; 0 for cells without
 *     forget gates
 * @param bidirectional whether each layer reads in both directions, with {@code hiddenUnits} for each
 * @param pooling what the last layer's outputs at all time steps become
 */
public record Recurrent(
        Cell cell,
        int layers,
        int hiddenUnits,
        double dropout,
        double forgetGateBias,
        boolean bidirectional,
        Pooling pooling)
        implements Encoder {
    /** The most recurrent layers that one network has. */
    public static final int MOST_LAYERS = 16;
    /** The most units that one recurrent layer has. */
    public static final int MOST_HIDDEN_UNITS = 8192;

    /**
     * Checks the settings.
     *
     * @throws SeqNetException if one of them is outside its range
     */
    public Recurrent {
        Objects.requireNonNull(cell, "cell");
        Objects.requireNonNull(pooling, "pooling");
        Ranges.requireCount("Layers", layers, MOST_LAYERS);
        Ranges.requireCount("Hidden units", hiddenUnits, MOST_HIDDEN_UNITS);
        Ranges.requireShare("Dropout", dropout);
        if (!Double.isFinite(forgetGateBias)) {
            throw new SeqNetException("Initial forget gate bias: " + forgetGateBias + " is not a finite number.");
        }
        if (!cell.hasForgetGates() && forgetGateBias != 0) {
            throw new SeqNetException("Initial forget gate bias: " + forgetGateBias + " is not 0; a " + cell.title()
                    + " has no forget gates.");
        }
    }

    /** Returns layers that read in one direction and hand on the last time step. */
    public Recurrent(Cell cell, int layers, int hiddenUnits, double dropout, double forgetGateBias) {
        this(cell, layers, hiddenUnits, dropout, forgetGateBias, false, Pooling.LAST_STEP);
    }

    /** Returns the reference network: two LSTM layers of 128 units, no dropout, forget gates open. */
    public static Recurrent reference() {
        return new Recurrent(Cell.LSTM, 2, 128, 0, 1);
    }

    @Override
    public <T> T fold(
            Function<Recurrent, T> recurrent,
            Function<Convolutional, T> convolutional,
            Function<TemporalConvolutional, T> temporal,
            Function<Composition, T> composition,
            Function<Rocket, T> rocket) {
        return recurrent.apply(this);
    }

    @Override
    public InputForm inputForm() {
        return InputForm.SEQUENCES;
    }

    /** Returns how many times a layer has its units: once for each direction. */
    public int directions() {
        return bidirectional ? 2 : 1;
    }

    /** Returns how many values the layer with this number, counted from 0, reads at a step. */
    private int inputs(int layer, SequenceShape input) {
        return layer == 0 ? input.features() : outputs();
    }

    @Override
    public List<LayerSummary> layers(SequenceShape input) {
        var summaries = new ArrayList<LayerSummary>();
        for (int layer = 0; layer < layers; layer++) {
            int inputs = inputs(layer, input);
            String kind = (bidirectional ? "bidirectional " : "") + cell.title();
            boolean handsOnLast = layer == layers - 1 && pooling == Pooling.LAST_STEP;
            summaries.add(new LayerSummary(
                    cell.layerName(layer + 1),
                    handsOnLast ? kind + ", last time step only" : kind,
                    inputs,
                    outputs(),
                    directions() * ParameterBlock.count(direction(inputs))));
        }
        if (pooling != Pooling.LAST_STEP) {
            long parameters = ParameterBlock.count(pooled());
            summaries.add(new LayerSummary("pooling", pooling.title(), outputs(), outputs(), parameters));
        }
        return List.copyOf(summaries);
    }

    @Override
    public List<ParameterBlock> parameters(SequenceShape input) {
        var all = new ArrayList<ParameterBlock>();
        for (int layer = 0; layer < layers; layer++) {
            for (int direction = 0; direction < directions(); direction++) {
                all.addAll(direction(inputs(layer, input)));
            }
        }
        all.addAll(pooled());
        return List.copyOf(all);
    }

    /** Returns the parameters of one direction of a layer that reads this many values. */
    private List<ParameterBlock> direction(int inputs) {
        long gates = (long) cell.gates() * hiddenUnits;
        return List.of(
                ParameterBlock.weights(gates * inputs),
                ParameterBlock.weights(gates * hiddenUnits),
                ParameterBlock.biases((long) cell.biases() * hiddenUnits));
    }

    /** Returns the parameters of the pooling: those of attention are W, b and v. */
    private List<ParameterBlock> pooled() {
        long outputs = outputs();
        return pooling == Pooling.ATTENTION
                ? List.of(
                        ParameterBlock.weights(outputs * outputs),
                        ParameterBlock.biases(outputs),
                        ParameterBlock.weights(outputs))
                : List.of();
    }

    @Override
    public int outputs() {
        return directions() * hiddenUnits;
    }

    @Override
    public long operations(SequenceShape input) {
        long products = 0;
        for (int layer = 0; layer < layers; layer++) {
            long units = (long) directions() * hiddenUnits;
            products += cell.gates() * units * ((long) inputs(layer, input) + hiddenUnits);
        }
        if (pooling == Pooling.ATTENTION) {
            products += outputs() * (outputs() + 2L);
        }
        return Math.multiplyExact(2 * products, input.timeSteps());
    }

    @Override
    public boolean drops() {
        return dropout > 0;
    }

    @Override
    public Recurrent undropped() {
        return new Recurrent(cell, layers, hiddenUnits, 0, forgetGateBias, bidirectional, pooling);
    }

    @Override
    public Recurrent varied(double size, OptionalDouble otherDropout) {
        return new Recurrent(
                cell,
                layers,
                Ranges.scaled(hiddenUnits, size, MOST_HIDDEN_UNITS),
                otherDropout.orElse(dropout),
                forgetGateBias,
                bidirectional,
                pooling);
    }

    @Override
    public List<String> parts() {
        return List.of(title());
    }

    @Override
    public String title() {
        return "%s%s, %d layer%s of %d unit%s%s%s"
                .formatted(
                        bidirectional ? "bidirectional " : "",
                        cell.title(),
                        layers,
                        layers == 1 ? "" : "s",
                        hiddenUnits,
                        hiddenUnits == 1 ? "" : "s",
                        bidirectional ? " per direction" : "",
                        pooling == Pooling.LAST_STEP ? "" : ", " + pooling.title());
    }
}
