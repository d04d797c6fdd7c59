package org.seqnet.engine.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.engine.model.ModelFiles.assertRefused;
import static org.seqnet.engine.model.ModelFiles.manifestChanged;
import static org.seqnet.engine.model.ModelFiles.read;
import static org.seqnet.engine.model.ModelFiles.text;
import static org.seqnet.engine.model.ModelFiles.written;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.StartWeights;
import org.seqnet.engine.network.Toys;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.Tokenizer;
import org.seqnet.engine.sequence.Tokenizer.Unit;
import org.seqnet.engine.sequence.Vocabulary;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.TrainedNetwork;

/** Files of networks that read symbols. */
class SymbolModelTest {
    private static final Tokenizer TOKENIZER = new Tokenizer(Unit.SEPARATED, "=\n", 7, true);

    private static TrainedNetwork network(Vocabulary vocabulary, int dimensions) {
        var plain = Toys.networkForAnyLength();
        var architecture = plain.architecture().with(Optional.of(new Embedding(vocabulary.size(), dimensions)));
        var shape = SequenceShape.ofAnyLength(1);
        return new TrainedNetwork(
                architecture,
                new NetworkInput(shape, TOKENIZER.preparation(), Optional.of(vocabulary), Preprocessing.NONE),
                plain.labels(),
                StartWeights.of(architecture, shape, 7),
                new float[0],
                plain.steps(),
                plain.provenance());
    }

    private static TrainedNetwork network() {
        return network(new Vocabulary(List.of("a", "=", "two\nlines", "", "\\n", "\uD83E\uDDEC")), 2);
    }

    @Test
    void vocabulary_and_embedding_come_back() throws IOException {
        var network = network();

        assertThat(read(written(network))).isEqualTo(network);
        assertThat(Tokenizer.of(read(written(network)).input().preparation())).contains(TOKENIZER);
        assertThat(text(network))
                .contains("version=10\n", "embedding.dimensions=2\n", "input.symbols=6\ninput.symbol.1=a\n")
                .contains("input.symbol.2==\ninput.symbol.3=two\\nlines\ninput.symbol.4=\ninput.symbol.5=\\\\n\n");
    }

    @Test
    void the_longest_vocabulary_is_written_and_read() throws IOException {
        // each backslash is written as two; so many symbols of 63 bytes are 6 MB
        int count = Embedding.MOST_SYMBOLS;
        var numbers = new SymbolNumbers();
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        packer.add(numbers.sequence(IntStream.range(0, count + 10)
                .mapToObj(n -> Optional.of("\\".repeat(57) + (100_000 + n)))
                .collect(Collectors.toList())));
        var learned = Vocabulary.learn(packer.symbols(numbers.vocabulary()).build(), count, 1);
        assertThat(learned.size()).isEqualTo((6 << 20) / 63);
        var network = network(learned, 1);

        var copy = read(written(network));

        assertThat(copy.input().vocabulary()).contains(learned);
        assertThat(copy).isEqualTo(network);
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "input.symbol.2==|input.symbol.2=a|The symbol 'a' occurs twice in the vocabulary.",
                "input.symbol.6=|input.symbol.7=|6 symbols declared, 5 found.",
                "input.symbol.1=|input.symbol.0=|6 symbols declared, 0 found.",
                "input.symbols=6|input.symbols=7|7 symbols declared, 6 found.",
                "input.symbols=6|input.symbols=5|5 symbols declared, 6 found.",
                "input.symbols=6|input.symbols=-1|-1 symbols declared, 6 found.",
                "input.symbols=6|input.symbols=9999999999|'input.symbols' is '9999999999', not an integer.",
                "input.symbols=6|input.symbol=6|'embedding.dimensions' is unknown in this version of the format.",
                "embedding.dimensions=2|embedding.dimensions=0|Embedding size: 0 is not between 1 and 1024.",
                "embedding.dimensions=2|embedding.dimensions=1025|Embedding size: 1025 is not between 1 and 1024.",
                "embedding.dimensions=2|embedding.dimensions=2147483647|Embedding size: 2147483647 is not between 1 "
                        + "and 1024.",
                "embedding.dimensions=2|embedding.dimensions=2147483648|'embedding.dimensions' is '2147483648', not "
                        + "an integer.",
                "embedding.dimensions=2|embedding.size=2|'embedding.dimensions' is missing.",
                "version=10|version=9|'embedding.dimensions' is unknown in this version of the format.",
            })
    void a_wrong_field_is_refused_by_name(String right, String wrong, String fault) throws IOException {
        assertThat(text(network())).contains(right);

        assertRefused(manifestChanged(network(), right, wrong), "m.net, entry 'manifest.txt': " + fault);
    }

    @Test
    void vectors_of_another_size_do_not_fit_the_parameters() {
        var network = network();
        int expected = 4 * (network.parameters().length + 7 + 4 * 3);

        assertRefused(
                manifestChanged(network, "embedding.dimensions=2", "embedding.dimensions=3"),
                String.format(
                        Locale.ROOT,
                        "m.net, entry 'parameters.f32': %,d bytes are declared, but %,d floats require %,d.",
                        4 * network.parameters().length,
                        expected / 4,
                        expected));
    }

    @Test
    void more_symbols_than_a_network_embeds_are_refused() {
        var all = IntStream.rangeClosed(1, Embedding.MOST_SYMBOLS + 1)
                .mapToObj(n -> "input.symbol." + n + "=" + n + "\n")
                .collect(Collectors.joining());
        var bytes = CraftedModel.of(network(new Vocabulary(List.of("1")), 2))
                .withManifestText(text ->
                        text.replace("input.symbol.1=1\n", all).replace("input.symbols=1\n", "input.symbols=100001\n"))
                .withRightManifestSum()
                .bytes();

        assertRefused(bytes, "m.net, entry 'manifest.txt': Symbols: 100001 is not between 1 and 100000.");
    }

    @Test
    void many_symbols_times_many_dimensions_allocate_no_more_than_the_file_holds() {
        // 102 million numbers of each member's embedding; the file has a few
        int count = Embedding.MOST_SYMBOLS;
        var all = IntStream.rangeClosed(1, count)
                .mapToObj(n -> "input.symbol." + n + "=" + n + "\n")
                .collect(Collectors.joining());
        var bytes = CraftedModel.of(network(new Vocabulary(List.of("1")), 2))
                .withManifestText(text -> text.replace("input.symbol.1=1\n", all)
                        .replace("input.symbols=1\n", "input.symbols=" + count + "\n")
                        .replace("embedding.dimensions=2\n", "embedding.dimensions=1024\nmembers=100\n"))
                .withRightManifestSum()
                .bytes();

        var plain = Toys.networkForAnyLength().architecture();
        var huge = new Architecture(Optional.of(new Embedding(count, 1024)), plain.encoder(), plain.head(), 100);
        var shape = SequenceShape.ofAnyLength(1);
        assertThat(huge.parameterCount(shape)).isGreaterThan(100 * 100_001L * 1024);
        assertRefused(
                bytes,
                String.format(
                        Locale.ROOT,
                        "m.net, entry 'manifest.txt': %s for sequences of %s and 6 labels has %,d parameters; the "
                                + "maximum is 250,000,000.",
                        huge.title(),
                        shape,
                        huge.parameterCount(shape)));
    }
}
