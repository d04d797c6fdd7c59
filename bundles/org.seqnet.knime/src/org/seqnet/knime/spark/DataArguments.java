package org.seqnet.knime.spark;

import java.util.List;
import org.knime.core.node.InvalidSettingsException;
import org.seqnet.engine.SeqNetException;

/** States the data as arguments of {@code train}. */
final class DataArguments {
    private DataArguments() {}

    /**
     * Adds the training data and their form.
     *
     * @throws InvalidSettingsException if no data are chosen
     * @throws SeqNetException if a setting is outside its range, or Spark cannot read somewhere
     */
    static void add(SparkDataParameters data, Arguments arguments) throws InvalidSettingsException {
        arguments
                .with("--data", data.format.path("Training data", data.data.getFSLocation()))
                .with("--format", TrainArguments.word(data.format))
                .with("--bad-rows", TrainArguments.word(data.badRows));
        if (data.format == DataFormat.IDX) {
            arguments
                    .with("--label-file", SparkPath.of("Training labels", data.labels.getFSLocation()))
                    .with("--time-steps", TrainArguments.word(data.imageSteps));
            return;
        }
        if (data.format == DataFormat.CSV) {
            requireOneCharacter(data.separator);
            arguments.with("--csv-separator", data.separator);
        }
        arguments
                .with("--layout", TrainArguments.word(data.layout))
                .with("--columns", names("Sequence columns", data.columns).toArray());
        switch (data.layout) {
            case LIST, WIDE -> values(data, arguments);
            case LONG -> {
                names("Group columns", data.groupColumns);
                groups(data, arguments);
            }
            case WINDOWS -> {
                require("Window length", data.windowLength);
                require("Step size", data.windowStride);
                groups(data, arguments);
                arguments.with("--window", data.windowLength).with("--stride", data.windowStride);
            }
        }
    }

    private static void values(SparkDataParameters data, Arguments arguments) {
        require("Values per time step", data.valuesPerStep);
        arguments.with("--features", data.valuesPerStep).with("--value-order", TrainArguments.word(data.order));
    }

    private static void groups(SparkDataParameters data, Arguments arguments) {
        var groups = lines(data.groupColumns);
        if (!groups.isEmpty()) {
            arguments.with("--group", groups.toArray());
        }
        if (!data.orderColumn.isBlank()) {
            arguments.with("--order", data.orderColumn.strip());
        }
    }

    private static List<String> names(String setting, String text) {
        var names = lines(text);
        if (names.isEmpty()) {
            throw new SeqNetException(setting + ": no column is named. Enter names of columns, one per line.");
        }
        return names;
    }

    private static List<String> lines(String text) {
        return text.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }

    private static void requireOneCharacter(String separator) {
        if (separator.length() != 1) {
            throw new SeqNetException("Column separator: '%s' is not one character.".formatted(separator));
        }
    }

    private static void require(String setting, int value) {
        if (value < 1) {
            throw new SeqNetException("%s: %d is less than 1.".formatted(setting, value));
        }
    }
}
