import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.series.SeriesCase;
import org.seqnet.engine.series.SeriesReader;

/** A data set of the UCR/UEA archive in two {@code .ts} files, split into training and test as published. */
record SeriesFiles(LabelledSequences training, LabelledSequences test) {

    /** @throws SeqNetException if the files do not state a class for each series */
    static SeriesFiles read(Path folder, String name) throws IOException {
        var training = cases(folder, name + "_TRAIN.ts");
        var test = cases(folder, name + "_TEST.ts");
        var labels = new TreeSet<String>();
        training.forEach(series -> labels.add(label(series, name)));
        test.forEach(series -> labels.add(label(series, name)));
        var domain = new LabelDomain(List.copyOf(labels));
        return new SeriesFiles(sequences(training, domain), sequences(test, domain));
    }

    private static List<SeriesCase> cases(Path folder, String file) throws IOException {
        var cases = new ArrayList<SeriesCase>();
        try (var reader = SeriesReader.open(folder.resolve(file), file)) {
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                cases.add(next.get());
            }
        }
        return cases;
    }

    private static String label(SeriesCase series, String name) {
        return series.label().orElseThrow(() -> new SeqNetException(name + " has a series without a class."));
    }

    private static LabelledSequences sequences(List<SeriesCase> cases, LabelDomain domain) {
        int features = cases.get(0).sequence().shape().size(1);
        var packer = Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "")
                .keepingMissing();
        cases.forEach(series -> packer.add(series.sequence()));
        var classes = cases.stream()
                .mapToInt(series -> domain.indexOf(series.label().orElseThrow()))
                .toArray();
        return new LabelledSequences(packer.build(), classes, domain);
    }
}
