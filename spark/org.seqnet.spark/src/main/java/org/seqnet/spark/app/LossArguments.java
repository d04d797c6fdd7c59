package org.seqnet.spark.app;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.ValueLoss;
import picocli.CommandLine.Option;

/** What errors of predicted values cost, and how labels are predicted one after another. */
final class LossArguments {
    private static final int USUAL_EMBEDDING = 64;
    private static final int USUAL_UNITS = 128;

    @Option(
            names = "--loss",
            paramLabel = "NAME",
            converter = Losses.class,
            completionCandidates = Losses.class,
            description = "What the error of a predicted value costs: ${COMPLETION-CANDIDATES}. Default: squared.")
    private Loss loss;

    @Option(
            names = "--huber-delta",
            paramLabel = "X",
            description = "Errors up to this size, in standard deviations of the target, count squared, larger ones "
                    + "linearly. Greater than 0. Default: 1.")
    private Double huberDelta;

    @Option(
            names = "--quantiles",
            paramLabel = "X",
            split = ",",
            description = "The quantiles to predict, between 0 and 1 in ascending order, at most "
                    + ValueLoss.Quantiles.MOST_LEVELS + ". Default: 0.1,0.5,0.9.")
    private List<Double> quantiles;

    @Option(
            names = "--label-embedding-size",
            paramLabel = "N",
            description = "Numbers that represent a label in a CNN-RNN, 1 to " + LabelPath.MOST_VALUES + ". Default: "
                    + USUAL_EMBEDDING + ".")
    private Integer labelEmbeddingSize;

    @Option(
            names = "--label-lstm-units",
            paramLabel = "N",
            description = "Units of the LSTM that reads the labels predicted so far, 1 to " + LabelPath.MOST_VALUES
                    + ". Default: " + USUAL_UNITS + ".")
    private Integer labelLstmUnits;

    @Option(
            names = "--label-order",
            paramLabel = "ORDER",
            converter = Orders.class,
            completionCandidates = Orders.class,
            description = "The order in which a CNN-RNN learns the labels of a row: ${COMPLETION-CANDIDATES}. "
                    + "Default: frequent-first.")
    private Order labelOrder;

    /** The losses of values. */
    enum Loss {
        SQUARED,
        ABSOLUTE,
        HUBER,
        QUANTILES
    }

    /** The orders of labels. */
    enum Order {
        FREQUENT_FIRST,
        ORDER_FREE
    }

    static final class Losses extends Choice<Loss> {
        Losses() {
            super(Loss.values());
        }
    }

    static final class Orders extends Choice<Order> {
        Orders() {
            super(Order.values());
        }
    }

    /** Says whether something is set that only predicted values have. */
    boolean isOfValues() {
        return loss != null || huberDelta != null || quantiles != null;
    }

    /**
     * Returns the loss of predicted values.
     *
     * @throws WrongArgument if a value is outside its range, or of another loss
     */
    ValueLoss valueLoss() {
        var chosen = Objects.requireNonNullElse(loss, Loss.SQUARED);
        requireLoss("--huber-delta", huberDelta, chosen, Loss.HUBER);
        requireLoss("--quantiles", quantiles, chosen, Loss.QUANTILES);
        return WrongArgument.naming(
                Map.of("Huber delta", "--huber-delta", "Quantiles", "--quantiles"), () -> switch (chosen) {
                    case SQUARED -> ValueLoss.SQUARED;
                    case ABSOLUTE -> ValueLoss.ABSOLUTE;
                    case HUBER -> new ValueLoss.Huber(Objects.requireNonNullElse(huberDelta, 1.0));
                    case QUANTILES -> new ValueLoss.Quantiles(
                            Objects.requireNonNullElse(quantiles, List.of(0.1, 0.5, 0.9)));
                });
    }

    private static void requireLoss(String option, Object value, Loss chosen, Loss required) {
        if (value != null && chosen != required) {
            throw new WrongArgument("%s: --loss is %s. Set --loss %s, or leave %s out."
                    .formatted(option, Choice.word(chosen), Choice.word(required), option));
        }
    }

    /** Says whether frequent labels come first; otherwise the network chooses the order. */
    boolean frequentFirst() {
        return labelOrder != Order.ORDER_FREE;
    }

    /**
     * Returns the path through so many labels.
     *
     * @param order the place of each label; empty if the network chooses
     * @throws WrongArgument if a value is outside its range
     */
    LabelPath labelPath(int count, List<Integer> order) {
        return WrongArgument.naming(
                Map.of("Label embedding size", "--label-embedding-size", "Label LSTM units", "--label-lstm-units"),
                () -> new LabelPath(
                        count,
                        Objects.requireNonNullElse(labelEmbeddingSize, USUAL_EMBEDDING),
                        Objects.requireNonNullElse(labelLstmUnits, USUAL_UNITS),
                        order));
    }
}
