package org.seqnet.knime.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.NodeFactory;
import org.knime.core.node.NodeModel;
import org.seqnet.knime.RegisteredNodesTest;
import org.seqnet.knime.WorkflowsTest;
import org.seqnet.knime.view.Browser;

/**
 * The icons are what their drawings under {@code icons} give. KNIME's modern interface takes the one PNG that a node
 * names, of whatever size, and shows it on 16 x 16 points: twice as many pixels stay sharp on a screen of high density
 * and when the canvas is zoomed. {@code SEQNET_WRITE_DOCS=1 ./mvnw verify} draws the icons anew.
 */
class IconsTest {
    private static final Path BUNDLE = WorkflowsTest.repository().resolve("bundles/org.seqnet.knime");
    private static final boolean WRITE = System.getenv("SEQNET_WRITE_DOCS") != null;
    /** How far a channel of a pixel may be off: browsers smooth edges differently. */
    private static final int TOLERANCE = 48;

    private static final String PAGE =
            """
            <!doctype html>
            <img src="/wait" alt="" hidden>
            <script>
              const draw = async ([size, drawing]) => {
                const icon = new Image();
                icon.src = "data:image/svg+xml;base64," + drawing;
                await icon.decode();
                const canvas = document.createElement("canvas");
                canvas.width = canvas.height = size;
                canvas.getContext("2d").drawImage(icon, 0, 0, size, size);
                return canvas.toDataURL().split(",")[1];
              };
              Promise.all([ICONS].map(draw)).then((drawn) => fetch("/seen", { method: "POST", body: drawn.join(" ") }));
            </script>
            """;

    @TempDir
    Path folder;

    /** A PNG of the bundle, the drawing that it comes from, and its width and height in pixels. */
    record Icon(Path png, Path drawing, int size) {
        @Override
        public String toString() {
            return png.getFileName().toString();
        }
    }

    private static List<Icon> icons() throws Exception {
        var category = NodePicture.icons().resolve("category.svg");
        return Stream.concat(
                        RegisteredNodesTest.nodes().stream().map(IconsTest::icon),
                        Stream.of(
                                new Icon(NodePicture.icons().resolve("category.png"), category, 16),
                                new Icon(NodePicture.icons().resolve("category@2x.png"), category, 32)))
                .toList();
    }

    private static Icon icon(NodeFactory<NodeModel> factory) {
        var path = factory.getIcon().getPath();
        var name = path.substring(path.lastIndexOf('/') + 1);
        return new Icon(
                BUNDLE.resolve("src")
                        .resolve(factory.getClass().getPackageName().replace('.', '/'))
                        .resolve(name),
                NodePicture.icons().resolve(name.replace(".png", ".svg")),
                32);
    }

    @Test
    void each_icon_is_what_its_drawing_gives() throws Exception {
        var icons = icons();
        var drawings = new StringJoiner(",");
        for (var icon : icons) {
            var drawing = Base64.getEncoder().encodeToString(Files.readAllBytes(icon.drawing));
            drawings.add("[" + icon.size + ",\"" + drawing + "\"]");
        }
        var drawn = Browser.orSkip(folder)
                .visit(PAGE.replace("ICONS", drawings.toString()))
                .split(" ");
        assertThat(drawn).hasSameSizeAs(icons);
        for (int i = 0; i < drawn.length; i++) {
            check(icons.get(i), Base64.getDecoder().decode(drawn[i]));
        }
    }

    private static void check(Icon icon, byte[] drawn) throws IOException {
        if (WRITE) {
            Files.write(icon.png, drawn);
        }
        var expected = ImageIO.read(new ByteArrayInputStream(drawn));
        var image = ImageIO.read(icon.png.toFile());
        assertThat(image.getWidth()).as("the width of %s", icon).isEqualTo(icon.size);
        assertThat(image.getHeight()).as("the height of %s", icon).isEqualTo(icon.size);
        for (int y = 0; y < icon.size; y++) {
            for (int x = 0; x < icon.size; x++) {
                assertAlike(icon, image.getRGB(x, y), expected.getRGB(x, y), x, y);
            }
        }
    }

    private static void assertAlike(Icon icon, int argb, int expected, int x, int y) {
        if ((argb >>> 24) + (expected >>> 24) == 0) {
            return;
        }
        for (int shift = 0; shift <= 24; shift += 8) {
            assertThat(Math.abs((argb >>> shift & 0xff) - (expected >>> shift & 0xff)))
                    .as("%s, the pixel at %d, %d", icon, x, y)
                    .isLessThan(TOLERANCE);
        }
    }
}
