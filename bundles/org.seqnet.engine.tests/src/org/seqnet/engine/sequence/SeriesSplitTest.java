package org.seqnet.engine.sequence;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class SeriesSplitTest {
    @Test
    void test_origins_are_counted_back_from_the_last_known_target() {
        var origins = new TestOrigins(3, 2, 3, 4);

        assertThat(testOrigins(origins, 20)).containsExactly(10, 14, 18);
        assertThat(testOrigins(origins, 11)).containsExactly(5, 9);
        assertThat(testOrigins(origins, 4)).containsExactly(2);
        assertThat(testOrigins(origins, 3)).isEmpty();
        assertThat(testOrigins(origins, -1)).isEmpty();
    }

    private static long[] testOrigins(TestOrigins origins, long end) {
        var found = LongStream.rangeClosed(0, 30)
                .filter(row -> origins.contains(row, end))
                .toArray();
        assertThat(origins.first(end)).isEqualTo(LongStream.of(found).min());
        return found;
    }

    @Test
    void each_series_without_times_is_split_by_itself() {
        var split = new SeriesSplit(new TestOrigins(1, 1, 2, 1));
        for (int row = 0; row < 10; row++) {
            split.add("long", Optional.empty(), true);
            if (row < 4) {
                split.add("short", Optional.empty(), row < 3);
            }
        }

        assertThat(split.end("long")).isEqualTo(9);
        assertThat(split.end("short")).isEqualTo(2);
        assertThat(split.rows("short")).isEqualTo(4);
        assertThat(split.isTraining("long", 7, Optional.empty())).isTrue();
        assertThat(split.isTraining("long", 8, Optional.empty())).isFalse();
        assertThat(split.isTraining("short", 0, Optional.empty())).isTrue();
        assertThat(split.isTraining("short", 1, Optional.empty())).isFalse();
        assertThat(split.cut()).isEmpty();
    }

    @RepeatedTest(50)
    void no_training_target_lies_behind_the_first_test_origin_of_any_series(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        int past = 1 + random.nextInt(5);
        int horizon = 1 + random.nextInt(4);
        var split = new SeriesSplit(new TestOrigins(past, horizon, 1 + random.nextInt(4), 1 + random.nextInt(5)));
        var times = new ArrayList<List<Long>>();
        for (int series = 0; series < 4; series++) {
            times.add(random.longs(random.nextInt(60), 0, 200)
                    .distinct()
                    .sorted()
                    .boxed()
                    .toList());
            for (var time : times.get(series)) {
                split.add("s" + series, Optional.of(TimePoint.of(time)), random.nextInt(4) > 0);
            }
        }

        long firstTest = Long.MAX_VALUE;
        var lastTargets = new ArrayList<Long>();
        for (int series = 0; series < times.size(); series++) {
            var own = times.get(series);
            for (int origin = past - 1; origin + horizon < own.size(); origin++) {
                if (split.isTestOrigin("s" + series, origin)) {
                    firstTest = Math.min(firstTest, own.get(origin));
                }
                int last = origin + horizon;
                if (split.isTraining("s" + series, last, Optional.of(TimePoint.of(own.get(last))))) {
                    lastTargets.add(own.get(last));
                }
            }
        }

        long first = firstTest;
        assertThat(split.cut().map(cut -> cut.time().text()))
                .isEqualTo(first == Long.MAX_VALUE ? Optional.empty() : Optional.of(Long.toString(first)));
        assertThat(lastTargets).allMatch(last -> last <= first);
        assertThat(lastTargets).hasSize(first == Long.MAX_VALUE ? 0 : targetsUpTo(first, times, past + horizon - 1));
    }

    private static int targetsUpTo(long first, List<List<Long>> times, int earliest) {
        return times.stream()
                .mapToInt(own -> (int) IntStream.range(earliest, own.size())
                        .filter(row -> own.get(row) <= first)
                        .count())
                .sum();
    }
}
