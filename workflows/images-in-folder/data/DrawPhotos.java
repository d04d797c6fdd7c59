import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;

/** Draws the photos in this folder from articles of Fashion-MNIST; the README beside it says how to run it. */
class DrawPhotos {
    private static final int ARTICLE = 28;
    /** The classes of Fashion-MNIST that the folders are named after. */
    private static final Map<Integer, String> CLASSES =
            Map.of(0, "shirt", 1, "trousers", 3, "dress", 7, "sneaker", 8, "bag", 9, "boot");

    private static final int UPRIGHT = 1;
    private static final int TURNED = 6; // the camera was turned to the left, so the photo is shown turned to the right

    private final Random random;

    private DrawPhotos(long seed) {
        random = new Random(seed);
    }

    public static void main(String... folders) throws IOException {
        var sample = Path.of(folders[0]);
        var target = Path.of(folders[1]);
        new DrawPhotos(1).write(sample, "train", target.resolve("train"), 120);
        new DrawPhotos(2).write(sample, "t10k", target.resolve("test"), 30);
    }

    private void write(Path sample, String part, Path target, int perClass) throws IOException {
        var counts = new TreeMap<String, Integer>();
        try (var images = open(sample.resolve(part + "-images-idx3-ubyte.gz"), 16);
                var labels = open(sample.resolve(part + "-labels-idx1-ubyte.gz"), 8)) {
            while (counts.size() < CLASSES.size() || counts.values().stream().anyMatch(count -> count < perClass)) {
                var pixels = images.readNBytes(ARTICLE * ARTICLE);
                var label = CLASSES.get(labels.read());
                if (label != null && counts.merge(label, 1, Integer::sum) <= perClass) {
                    write(photo(article(pixels)), target.resolve(label), counts.get(label));
                }
            }
        }
    }

    private static DataInputStream open(Path file, int headerBytes) throws IOException {
        var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)));
        in.readNBytes(headerBytes);
        return in;
    }

    private static BufferedImage article(byte[] pixels) {
        var article = new BufferedImage(ARTICLE, ARTICLE, BufferedImage.TYPE_BYTE_GRAY);
        article.getRaster().setDataElements(0, 0, ARTICLE, ARTICLE, pixels);
        return article;
    }

    /** Returns an article on a black image of a random size and aspect ratio. */
    private BufferedImage photo(BufferedImage article) {
        int width = 30 + random.nextInt(31);
        int height = 30 + random.nextInt(31);
        int size = (int) (Math.min(width, height) * (0.8 + 0.2 * random.nextDouble()));
        var photo = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var graphics = photo.createGraphics();
        smooth(graphics);
        graphics.drawImage(
                article, random.nextInt(width - size + 1), random.nextInt(height - size + 1), size, size, null);
        graphics.dispose();
        return photo;
    }

    private static void smooth(Graphics2D graphics) {
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    }

    /** Writes every third photo as a PNG file, and of the JPEG files every other one as a camera held upright would. */
    private void write(BufferedImage photo, Path folder, int number) throws IOException {
        Files.createDirectories(folder);
        var name = String.format("%03d", number);
        if (number % 3 == 0) {
            ImageIO.write(photo, "png", folder.resolve(name + ".png").toFile());
        } else if (number % 2 == 0) {
            Files.write(folder.resolve(name + ".jpg"), jpeg(turnedLeft(photo), TURNED));
        } else {
            Files.write(folder.resolve(name + ".jpg"), jpeg(photo, UPRIGHT));
        }
    }

    private static BufferedImage turnedLeft(BufferedImage photo) {
        var turned = new BufferedImage(photo.getHeight(), photo.getWidth(), BufferedImage.TYPE_BYTE_GRAY);
        for (int y = 0; y < photo.getHeight(); y++) {
            for (int x = 0; x < photo.getWidth(); x++) {
                turned.getRaster()
                        .setSample(
                                y,
                                photo.getWidth() - 1 - x,
                                0,
                                photo.getRaster().getSample(x, y, 0));
            }
        }
        return turned;
    }

    /** Returns a JPEG file with the orientation in its EXIF data. */
    private static byte[] jpeg(BufferedImage photo, int orientation) throws IOException {
        var file = new ByteArrayOutputStream();
        ImageIO.write(photo, "jpeg", file);
        var exif = ByteBuffer.allocate(36)
                .putShort((short) 0xFFE1)
                .putShort((short) 34)
                .put("Exif\0\0MM".getBytes(StandardCharsets.US_ASCII))
                .putShort((short) 42)
                .putInt(8)
                .putShort((short) 1)
                .putShort((short) 0x112)
                .putShort((short) 3)
                .putInt(1)
                .putShort((short) orientation);
        return ByteBuffer.allocate(file.size() + exif.capacity())
                .put(file.toByteArray(), 0, 2)
                .put(exif.array())
                .put(file.toByteArray(), 2, file.size() - 2)
                .array();
    }
}
