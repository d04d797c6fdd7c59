package org.seqnet.engine.explanation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.explanation.Method.Occlusion;

class PatchTest {

    @Test
    void windows_overlap_by_half_and_end_with_the_sequence() {
        assertThat(Patch.of(new Occlusion(0.4, false), 11, 3, 0))
                .containsExactly(
                        new Patch(0, 4, 0, 3),
                        new Patch(2, 4, 0, 3),
                        new Patch(4, 4, 0, 3),
                        new Patch(6, 4, 0, 3),
                        new Patch(7, 4, 0, 3));
    }

    @Test
    void each_feature_can_have_windows_of_its_own() {
        assertThat(Patch.of(new Occlusion(1, true), 5, 2, 0))
                .containsExactly(new Patch(0, 5, 0, 1), new Patch(0, 5, 1, 1));
    }

    @Test
    void a_short_sequence_has_windows_of_one_step() {
        assertThat(Patch.of(new Occlusion(0.1, false), 2, 1, 0))
                .containsExactly(new Patch(0, 1, 0, 1), new Patch(1, 1, 0, 1));
    }

    @Test
    void images_are_covered_by_rectangles_of_all_channels() {
        assertThat(Patch.of(new Occlusion(0.5, true), 4, 2 * 3, 3))
                .containsExactly(
                        new Patch(0, 2, 0, 3),
                        new Patch(0, 2, 3, 3),
                        new Patch(1, 2, 0, 3),
                        new Patch(1, 2, 3, 3),
                        new Patch(2, 2, 0, 3),
                        new Patch(2, 2, 3, 3));
    }

    @Test
    void a_mask_is_occluded_with_its_feature() {
        var values = new float[] {9, 1, 2, 3, 4, 5, 6, 7, 8};

        new Patch(1, 1, 1, 1).occlude(values, 1, 4, 2, new float[] {-1, -2, -3, -4});

        assertThat(values).containsExactly(9, 1, 2, 3, 4, 5, -2, 7, -4);
    }

    @Test
    void they_are_counted_without_being_made() {
        for (var occlusion : List.of(new Occlusion(0.4, false), new Occlusion(0.1, true), new Occlusion(1, true))) {
            for (int channels : new int[] {0, 1, 3}) {
                for (int steps = 1; steps < 9; steps++) {
                    assertThat(Patch.count(occlusion, steps, 6, channels))
                            .isEqualTo(Patch.of(occlusion, steps, 6, channels).size());
                }
            }
        }
    }
}
