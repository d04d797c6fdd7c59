package org.seqnet.engine.series;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.seqnet.engine.sequence.InputForm;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.sequence.SequenceShape;
import org.seqnet.engine.sequence.Sequences;

/**
 * Data sets of the archive, which are not part of the repository: in {@code shared/ucr} beside it or above, or where
 * the system property {@code seqnet.ucr} says.
 */
public final class UcrSets {
    private UcrSets() {}

    /** Returns the folder, if it is there. */
    static Optional<Path> folder() {
        var named = System.getProperty("seqnet.ucr");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve("shared/ucr"))
                .filter(Files::isDirectory)
                .findFirst();
    }

    /** Returns a part of a data set of classes; without the folder, the test is skipped. */
    public static LabelledSequences read(String name, ArchivePart part) throws IOException {
        var folder = folder();
        assumeTrue(folder.isPresent(), "shared/ucr is not here");
        var file = folder.get().resolve(part.fileName(name) + ".ts");
        try (var reader = SeriesReader.open(file, file.toString())) {
            var domain = new LabelDomain(reader.header().classes());
            var cases = SeriesText.rest(reader);
            int features = cases.get(0).sequence().shape().size(1);
            var packer = Sequences.packer(SequenceShape.ofAnyLength(features), InputForm.SEQUENCES, "");
            cases.forEach(one -> packer.add(one.sequence()));
            var labels = cases.stream()
                    .mapToInt(one -> domain.names().indexOf(one.label().orElseThrow()))
                    .toArray();
            return new LabelledSequences(packer.build(), labels, domain);
        }
    }
}
