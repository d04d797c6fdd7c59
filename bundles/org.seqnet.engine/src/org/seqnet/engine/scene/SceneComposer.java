package org.seqnet.engine.scene;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.SeedStream;
import org.seqnet.engine.network.SeedStream.Purpose;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;

/**
 * Composes scenes of single images. A scene depends on the images, the settings, the seed and its number, not on the
 * scenes before, and has the same bytes on every machine.
 *
 * <p>Its numbers are drawn in this order: the labels; their order from back to front; for each, the image, its scale
 * and its brightness; for each attempt to place them, the row and the column of each; the noise of each pixel.
 */
public final class SceneComposer {
    /** Which labels a scene has. */
    public enum Labels {
        /** Those of one outfit. */
        OUTFITS,
        /** Each on its own, as often as in the outfits. */
        INDEPENDENT
    }

    private final SourceImages images;
    private final Outfits outfits;
    private final Map<String, Integer> occurrences;
    private final Labels labels;
    private final Look look;
    private final long seed;

    /**
     * Gets ready to compose.
     *
     * @throws SeqNetException if no image has one of the labels, or if the images are too large for the canvas
     */
    public SceneComposer(SourceImages images, Outfits outfits, Labels labels, Look look, long seed) {
        outfits.requireKnown(images::has);
        look.requireRoom(Math.max(images.shape().size(0), images.shape().size(1)));
        this.images = images;
        this.outfits = outfits;
        this.occurrences = outfits.occurrences();
        this.labels = labels;
        this.look = look;
        this.seed = seed;
    }

    /** Returns the scene of a number, from 0 on. */
    public Scene compose(int number) {
        var stream = new SeedStream(seed, Purpose.SCENES, number);
        int count = outfits.all().size();
        var drawn =
                switch (labels) {
                    case OUTFITS -> outfits.all().get(stream.nextInt(count)).labels();
                    case INDEPENDENT -> independent(count, stream);
                };
        var articles = new ArrayList<Article>();
        for (var label : fromBackToFront(drawn, stream)) {
            var choice = images.of(label);
            var image = choice.get(stream.nextInt(choice.size()));
            articles.add(Article.draw(outfits.faint().contains(label), image, look, stream));
        }
        var grays = Arrangement.draw(articles, look, stream).grays();
        return new Scene(
                image(grays, stream),
                occurrences.keySet().stream().filter(drawn::contains).toList());
    }

    private List<String> independent(int count, SeedStream stream) {
        var drawn = new ArrayList<String>();
        occurrences.forEach((label, times) -> {
            if (stream.nextInt(count) < times) {
                drawn.add(label);
            }
        });
        return drawn;
    }

    /** Returns the labels in a random order, but those of faint articles first: they hide nothing. */
    private List<String> fromBackToFront(List<String> labels, SeedStream stream) {
        var positions = IntStream.range(0, labels.size()).toArray();
        stream.shuffle(positions);
        return Arrays.stream(positions)
                .mapToObj(labels::get)
                .sorted(Comparator.comparing(outfits.faint()::contains).reversed())
                .toList();
    }

    private Tensor image(int[] grays, SeedStream stream) {
        var bytes = new byte[grays.length];
        for (int i = 0; i < grays.length; i++) {
            double noise = look.noise() == 0 ? 0 : look.noise() * stream.nextGaussian();
            bytes[i] = (byte) Math.max(0, Math.min(255, Math.round(grays[i] + noise)));
        }
        return Tensor.ofUnsignedBytes(Shape.of(look.canvas(), look.canvas()), bytes);
    }
}
