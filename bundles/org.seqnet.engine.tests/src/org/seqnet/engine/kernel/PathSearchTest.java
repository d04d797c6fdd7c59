package org.seqnet.engine.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.kernel.head.Beam;
import org.seqnet.engine.kernel.head.FoundPath;
import org.seqnet.engine.kernel.head.PathSearch;
import org.seqnet.engine.kernel.product.Libraries;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelSets;

class PathSearchTest {
    /** The encoder's values, which the search does not look at. */
    private static final int INPUTS = 2;

    @BeforeAll
    static void start() {
        Backend.start();
    }

    /** A network with random weights, and images' places in its joint space. */
    private record Problem(LabelPath path, float[] parameters, float[] embeddings, int images) {
        static Problem random(long seed, int mostLabels) {
            var random = new Random(seed);
            int labels = 1 + random.nextInt(mostLabels);
            return of(new LabelPath(labels, 1 + random.nextInt(20), 1 + random.nextInt(20), List.of()), seed, 3);
        }

        static Problem of(LabelPath path, long seed, int images) {
            var random = new Random(seed);
            int count = LabelPathReference.parameterCount(path, INPUTS);
            return new Problem(
                    path,
                    UniformFloats.of(random, count, 1.5).array(),
                    UniformFloats.of(random, images * path.embeddingSize(), 1).array(),
                    images);
        }

        PathSearch search(int threads, MatrixProducts products) {
            return new PathSearch(path, FloatBuffer.wrap(parameters), threads, products);
        }

        List<Optional<FoundPath>> found(Beam beam) {
            try (var search = search(2, MatrixProducts.fastest())) {
                return search.search(embeddings, images, beam);
            }
        }

        LabelPathReference reference() {
            return new LabelPathReference(path, INPUTS, exact(parameters));
        }

        double[] image(int n) {
            int size = path.embeddingSize();
            return exact(Arrays.copyOfRange(embeddings, n * size, (n + 1) * size));
        }
    }

    private static double[] exact(float[] values) {
        return IntStream.range(0, values.length).mapToDouble(i -> values[i]).toArray();
    }

    private static void assertIs(FoundPath found, BeamReference.Path expected) {
        assertThat(found.labels())
                .containsExactly(expected.labels().stream().mapToInt(k -> k).toArray());
        assertThat(found.probability()).isCloseTo(expected.probability(), within(1e-5));
        assertThat(found.logProbability()).isCloseTo(Math.log(expected.probability()), within(1e-4));
        for (int i = 0; i < expected.steps().size(); i++) {
            assertThat((double) found.probabilities()[i])
                    .isCloseTo(expected.steps().get(i), within(1e-5));
        }
    }

    private static BeamReference.Path likeliest(List<BeamReference.Path> paths) {
        return paths.stream()
                .filter(BeamReference.Path::ended)
                .max(Comparator.comparingDouble(BeamReference.Path::probability))
                .orElseThrow();
    }

    @Test
    void paths_and_scores_are_those_of_the_definition() {
        for (int seed = 0; seed < 60; seed++) {
            var problem = Problem.random(seed, 9);
            int width = 1 + seed % 8;
            int longest = seed % 4;
            var found = problem.found(new Beam(width, longest, true));
            for (int n = 0; n < problem.images; n++) {
                var reference = new BeamReference(problem.reference(), problem.path, longest);
                var slots = reference.search(problem.image(n), width);
                assertIs(found.get(n).orElseThrow(), likeliest(slots));
                var scores = reference.scores(slots);
                assertThat(exact(found.get(n).orElseThrow().scores())).containsExactly(scores, within(1e-4));
            }
        }
    }

    @Test
    void a_beam_of_one_always_takes_the_likeliest() {
        for (int seed = 0; seed < 40; seed++) {
            var problem = Problem.random(seed, 12);
            var found = problem.found(new Beam(1, 0, false));
            for (int n = 0; n < problem.images; n++) {
                var network = problem.reference();
                var labels = new ArrayList<Integer>();
                double probability = 1;
                for (int next = -1; next != problem.path.count(); ) {
                    var p = network.next(problem.image(n), labels);
                    next = LabelPathReference.likeliest(p);
                    probability *= p[next];
                    if (next != problem.path.count()) {
                        labels.add(next);
                    }
                }
                assertThat(found.get(n).orElseThrow().labels())
                        .containsExactly(labels.stream().mapToInt(k -> k).toArray());
                assertThat(found.get(n).orElseThrow().probability()).isCloseTo(probability, within(1e-5));
                assertThat(found.get(n).orElseThrow().scores()).isEmpty();
            }
        }
    }

    @ParameterizedTest(name = "at most {0} labels")
    @ValueSource(ints = {0, 1, 2, 3})
    void a_wide_beam_finds_the_likeliest_of_all_paths(int longest) {
        for (int seed = 0; seed < 25; seed++) {
            var problem = Problem.random(seed, 4);
            var found = problem.found(new Beam(65, longest, false));
            for (int n = 0; n < problem.images; n++) {
                var all = new BeamReference(problem.reference(), problem.path, longest).all(problem.image(n));
                assertThat(all.size()).isLessThanOrEqualTo(65);
                assertThat(all.stream()
                                .mapToDouble(BeamReference.Path::probability)
                                .sum())
                        .isCloseTo(1, within(1e-12));
                var one = found.get(n).orElseThrow();
                // Others may be as likely.
                assertThat(one.probability()).isCloseTo(likeliest(all).probability(), within(1e-6));
                assertIs(one, withLabels(all, one.labels()));
            }
        }
    }

    private static BeamReference.Path withLabels(List<BeamReference.Path> paths, int[] labels) {
        var list = Arrays.stream(labels).boxed().toList();
        return paths.stream()
                .filter(path -> path.ended() && path.labels().equals(list))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_probabilities_of_all_paths_sum_to_1() {
        var start = Problem.of(new LabelPath(4, 6, 5, List.of()), 3, 1);
        double sum = 0;
        int paths = 0;
        for (var path : new BeamReference(start.reference(), start.path, 0).all(start.image(0))) {
            sum += Math.exp(logProbability(
                    start, path.labels().stream().mapToInt(k -> k).toArray()));
            paths++;
        }
        assertThat(paths).isEqualTo(1 + 4 + 12 + 24 + 24);
        assertThat(sum).isCloseTo(1, within(1e-6));
    }

    /** Returns what the first image's path with these labels, in this order, has. */
    private static double logProbability(Problem problem, int[] labels) {
        var order = new Integer[problem.path.count()];
        int place = 0;
        for (int label : labels) {
            order[label] = place++;
        }
        for (int k = 0; k < order.length; k++) {
            order[k] = order[k] == null ? place++ : order[k];
        }
        var ordered = new LabelPath(
                problem.path.count(), problem.path.embeddingSize(), problem.path.hiddenUnits(), List.of(order));
        try (var search = new PathSearch(ordered, FloatBuffer.wrap(problem.parameters), 1, MatrixProducts.fastest())) {
            return search.logProbabilities(problem.embeddings, LabelSets.of(List.of(labels)))[0];
        }
    }

    @Test
    void a_path_has_the_same_probability_to_the_bit_when_it_is_taught() {
        for (int seed = 0; seed < 30; seed++) {
            var problem = Problem.random(seed, 10);
            var found = problem.found(new Beam(4, 0, false)).get(0).orElseThrow();
            assertThat(logProbability(problem, found.labels())).isEqualTo(found.logProbability());
        }
    }

    @ParameterizedTest(name = "in an order: {0}")
    @ValueSource(booleans = {true, false})
    void the_probabilities_of_taught_paths_are_those_of_the_definition(boolean ordered) {
        var problem = Problem.of(new LabelPath(6, 9, 7, ordered ? List.of(5, 0, 3, 1, 2, 4) : List.of()), 5, 200);
        var random = new Random(6);
        var sets = LabelSets.of(IntStream.range(0, problem.images)
                .mapToObj(n ->
                        IntStream.range(0, 6).filter(k -> random.nextBoolean()).toArray())
                .toList());
        // The reference takes an encoder's values: with these weights, they are the places in the joint space.
        try (var search = problem.search(3, MatrixProducts.fastest())) {
            var logProbabilities = search.logProbabilities(problem.embeddings, sets);
            for (int n = 0; n < problem.images; n++) {
                var network = problem.reference();
                var image = problem.image(n);
                var taught = network.taught(image, sets.labels(n));
                double expected = Math.log(network.next(image, taught)[6]);
                for (int i = 0; i < taught.size(); i++) {
                    expected += Math.log(network.next(image, taught.subList(0, i))[taught.get(i)]);
                }
                assertThat(logProbabilities[n]).isCloseTo(expected, within(1e-4));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oneDNN", "OpenBLAS"})
    void a_wider_beam_never_finds_a_less_likely_path(String library) {
        for (int seed = 0; seed < 60; seed++) {
            var problem = Problem.of(Problem.random(seed, 12).path, seed, 10);
            try (var search = problem.search(2, Libraries.named(library))) {
                var before = new double[problem.images];
                Arrays.fill(before, Double.NEGATIVE_INFINITY);
                for (int width = 1; width <= 12; width++) {
                    var found = search.search(problem.embeddings, problem.images, new Beam(width, 0, false));
                    for (int n = 0; n < problem.images; n++) {
                        double now = found.get(n).orElseThrow().logProbability();
                        assertThat(now).isGreaterThanOrEqualTo(before[n]);
                        before[n] = now;
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"oneDNN", "OpenBLAS"})
    void an_image_has_the_same_path_to_the_bit_with_any_threads_and_whatever_stands_beside_it(String library) {
        var products = Libraries.named(library);
        var problem = Problem.of(new LabelPath(10, 64, 128, List.of()), 7, 101);
        var beam = new Beam(5, 0, true);
        List<Optional<FoundPath>> expected;
        try (var search = problem.search(1, products)) {
            expected = search.search(problem.embeddings, problem.images, beam);
        }
        for (int threads : new int[] {2, 5}) {
            try (var search = problem.search(threads, products)) {
                var found = search.search(problem.embeddings, problem.images, beam);
                for (int n = 0; n < problem.images; n++) {
                    assertThat(found.get(n)).usingRecursiveComparison().isEqualTo(expected.get(n));
                    var alone = Arrays.copyOfRange(problem.embeddings, n * 64, (n + 1) * 64);
                    assertThat(search.search(alone, 1, beam).get(0))
                            .usingRecursiveComparison()
                            .isEqualTo(expected.get(n));
                }
            }
        }
    }

    @Test
    void of_equally_likely_steps_the_end_comes_first_then_the_lowest_label() {
        var path = new LabelPath(3, 1, 1, List.of());
        var parameters = new float[LabelPathReference.parameterCount(path, INPUTS)];
        var problem = new Problem(path, parameters, new float[] {1}, 1);
        for (int width : new int[] {1, 4}) {
            var found = problem.found(new Beam(width, 0, false)).get(0).orElseThrow();
            assertThat(found.labels()).isEmpty();
            assertThat(found.probability()).isCloseTo(0.25, within(1e-12));
        }
        int end = path.count();
        parameters[end] = -20;
        var found = problem.found(new Beam(1, 0, false)).get(0).orElseThrow();
        assertThat(found.labels()).containsExactly(0, 1, 2);
        assertThat(found.probabilities()).containsExactly(new float[] {1 / 3f, 1 / 2f, 1}, within(1e-6f));
        assertThat(found.probability()).isCloseTo(1 / 6.0, within(1e-6));
    }

    @Test
    void a_thousand_labels_are_searched() {
        var problem = Problem.of(new LabelPath(1000, 8, 6, List.of()), 9, 3);
        var found = problem.found(new Beam(3, 4, true));
        for (int n = 0; n < problem.images; n++) {
            var reference = new BeamReference(problem.reference(), problem.path, 4);
            assertIs(found.get(n).orElseThrow(), likeliest(reference.search(problem.image(n), 3)));
        }
    }

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, 3e38f})
    void an_image_whose_numbers_grew_too_large_has_no_path(float value) {
        var problem = Problem.of(new LabelPath(3, 4, 5, List.of()), 1, 3);
        var expected = problem.found(new Beam(2, 0, true));
        Arrays.fill(problem.embeddings, 4, 8, value);

        var found = problem.found(new Beam(2, 0, true));

        assertThat(found.get(1)).isEmpty();
        assertThat(found.get(0)).usingRecursiveComparison().isEqualTo(expected.get(0));
        assertThat(found.get(2)).usingRecursiveComparison().isEqualTo(expected.get(2));
    }

    @Test
    void no_images_have_no_paths() {
        var problem = Problem.of(new LabelPath(3, 4, 5, List.of()), 1, 0);
        assertThat(problem.found(new Beam(2, 0, true))).isEmpty();
    }

    @Test
    void a_beam_has_at_least_one_prefix() {
        assertThatThrownBy(() -> new Beam(0, 5, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("A beam of 0 prefixes of at most 5 labels.");
    }
}
