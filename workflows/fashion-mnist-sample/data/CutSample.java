import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.idx.IdxReader;
import org.seqnet.engine.idx.IdxWriter;

/** Cuts the first images of Fashion-MNIST into this folder; the README beside it says how to run it. */
class CutSample {

    public static void main(String... folders) throws IOException {
        for (var part : new String[] {"images-idx3-ubyte.gz", "labels-idx1-ubyte.gz"}) {
            cut(Path.of(folders[0]), Path.of(folders[1]), "train-" + part, 2000);
            cut(Path.of(folders[0]), Path.of(folders[1]), "t10k-" + part, 500);
        }
    }

    private static void cut(Path from, Path to, String name, int items) throws IOException {
        try (var reader = IdxReader.open(from.resolve(name))) {
            var sizes = new ArrayList<>(reader.header().sizes());
            sizes.set(0, items);
            var header = new IdxHeader(reader.header().elementType(), sizes);
            try (var writer = IdxWriter.gzip(Files.newOutputStream(to.resolve(name)), header)) {
                for (var i = 0; i < items; i++) {
                    writer.write(reader.next());
                }
            }
        }
    }
}
