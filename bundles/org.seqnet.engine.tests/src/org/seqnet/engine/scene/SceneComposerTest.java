package org.seqnet.engine.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.scene.SceneComposer.Labels;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

class SceneComposerTest {
    private static final Outfits OUTFITS = Outfits.parse("a\nb, c\na, b, c, (d)\n(d), b");
    private static final Look LOOK =
            new Look(20, new Appearance(0.5, 1.2, 0.5, 1), new Appearance(0.3, 0.4, 0.1, 0.2), 10, 0.3, 15);

    @Test
    void scenes_have_the_same_bytes_on_every_machine() {
        var sums = IntStream.range(0, 50)
                .mapToObj(composer(OUTFITS, Labels.OUTFITS, LOOK, 7)::compose)
                .collect(CRC32::new, (crc, scene) -> crc.update(bytes(scene.image())), (one, other) -> {});

        assertThat(sums.getValue()).isEqualTo(3320449441L);
    }

    @Test
    void a_scene_depends_on_seed_and_number_alone() {
        var composer = composer(OUTFITS, Labels.OUTFITS, LOOK, 7);
        var first = composer.compose(3);
        composer.compose(9);

        assertThat(composer.compose(3)).isEqualTo(first);
        assertThat(composer(OUTFITS, Labels.OUTFITS, LOOK, 7).compose(3)).isEqualTo(first);
        assertThat(composer.compose(4).image()).isNotEqualTo(first.image());
        assertThat(composer(OUTFITS, Labels.OUTFITS, LOOK, 8).compose(3).image())
                .isNotEqualTo(first.image());
    }

    @RepeatedTest(20)
    void every_scene_has_the_labels_of_an_outfit(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        double scale = 0.1 + random.nextDouble();
        var look = new Look(
                14 + random.nextInt(20),
                new Appearance(scale, Math.min(1.1, scale + random.nextDouble()), random.nextDouble(), 1),
                new Appearance(scale / 2, scale, 0, random.nextDouble()),
                random.nextInt(255),
                random.nextDouble(),
                random.nextInt(256));
        var allowed = OUTFITS.all().stream()
                .map(outfit -> Set.copyOf(outfit.labels()))
                .collect(Collectors.toSet());
        var composer = composer(OUTFITS, Labels.OUTFITS, look, random.nextLong());

        for (int i = 0; i < 40; i++) {
            var scene = composer.compose(i);
            assertThat(allowed).contains(Set.copyOf(scene.labels()));
            assertThat(scene.labels()).isSorted();
            assertThat(scene.image().shape()).isEqualTo(Shape.of(look.canvas(), look.canvas()));
            assertThat(scene.image().elementType()).isEqualTo(ElementType.UNSIGNED_BYTE);
        }
    }

    @Test
    void outfits_are_equally_likely_and_one_listed_twice_is_twice_as_likely() {
        var composer = composer(Outfits.parse("a\nb, c\na"), Labels.OUTFITS, LOOK, 5);

        double share = IntStream.range(0, 4000)
                        .filter(i -> composer.compose(i).labels().equals(List.of("a")))
                        .count()
                / 4000.0;

        assertThat(share).isCloseTo(2 / 3.0, within(4 * Math.sqrt(2 / 9.0 / 4000)));
    }

    @Test
    void independent_labels_keep_their_shares_and_say_nothing_about_each_other() {
        // in these outfits, b and c exclude each other, and a is always with one of them
        var outfits = Outfits.parse("a, b\na, b\na, c\nb");
        var composer = composer(outfits, Labels.INDEPENDENT, LOOK, 5);
        int n = 8000;
        var sets = IntStream.range(0, n)
                .mapToObj(i -> Set.copyOf(composer.compose(i).labels()))
                .toList();

        assertShare(sets, Set.of("a"), 0.75);
        assertShare(sets, Set.of("b"), 0.75);
        assertShare(sets, Set.of("c"), 0.25);
        assertShare(sets, Set.of("a", "b"), 0.75 * 0.75);
        assertShare(sets, Set.of("b", "c"), 0.75 * 0.25);
        assertShare(sets, Set.of("a", "c"), 0.75 * 0.25);
        assertShare(sets, Set.of("a", "b", "c"), 0.75 * 0.75 * 0.25);
        assertThat(sets).contains(Set.of());
    }

    private static void assertShare(List<Set<String>> sets, Set<String> labels, double expected) {
        double share = sets.stream().filter(set -> set.containsAll(labels)).count() / (double) sets.size();
        assertThat(share).isCloseTo(expected, within(4 * Math.sqrt(expected * (1 - expected) / sets.size())));
    }

    @Test
    void an_article_is_drawn_whole_on_black_where_there_is_no_noise() {
        var images = new SourceImages();
        images.add("a", Tensor.ofUnsignedBytes(Shape.of(2, 3), new byte[] {9, 50, 9, 100, (byte) 200, 9}));
        var scene = new SceneComposer(images, Outfits.parse("a"), Labels.OUTFITS, whole(3, 9), 1).compose(0);

        var upper = Tensor.ofUnsignedBytes(Shape.of(3, 3), new byte[] {0, 50, 0, 100, (byte) 200, 0, 0, 0, 0});
        var lower = Tensor.ofUnsignedBytes(Shape.of(3, 3), new byte[] {0, 0, 0, 0, 50, 0, 100, (byte) 200, 0});
        assertThat(scene.image()).isIn(upper, lower);
        assertThat(scene.labels()).containsExactly("a");
    }

    @Test
    void articles_do_not_hide_each_other_where_there_is_room_and_they_must_not() {
        var images = new SourceImages();
        for (var label : List.of("a", "b", "c")) {
            var grays = new byte[9];
            Arrays.fill(grays, (byte) (label.charAt(0)));
            images.add(label, Tensor.ofUnsignedBytes(Shape.of(3, 3), grays));
        }
        var composer = new SceneComposer(images, Outfits.parse("a, b, c"), Labels.OUTFITS, whole(12, 0), 1);

        for (int i = 0; i < 100; i++) {
            var image = composer.compose(i).image();
            for (char label : "abc".toCharArray()) {
                assertThat(IntStream.range(0, 144).filter(pixel -> image.value(pixel) == label))
                        .hasSize(9);
            }
        }
    }

    @Test
    void a_faint_article_is_behind_the_others_in_its_own_size_and_brightness() {
        var images = new SourceImages();
        images.add("a", Tensor.ofUnsignedBytes(Shape.of(1, 1), new byte[] {100}));
        images.add("b", Tensor.ofUnsignedBytes(Shape.of(1, 1), new byte[] {101}));
        var look = whole(2, 0);
        var composer = new SceneComposer(images, Outfits.parse("a, (b)"), Labels.OUTFITS, look, 1);

        // 101 / 2 rounds to 51
        var seen = IntStream.range(0, 50)
                .mapToObj(i -> bytes(composer.compose(i).image()))
                .peek(bytes -> assertThat(bytes).contains((byte) 100))
                .filter(bytes -> new String(bytes, StandardCharsets.ISO_8859_1).indexOf(51) >= 0)
                .count();
        // it has another of the four pixels in three of four scenes
        assertThat(seen).isBetween(25L, 49L);
    }

    @Test
    void one_image_of_background_alone_is_a_black_scene_with_its_label() {
        var images = new SourceImages();
        images.add("a", Tensor.ofUnsignedBytes(Shape.of(1, 1), new byte[1]));
        var scene = new SceneComposer(images, Outfits.parse("a"), Labels.OUTFITS, whole(1, 0), 1).compose(0);

        assertThat(scene).isEqualTo(new Scene(Tensor.ofUnsignedBytes(Shape.of(1, 1), new byte[1]), List.of("a")));
    }

    @Test
    void a_label_without_images_is_refused() {
        assertThatThrownBy(() -> composer(Outfits.parse("a\n\nb, Cape"), Labels.OUTFITS, LOOK, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Outfits, line 3: no image has the label 'Cape'. "
                        + "Correct the label, or add images that have it.");
    }

    @Test
    void images_too_large_for_the_canvas_are_refused() {
        var look = new Look(12, new Appearance(1, 1.2, 1, 1), new Appearance(1, 1, 1, 1), 0, 1, 0);
        assertThatThrownBy(() -> composer(OUTFITS, Labels.OUTFITS, look, 1))
                .isInstanceOf(SeqNetException.class)
                .hasMessage("Scale: at 1.2, images of 12 pixels become 14 pixels long, but the canvas has "
                        + "only 12. Reduce the scale or enlarge the canvas.");
    }

    /** Draws articles whole and without noise. */
    private static Look whole(int canvas, int background) {
        return new Look(canvas, new Appearance(1, 1, 1, 1), new Appearance(1, 1, 0.5, 0.5), background, 0, 0);
    }

    private static SceneComposer composer(Outfits outfits, Labels labels, Look look, long seed) {
        var random = new Random(11);
        var images = new SourceImages();
        for (int i = 0; i < 20; i++) {
            var grays = new byte[12 * 12];
            random.nextBytes(grays);
            images.add(List.of("a", "b", "c", "d").get(i % 4), Tensor.ofUnsignedBytes(Shape.of(12, 12), grays));
        }
        return new SceneComposer(images, outfits, labels, look, seed);
    }

    private static byte[] bytes(Tensor image) {
        var bytes = new byte[image.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) image.value(i);
        }
        return bytes;
    }
}
