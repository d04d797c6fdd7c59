package org.seqnet.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.Embedding;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;
import org.seqnet.engine.options.LearnedLayers;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.PreprocessingRule;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;
import org.seqnet.engine.sequence.SymbolNumbers;
import org.seqnet.engine.sequence.Vocabulary;

class SymbolTrainingTest {
    private static final LabelDomain LABELS = new LabelDomain(List.of("other", "gene"));
    private static final TemporalConvolutional FCN = new TemporalConvolutional(Design.FCN, 16, 3, 8, 1, 0);
    private static final Recurrent LSTM = new Recurrent(Cell.LSTM, 1, 16, 0, 1);
    private static final TrainingOptions OPTIONS = TrainingOptions.defaults()
            .withEpochs(12)
            .withBatchSize(32)
            .withUpdater(Updater.ADAM, 0.01)
            .withThreads(2);

    /** Nucleotides in which every second sequence has {@code GATTACA}. */
    static LabelledSequences nucleotides(String alphabet, int count, long seed) {
        var stream = new SeedStream(seed, Purpose.ORDER);
        var numbers = new SymbolNumbers();
        var packer = Sequences.packer(SequenceShape.ofAnyLength(1), InputForm.SEQUENCES, "");
        for (int n = 0; n < count; n++) {
            var text = new StringBuilder();
            int length = 20 + n % 7;
            for (int t = 0; t < length; t++) {
                text.append(alphabet.charAt((int) (alphabet.length() * stream.nextDouble())));
            }
            if (n % 2 == 1) {
                int at = (int) ((length - 7) * stream.nextDouble());
                text.replace(at, at + 7, "GATTACA");
            }
            packer.add(numbers.sequence(
                    text.chars().mapToObj(Character::toString).map(Optional::of).toList()));
        }
        var sequences = packer.symbols(numbers.vocabulary()).build();
        return new LabelledSequences(
                sequences, IntStream.range(0, count).map(n -> n % 2).toArray(), LABELS);
    }

    private static TrainingResult train(Encoder encoder, LabelledSequences data, TrainingOptions options) {
        var learned = Vocabulary.learn(data.sequences(), 100, 1);
        var known = data.in(Optional.of(learned));
        var architecture =
                new Architecture(Optional.of(Embedding.fitting(learned.size())), encoder, Classes.of(LABELS), 1);
        return new Trainer()
                .train(
                        architecture,
                        PreprocessingRule.NONE,
                        options,
                        known,
                        Optional.of(nucleotides("TGCA", 100, 9)),
                        TrainingListener.NONE);
    }

    static List<Encoder> encoders() {
        return List.of(FCN, new Composition(LSTM, FCN));
    }

    @ParameterizedTest
    @MethodSource("encoders")
    void networks_learn_a_rule_of_symbols_and_answer_alike_once_saved(Encoder encoder) throws IOException {
        var result = train(encoder, nucleotides("ACGT", 300, 1), OPTIONS);

        var network = result.network();
        assertThat(network.input().vocabulary().orElseThrow().symbols()).containsExactlyInAnyOrder("A", "C", "G", "T");
        var last = result.history().get(result.history().size() - 1);
        assertThat(last.validation().orElseThrow().accuracy()).isGreaterThan(0.95);
        var test = nucleotides("GTAC", 60, 5).sequences();
        var saved = new ByteArrayOutputStream();
        ModelArchive.write(network, saved);
        var copy = ModelArchive.read(new ByteArrayInputStream(saved.toByteArray()), "m.net");
        assertThat(copy).isEqualTo(network);
        try (var classifier = Classifier.of(network);
                var other = Classifier.of(copy)) {
            var answers = classifier.probabilities(test, 0, 60, () -> false);
            assertThat(other.probabilities(test, 0, 60, () -> false)).isEqualTo(answers);
            long right = IntStream.range(0, 60)
                    .filter(n -> answers[2 * n + n % 2] > 0.5)
                    .count();
            assertThat(right).isGreaterThan(55);
        }
    }

    @Test
    void trainings_are_equal_for_any_number_of_threads() {
        var data = nucleotides("ACGT", 80, 1);
        var expected = train(LSTM, data, OPTIONS.withEpochs(2).withThreads(1)).network();
        for (int threads : new int[] {2, 3}) {
            assertThat(train(LSTM, data, OPTIONS.withEpochs(2).withThreads(threads))
                            .network()
                            .parameters())
                    .isEqualTo(expected.parameters());
        }
    }

    @Test
    void a_network_is_trained_on_with_its_own_vocabulary() {
        var first =
                train(LSTM, nucleotides("ACGT", 60, 1), OPTIONS.withEpochs(1)).network();
        var further = nucleotides("TNGCA", 60, 2);

        assertThat(first.input().vocabulary().orElseThrow().unknownIn(further.sequences()))
                .satisfies(unknown -> assertThat(unknown.examples()).containsExactly("N"))
                .satisfies(unknown -> assertThat(unknown.unknown()).isGreaterThan(100));
        var result = new Trainer()
                .resume(first, LSTM, OPTIONS.withEpochs(1), further, Optional.empty(), TrainingListener.NONE);
        assertThat(result.network().input()).isEqualTo(first.input());
        var vectors = result.network().parameters();
        int size = first.architecture().embedding().orElseThrow().dimensions();
        assertThat(Arrays.copyOf(first.parameters(), size)).containsOnly(0);
        assertThat(Arrays.copyOf(vectors, size)).doesNotContain(0);
        var transferred = new Trainer()
                .transfer(
                        first,
                        LearnedLayers.HEAD,
                        first.architecture(),
                        OPTIONS.withEpochs(1),
                        further,
                        Optional.empty(),
                        TrainingListener.NONE);
        assertThat(Arrays.copyOf(transferred.network().parameters(), 5 * size))
                .isEqualTo(Arrays.copyOf(first.parameters(), 5 * size));
    }

    @Test
    void an_embedding_is_the_first_layer_to_freeze() {
        var data = nucleotides("ACGT", 60, 1);
        var two = new Recurrent(Cell.LSTM, 2, 16, 0, 1);
        var first = train(two, data, OPTIONS.withEpochs(1)).network();
        int vectors = first.architecture().embedding().orElseThrow().parameterCount();
        for (int frozen : new int[] {1, 2}) {
            var second = new Trainer()
                    .transfer(
                            first,
                            new LearnedLayers(frozen, 0.5),
                            first.architecture(),
                            OPTIONS.withEpochs(1),
                            data,
                            Optional.empty(),
                            TrainingListener.NONE)
                    .network();
            assertThat(Arrays.copyOf(second.parameters(), vectors))
                    .isEqualTo(Arrays.copyOf(first.parameters(), vectors));
            assertThat(Arrays.equals(
                            Arrays.copyOf(second.parameters(), vectors + 100),
                            Arrays.copyOf(first.parameters(), vectors + 100)))
                    .isEqualTo(frozen == 2);
            int end = second.parameters().length - 100;
            assertThat(Arrays.copyOfRange(second.parameters(), end - 100, end))
                    .isNotEqualTo(Arrays.copyOfRange(first.parameters(), end - 100, end));
        }
    }

    @Test
    void what_reads_no_symbols_is_refused() {
        var embedding = Optional.of(new Embedding(4, 3));
        assertThatThrownBy(() -> new Architecture(
                        embedding, Rocket.ofMost(84, 1, LinearClassifier.RIDGE), Classes.of(LABELS), 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("MiniRocket, 84 features, ridge classifier does not read symbols. Use a recurrent network "
                        + "or a sequence CNN.");
        var data = nucleotides("ACGT", 20, 1);
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                new Architecture(LSTM, Classes.of(LABELS)),
                                PreprocessingRule.NONE,
                                OPTIONS,
                                data,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("The training sequences consist of 4 different symbols, but the network embeds 0. Both "
                        + "must be the same.");
        assertThatThrownBy(() -> train(LSTM, data, OPTIONS.withAugmentation(Augmentation.of(new Jitter(0.1)))))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Augmentation changes numbers at random; symbols are none. Disable it.");
    }

    @Test
    void mini_batches_of_vectors_that_are_too_large_are_refused() {
        var data = nucleotides("ACGT", 20_200, 1);
        var architecture = new Architecture(Optional.of(new Embedding(4, 1024)), LSTM, Classes.of(LABELS), 1);

        // 26 steps of 1,024 numbers each
        assertThatThrownBy(() -> new Trainer()
                        .train(
                                architecture,
                                PreprocessingRule.NONE,
                                OPTIONS.withBatchSize(20_200).withEpochs(1),
                                data,
                                Optional.empty(),
                                TrainingListener.NONE))
                .isInstanceOf(SeqNetException.class)
                .hasMessageStartingWith("Batch size: 20,200 sequences of ")
                .hasMessageEndingWith(" are too large for one mini-batch. Use at most 20,164.");
    }
}
