import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.TargetValues;
import org.seqnet.engine.series.SeriesCase;
import org.seqnet.engine.series.SeriesReader;

/** A data set of the UCR/UEA archive with a number for each series; the figure is the RMSE on the test split. */
record RegressionTask(LabelledSequences training, LabelledSequences test) implements ForecastFigures.Task {

    static RegressionTask read(Path folder, String name) throws IOException {
        return new RegressionTask(sequences(folder, name + "_TRAIN.ts"), sequences(folder, name + "_TEST.ts"));
    }

    private static LabelledSequences sequences(Path folder, String file) throws IOException {
        var cases = new ArrayList<SeriesCase>();
        try (var reader = SeriesReader.open(folder.resolve(file), file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                cases.add(next.get());
            }
        }
        int features = cases.get(0).sequence().shape().size(1);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "");
        cases.forEach(series -> packer.add(series.sequence()));
        double[] targets = cases.stream()
                .mapToDouble(series -> series.target().orElseThrow())
                .toArray();
        return new LabelledSequences(packer.build(), TargetValues.of(1, targets), new LabelDomain(List.of("target")));
    }

    @Override
    public double[] figures(SequenceRecipe recipe, long seed) {
        var head = Values.of(training.values(), 1, ValueLoss.SQUARED, Optional.empty());
        try (var classifier = Classifier.of(ForecastFigures.trained(recipe, Optional.empty(), head, training, seed))) {
            double[] predicted = classifier.values(test.sequences(), 0, test.size(), () -> false);
            double squares = 0;
            for (int i = 0; i < predicted.length; i++) {
                double error = predicted[i] - test.values().get(i, 0);
                squares += error * error;
            }
            return new double[] {Math.sqrt(squares / predicted.length)};
        }
    }
}
