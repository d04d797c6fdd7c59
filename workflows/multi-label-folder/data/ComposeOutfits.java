import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.image.Resampling;
import org.seqnet.engine.tensor.Tensor;

/** Composes the images in this folder from articles of Fashion-MNIST; the README beside it says how to run it. */
class ComposeOutfits {
    private static final int ARTICLE = 16;
    private static final int IMAGE = 2 * ARTICLE;
    /** Values are rounded to 16 levels of gray, which makes the files half as large. */
    private static final int LEVEL = 17;

    private static final List<String> LABELS = List.of("bag", "boot", "dress", "shirt", "sneaker", "trousers");
    /** The classes of Fashion-MNIST that the labels stand for. */
    private static final Map<Integer, String> CLASSES =
            Map.of(0, "shirt", 1, "trousers", 3, "dress", 7, "sneaker", 8, "bag", 9, "boot");

    private final Map<String, List<Tensor>> articles;
    private final Random random;

    private ComposeOutfits(Map<String, List<Tensor>> articles, long seed) {
        this.articles = articles;
        this.random = new Random(seed);
    }

    public static void main(String... folders) throws IOException {
        var sample = Path.of(folders[0]);
        var target = Path.of(folders[1]);
        Files.createDirectories(target.resolve("images"));
        new ComposeOutfits(articles(sample, "train", 0, 1700), 1).write(target, "train", 0, 420);
        new ComposeOutfits(articles(sample, "train", 1700, 2000), 2).write(target, "validation", 420, 80);
        new ComposeOutfits(articles(sample, "t10k", 0, 500), 3).write(target, "test", 500, 100);
    }

    private static Map<String, List<Tensor>> articles(Path folder, String part, int from, int to) throws IOException {
        var images = new ArrayList<Map.Entry<String, Tensor>>();
        try (var reader = LabelledIdxReader.open(
                folder.resolve(part + "-images-idx3-ubyte.gz"), folder.resolve(part + "-labels-idx1-ubyte.gz"))) {
            reader.skip(from);
            for (int i = from; i < to; i++) {
                var item = reader.next();
                if (CLASSES.containsKey(item.label())) {
                    images.add(
                            Map.entry(CLASSES.get(item.label()), Resampling.scaled(item.tensor(), ARTICLE, ARTICLE)));
                }
            }
        }
        return images.stream()
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private void write(Path folder, String table, int first, int count) throws IOException {
        var rows = new ArrayList<String>();
        rows.add("file," + String.join(",", LABELS));
        for (int i = first; i < first + count; i++) {
            var file = "%03d.png".formatted(i);
            var outfit = outfit();
            ImageIO.write(
                    image(outfit), "png", folder.resolve("images").resolve(file).toFile());
            rows.add(file
                    + LABELS.stream()
                            .map(label -> outfit.contains(label) ? ",1" : ",0")
                            .collect(Collectors.joining()));
        }
        Files.writeString(folder.resolve(table + ".csv"), String.join("\n", rows) + "\n");
    }

    /** Draws what belongs together: clothes for the day, clothes for the evening, or one article alone. */
    private TreeSet<String> outfit() {
        var outfit = new TreeSet<String>();
        int kind = random.nextInt(10);
        if (kind < 2) {
            outfit.add(LABELS.get(random.nextInt(LABELS.size())));
            return outfit;
        }
        while (outfit.isEmpty()) {
            for (var label : kind < 6 ? List.of("shirt", "trousers", "sneaker") : List.of("dress", "bag", "boot")) {
                if (random.nextInt(5) > 0) {
                    outfit.add(label);
                }
            }
        }
        return outfit;
    }

    /** Puts each article into a quarter of its own, shifted by up to two pixels towards the middle. */
    private BufferedImage image(TreeSet<String> outfit) {
        var image = new BufferedImage(IMAGE, IMAGE, BufferedImage.TYPE_BYTE_GRAY);
        var quarters = new ArrayList<>(List.of(0, 1, 2, 3));
        Collections.shuffle(quarters, random);
        int next = 0;
        for (var label : outfit) {
            int quarter = quarters.get(next++);
            var choice = articles.get(label);
            int shift = random.nextInt(3);
            draw(
                    choice.get(random.nextInt(choice.size())),
                    image,
                    quarter % 2 == 0 ? shift : IMAGE - ARTICLE - shift,
                    quarter / 2 == 0 ? shift : IMAGE - ARTICLE - shift);
        }
        return image;
    }

    private static void draw(Tensor article, BufferedImage image, int x, int y) {
        var raster = image.getRaster();
        for (int i = 0; i < article.size(); i++) {
            int value = LEVEL * Math.round(article.value(i) / LEVEL);
            int column = x + i % ARTICLE;
            int row = y + i / ARTICLE;
            raster.setSample(column, row, 0, Math.max(value, raster.getSample(column, row, 0)));
        }
    }
}
