import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.example.Example;
import org.seqnet.engine.example.ExampleCache;
import org.seqnet.engine.example.ExampleTable;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Splice junctions in DNA, in ten parts: a seed is also the number of the part that is tested, while all others are
 * learned. Beside its nucleotide, each step has its place and its distance from the middle. The figure is the accuracy.
 */
record NucleotideTask(List<String> sequences, List<String> classes, LabelDomain domain)
        implements ForecastFigures.Task {
    private static final int PARTS = 10;
    private static final int FEATURES = 3;
    private static final int MOST_SYMBOLS = 100;

    static NucleotideTask read(Path cache) throws IOException {
        var table = new ExampleCache(cache).obtain(Example.SPLICE_JUNCTIONS, DownloadListener.NONE);
        var classes = ((ExampleTable.Texts) table.columns().get(1)).values();
        return new NucleotideTask(
                ((ExampleTable.Texts) table.columns().get(0)).values(),
                classes,
                new LabelDomain(classes.stream().sorted().distinct().toList()));
    }

    @Override
    public double[] figures(SequenceRecipe recipe, long seed) {
        var order = IntStream.range(0, classes.size()).boxed().collect(Collectors.toList());
        Collections.shuffle(order, new Random(1));
        int part = (int) seed % PARTS;
        int[] training = IntStream.range(0, order.size())
                .filter(i -> i % PARTS != part)
                .map(order::get)
                .toArray();
        int[] test = IntStream.range(0, order.size())
                .filter(i -> i % PARTS == part)
                .map(order::get)
                .toArray();
        var raw = rows(training);
        var vocabulary = Vocabulary.learn(raw.sequences(), MOST_SYMBOLS, 1);
        var network = ForecastFigures.trained(
                recipe,
                Optional.of(Embedding.fitting(vocabulary.size())),
                Classes.of(domain),
                raw.in(Optional.of(vocabulary)),
                seed);
        try (var classifier = Classifier.of(network)) {
            return new double[] {Accuracy.of(classifier, rows(test))};
        }
    }

    private LabelledSequences rows(int[] rows) {
        var numbers = new SymbolNumbers();
        var packer = Sequences.packer(SequenceShape.ofAnyLength(FEATURES), InputForm.SEQUENCES, "");
        for (int row : rows) {
            packer.add(steps(sequences.get(row), numbers));
        }
        int[] labels =
                Arrays.stream(rows).map(row -> domain.indexOf(classes.get(row))).toArray();
        return new LabelledSequences(packer.symbols(numbers.vocabulary()).build(), labels, domain);
    }

    private static Tensor steps(String sequence, SymbolNumbers numbers) {
        int length = sequence.length();
        var symbols = numbers.sequence(
                sequence.chars().mapToObj(Character::toString).map(Optional::of).toList());
        var values = new double[length * FEATURES];
        for (int i = 0; i < length; i++) {
            double place = 2.0 * i / (length - 1) - 1;
            values[i * FEATURES] = symbols.value(i);
            values[i * FEATURES + 1] = place;
            values[i * FEATURES + 2] = Math.abs(place);
        }
        return Tensor.ofDoubles(Shape.of(length, FEATURES), values);
    }
}
