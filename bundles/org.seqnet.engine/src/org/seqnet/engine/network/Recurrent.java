package org.seqnet.engine.network;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.SequenceShape;

/**
 * Stacked recurrent layers, of which the last hands on its last time step.
 *
 * @param cell the cell of every recurrent layer
 * @param layers the number of recurrent layers, 1 to {@value #MOST_LAYERS}
 * @param hiddenUnits the units of each recurrent layer, 1 to {@value #MOST_HIDDEN_UNITS}
 * @param dropout the share of activations that training drops between the layers and before the output, 0 (none) to
 *     below 1
 * @param forgetGateBias the bias that the forget gates start with; 1 lets a fresh network remember; 0 for cells without
 *     forget gates
 */
public record Recurrent(Cell cell, int layers, int hiddenUnits, double dropout, double forgetGateBias)
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

    /** Returns the reference network: two LSTM layers of 128 units, no dropout, forget gates open. */
    public static Recurrent reference() {
        return new Recurrent(Cell.LSTM, 2, 128, 0, 1);
    }

    @Override
    public <T> T fold(Function<Recurrent, T> recurrent, Function<Convolutional, T> convolutional) {
        return recurrent.apply(this);
    }

    @Override
    public InputForm inputForm() {
        return InputForm.SEQUENCES;
    }

    @Override
    public List<LayerSummary> layers(SequenceShape input) {
        var summaries = new ArrayList<LayerSummary>();
        int inputs = input.features();
        for (int layer = 1; layer <= layers; layer++) {
            long parameters = (long) cell.gates() * hiddenUnits * ((long) inputs + hiddenUnits + 1);
            String kind = layer < layers ? cell.title() : cell.title() + ", last time step only";
            summaries.add(new LayerSummary(cell.layerName(layer), kind, inputs, hiddenUnits, parameters));
            inputs = hiddenUnits;
        }
        return List.copyOf(summaries);
    }

    @Override
    public int outputs() {
        return hiddenUnits;
    }

    @Override
    public long operations(SequenceShape input) {
        long products = 0;
        int inputs = input.features();
        for (int layer = 0; layer < layers; layer++) {
            products += (long) cell.gates() * hiddenUnits * ((long) inputs + hiddenUnits);
            inputs = hiddenUnits;
        }
        return Math.multiplyExact(2 * products, input.timeSteps());
    }

    @Override
    public boolean drops() {
        return dropout > 0;
    }

    @Override
    public Recurrent undropped() {
        return new Recurrent(cell, layers, hiddenUnits, 0, forgetGateBias);
    }

    @Override
    public List<String> parts() {
        return List.of(title());
    }

    @Override
    public String title() {
        return "%s, %d layer%s of %d unit%s"
                .formatted(cell.title(), layers, layers == 1 ? "" : "s", hiddenUnits, hiddenUnits == 1 ? "" : "s");
    }
}
