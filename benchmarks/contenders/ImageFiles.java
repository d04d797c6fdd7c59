import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.Scaling;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/** Images of ten classes in IDX files, as sequences of their rows. */
final class ImageFiles {
    private ImageFiles() {}

    static LabelledSequences read(Path folder, String split) throws IOException {
        try (var reader = LabelledIdxReader.open(
                folder.resolve(split + "-images-idx3-ubyte"), folder.resolve(split + "-labels-idx1-ubyte"))) {
            var size = reader.header().itemShape();
            var packer = Sequences.packer(new SequenceShape(size.size(0), size.size(1)), InputForm.SEQUENCES, "");
            var labels = new int[reader.header().count()];
            for (int n = 0; n < labels.length; n++) {
                var item = reader.next();
                packer.add(Scaling.UNIT_RANGE.apply(item.tensor()));
                labels[n] = item.label();
            }
            return new LabelledSequences(packer.build(), labels, new LabelDomain(List.of("0123456789".split(""))));
        }
    }
}
