package org.seqnet.engine.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Counts by hand, and by the definition written out plainly. */
class SegmentScoreTest {

    private static int[] steps(String letters) {
        return letters.chars().map(letter -> letter == '.' ? -1 : letter - 'a').toArray();
    }

    private static SegmentScore score(String... pairs) {
        var score = new SegmentScore(3);
        for (int i = 0; i < pairs.length; i += 2) {
            score.add(steps(pairs[i]), steps(pairs[i + 1]));
        }
        return score;
    }

    @Test
    void segments_are_maximal_runs_of_one_class() {
        assertThat(Segment.of(steps("aab.bbc")))
                .containsExactly(
                        new Segment(0, 0, 2), new Segment(1, 2, 3), new Segment(1, 4, 6), new Segment(2, 6, 7));
        assertThat(Segment.of(steps("..a"))).containsExactly(new Segment(0, 2, 3));
        assertThat(Segment.of(steps("..."))).isEmpty();
        assertThat(Segment.of(steps(""))).isEmpty();
    }

    @Test
    void the_overlap_is_the_intersection_over_the_union() {
        assertThat(new Segment(0, 0, 6).overlap(new Segment(0, 4, 10))).isEqualTo(0.2);
        assertThat(new Segment(0, 2, 5).overlap(new Segment(1, 2, 5))).isEqualTo(1);
        assertThat(new Segment(0, 0, 2).overlap(new Segment(0, 2, 4))).isZero();
    }

    @Test
    void a_perfect_prediction_has_1_everywhere() {
        var score = score("aaabbbc", "aaabbbc");

        for (int i = 0; i < 3; i++) {
            assertThat(score.overall(i)).isEqualTo(new SegmentCounts(3, 0, 0));
            assertThat(score.overall(i).f1()).hasValue(1);
        }
        assertThat(score.editScore()).hasValue(1);
    }

    /**
     * Actual: a 0-6, b 6-10. Predicted: a 0-2, b 2-4, a 4-5, b 5-10. Overlaps: a 2/6, b 0, a 1/6, b 4/5. At 0.10, the
     * second a overlaps with the a that the first one has found. At 0.50, neither a is right.
     */
    @Test
    void short_segments_within_one_are_wrong_though_most_steps_are_right() {
        var score = score("aaaaaabbbb", "aabbabbbbb");

        assertThat(score.overall(0)).isEqualTo(new SegmentCounts(2, 2, 0));
        assertThat(score.overall(1)).isEqualTo(new SegmentCounts(2, 2, 0));
        assertThat(score.overall(2)).isEqualTo(new SegmentCounts(1, 3, 1));
        assertThat(score.overall(0).precision()).hasValue(0.5);
        assertThat(score.overall(0).recall()).hasValue(1);
        assertThat(score.overall(0).f1().orElseThrow()).isCloseTo(2 * 0.5 / 1.5, within(1e-15));
        assertThat(score.overall(2).f1().orElseThrow()).isCloseTo(2 * 0.25 * 0.5 / 0.75, within(1e-15));
        assertThat(score.ofClass(2, 0)).isEqualTo(new SegmentCounts(0, 2, 1));
        assertThat(score.ofClass(2, 1)).isEqualTo(new SegmentCounts(1, 1, 0));
        assertThat(score.ofClass(2, 2)).isEqualTo(new SegmentCounts(0, 0, 0));
        assertThat(score.ofClass(2, 2).f1()).isEmpty();
        assertThat(score.ofClass(2, 2).precision()).isEmpty();
        assertThat(score.ofClass(2, 2).recall()).isEmpty();
        // a b against a b a b: two of four are to be deleted
        assertThat(score.editScore()).hasValue(0.5);
    }

    @Test
    void an_overlap_of_exactly_the_threshold_is_enough() {
        assertThat(score("aaaaaaaaab", "abbbbbbbbb").ofClass(0, 1)).isEqualTo(new SegmentCounts(1, 0, 0));
        assertThat(score("aaaabbbb", "abbbbbbb").ofClass(1, 0)).isEqualTo(new SegmentCounts(1, 0, 0));
        assertThat(score("aabb", "abbb").ofClass(2, 0)).isEqualTo(new SegmentCounts(1, 0, 0));
    }

    @Test
    void counts_are_summed_and_edit_scores_averaged_over_sequences() {
        var score = score("aabb", "aabb", "aaaa", "bbbb", "abc", "acb");

        assertThat(score.overall(2)).isEqualTo(new SegmentCounts(3, 3, 3));
        // abc to acb: two replaced
        assertThat(score.editScore().orElseThrow()).isCloseTo((1 + 0 + 1 / 3.0) / 3, within(1e-15));
    }

    /** Steps 2 and 3 are left out: a 0-2, a 4-5, b 5-6 against a 0-2, b 4-6. */
    @Test
    void steps_without_a_class_count_nothing_and_end_segments() {
        var score = score("aa..ab", "aabbbb");

        assertThat(score.overall(2)).isEqualTo(new SegmentCounts(2, 0, 1));
        // a a b against a b
        assertThat(score.editScore().orElseThrow()).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(score("...", "aab").editScore()).isEmpty();
        assertThat(score("aab", "...").editScore()).isEmpty();
        assertThat(new SegmentScore(1).editScore()).isEmpty();
    }

    @Test
    void both_have_as_many_steps() {
        assertThatThrownBy(() -> score("aa", "a"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("2 steps against 1.");
    }

    /** The way of Lea et al.: every predicted segment against every actual one. */
    @Test
    void random_sequences_have_the_counts_of_comparing_all_segments_with_all() {
        var random = new Random(5);
        var score = new SegmentScore(3);
        var expected = new long[3][3];
        for (int n = 0; n < 200; n++) {
            int[] actual = runs(random, 40);
            int[] predicted = runs(random, 40);
            score.add(actual, predicted);
            var truth = Segment.of(actual);
            for (int i = 0; i < 3; i++) {
                var used = new ArrayList<Segment>();
                for (var segment : Segment.of(predicted)) {
                    Segment best = null;
                    for (var other : truth) {
                        if (other.label() == segment.label()
                                && (best == null || other.overlap(segment) > best.overlap(segment))) {
                            best = other;
                        }
                    }
                    boolean isRight = best != null
                            && best.overlap(segment) >= SegmentScore.THRESHOLDS.get(i)
                            && !used.contains(best);
                    expected[i][isRight ? 0 : 1]++;
                    if (isRight) {
                        used.add(best);
                    }
                }
                expected[i][2] += truth.size() - used.size();
            }
        }
        for (int i = 0; i < 3; i++) {
            assertThat(score.overall(i)).isEqualTo(new SegmentCounts(expected[i][0], expected[i][1], expected[i][2]));
            assertThat(expected[i][0]).isPositive();
        }
    }

    private static int[] runs(Random random, int steps) {
        var labels = new int[steps];
        for (int t = 1; t < steps; t++) {
            labels[t] = random.nextInt(5) == 0 ? random.nextInt(3) : labels[t - 1];
        }
        return labels;
    }
}
