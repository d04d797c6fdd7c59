package org.seqnet.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.trained.TrainedNetwork;

/** Reads one network. */
final class ModelReader {
    private final String name;
    private final EntryReader entries;

    /** @param kind of the file that the network is in */
    ModelReader(InputStream in, String name, FileKind kind) throws IOException {
        this.name = name;
        this.entries = new EntryReader(in, name, kind);
    }

    TrainedNetwork read() throws IOException {
        refuseDeeplearning4j();
        var manifest = Manifest.of(entries.begin(ModelFormat.MANIFEST));
        long parameterCount = manifest.parameterCount(place());
        var parameters = entries.floats(ModelFormat.PARAMETERS, parameterCount, manifest.parameters());
        long stateSize = manifest.updaterStateSize();
        if (stateSize < 0 || stateSize > ModelFormat.MOST_STATE_PER_PARAMETER * parameterCount) {
            throw fault(String.format(
                    Locale.ROOT,
                    "an optimizer state of %,d numbers does not match %,d parameters.",
                    stateSize,
                    parameterCount));
        }
        var updaterState =
                stateSize == 0 ? new float[0] : entries.floats(ModelFormat.UPDATER, stateSize, manifest.updaterState());
        entries.requireEnd();
        try {
            return new TrainedNetwork(
                            manifest.architecture(),
                            manifest.input(),
                            manifest.labels(),
                            parameters,
                            updaterState,
                            manifest.steps(),
                            manifest.provenance())
                    .withLabelName(manifest.labelName());
        } catch (SeqNetException e) {
            throw new MalformedModelException(name + ": " + e.getMessage(), e);
        }
    }

    private void refuseDeeplearning4j() throws MalformedModelException {
        if (entries.isNext("configuration.json")) {
            throw new MalformedModelException(
                    name + " is a Deeplearning4j file. Such files are meant for other programs and are not supported "
                            + "because reading them can run code hidden in them. Select a file in the Sequence "
                            + "Networks format, or write the network again in that format.");
        }
    }

    private MalformedModelException fault(String what) {
        return new MalformedModelException(place() + ": " + what);
    }

    private String place() {
        return name + ", entry '" + ModelFormat.MANIFEST + "'";
    }
}
