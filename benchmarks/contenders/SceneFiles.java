import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.seqnet.engine.idx.IdxReader;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.scene.Scene;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/** Scenes in IDX files: images, and for each a byte for each label, 1 if it has it. */
final class SceneFiles {
    private SceneFiles() {}

    static LabelledSequences read(Path folder, String split) throws IOException {
        try (var images = IdxReader.open(folder.resolve(split + "-images-idx3-ubyte"));
                var labels = IdxReader.open(folder.resolve(split + "-labels-idx2-ubyte"))) {
            var size = images.header().itemShape();
            var form = Convolutional.reference().inputForm();
            var packer = Sequences.packer(new SequenceShape(size.size(0), size.size(1)), form, "");
            var sets = new ArrayList<int[]>();
            while (images.hasNext()) {
                packer.add(Scaling.UNIT_RANGE.apply(images.next()));
                var has = labels.next();
                sets.add(IntStream.range(0, has.size())
                        .filter(label -> has.value(label) == 1)
                        .toArray());
            }
            var names = IntStream.range(0, labels.header().itemShape().size(0)).mapToObj(Integer::toString);
            return new LabelledSequences(packer.build(), LabelSets.of(sets), new LabelDomain(names.toList()));
        }
    }

    static void write(Path folder, String split, List<Scene> scenes, List<String> labels) throws IOException {
        var size = scenes.get(0).image().shape();
        try (var images =
                        open(folder.resolve(split + "-images-idx3-ubyte"), scenes.size(), size.size(0), size.size(1));
                var sets = open(folder.resolve(split + "-labels-idx2-ubyte"), scenes.size(), labels.size())) {
            for (var scene : scenes) {
                for (int pixel = 0; pixel < scene.image().size(); pixel++) {
                    images.writeByte((int) scene.image().value(pixel));
                }
                for (var label : labels) {
                    sets.writeByte(scene.labels().contains(label) ? 1 : 0);
                }
            }
        }
    }

    /** Opens a file for unsigned bytes with these sizes of its axes. */
    private static DataOutputStream open(Path file, int... sizes) throws IOException {
        var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
        out.writeInt(0x0800 | sizes.length);
        for (int size : sizes) {
            out.writeInt(size);
        }
        return out;
    }
}
