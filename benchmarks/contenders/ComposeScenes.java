import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.seqnet.engine.download.CacheFolder;
import org.seqnet.engine.download.DownloadListener;
import org.seqnet.engine.idx.Dataset;
import org.seqnet.engine.idx.DatasetCache;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.idx.Split;
import org.seqnet.engine.scene.Appearance;
import org.seqnet.engine.scene.Look;
import org.seqnet.engine.scene.Outfits;
import org.seqnet.engine.scene.SceneComposer;
import org.seqnet.engine.scene.SceneComposer.Labels;
import org.seqnet.engine.scene.SourceImages;

/**
 * Composes scenes of Fashion-MNIST's articles as the Scene Composer does: for training of the first 50,000 training
 * images, for validation of the others, for the test of the test images. Its arguments are the folder to write to,
 * whether labels come as {@code outfits} or {@code independent}, the seed and the settings.
 */
final class ComposeScenes {
    private static final int TRAINING_IMAGES = 50_000;

    private final Path folder;
    private final Labels labels;
    private final long seed;
    private final Settings settings;
    private final Outfits outfits;

    private ComposeScenes(Path folder, Labels labels, long seed, Settings settings) {
        this.folder = folder;
        this.labels = labels;
        this.seed = seed;
        this.settings = settings;
        this.outfits = Outfits.parse(settings.text("outfits"));
    }

    public static void main(String[] arguments) throws IOException {
        var settings = Settings.of(List.of(arguments).subList(3, arguments.length));
        var labels = Labels.valueOf(arguments[1].toUpperCase(Locale.ROOT));
        new ComposeScenes(Path.of(arguments[0]), labels, Long.parseLong(arguments[2]), settings).run();
    }

    private void run() throws IOException {
        // No two parts of any seed share a composer's seed.
        write("train", images(Split.TRAIN, 0, TRAINING_IMAGES), settings.integer("training"), 3 * seed);
        write(
                "validation",
                images(Split.TRAIN, TRAINING_IMAGES, Integer.MAX_VALUE),
                settings.integer("validation"),
                3 * seed + 1);
        write("t10k", images(Split.TEST, 0, Integer.MAX_VALUE), settings.integer("test"), 3 * seed + 2);
    }

    private static SourceImages images(Split split, int from, int to) throws IOException {
        var listener = DownloadListener.NONE;
        var files = new DatasetCache(CacheFolder.locate()).obtain(Dataset.FASHION_MNIST, split, listener);
        var images = new SourceImages();
        try (var reader = LabelledIdxReader.open(files.images(), files.labels())) {
            reader.skip(from);
            for (int n = from; n < Math.min(to, reader.header().count()); n++) {
                var article = reader.next();
                images.add(Dataset.FASHION_MNIST.classNames().get(article.label()), article.tensor());
            }
        }
        return images;
    }

    private void write(String split, SourceImages images, int count, long composerSeed) throws IOException {
        var composer = new SceneComposer(images, outfits, labels, look(), composerSeed);
        var scenes = IntStream.range(0, count).mapToObj(composer::compose).toList();
        SceneFiles.write(
                folder, split, scenes, List.copyOf(outfits.occurrences().keySet()));
    }

    private Look look() {
        return new Look(
                settings.integer("canvas"),
                appearance("scale", "brightness"),
                appearance("faintScale", "faintBrightness"),
                settings.integer("background"),
                settings.number("mostHidden"),
                settings.number("noise"));
    }

    private Appearance appearance(String scale, String brightness) {
        double[] scales = range(scale);
        double[] brightnesses = range(brightness);
        return new Appearance(scales[0], scales[1], brightnesses[0], brightnesses[1]);
    }

    private double[] range(String setting) {
        return Arrays.stream(settings.text(setting).split(","))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
