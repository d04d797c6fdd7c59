package org.seqnet.knime.file;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.export.DeeplearningFile;
import org.seqnet.engine.model.ModelArchive;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.exchange.OnnxFile;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** The formats of network files; the names are saved in settings and never change. */
enum NetworkFormat {
    @Label(
            value = "Sequence Networks",
            description = "The complete network, for the Network Reader: to predict or to resume training.")
    SEQUENCE_NETWORKS("Sequence Networks", ModelArchive.FILE_EXTENSION, ModelArchive.FIRST_ENTRY, ModelArchive::write),
    @Label(
            value = "Deeplearning4j",
            description = "A Deeplearning4j model for your own Java programs. It contains neither labels nor "
                    + "preprocessing nor training history, and the Network Reader cannot read it.")
    DEEPLEARNING4J(
            "Deeplearning4j", DeeplearningFile.FILE_EXTENSION, DeeplearningFile.FIRST_ENTRY, DeeplearningFile::write),
    @Label(
            value = "ONNX",
            description = "An ONNX model for programs in any language, with preprocessing and labels. The Network "
                    + "Reader can read it, but it does not contain the optimizer state.")
    ONNX("ONNX", OnnxFile.FILE_EXTENSION, "", OnnxFile::write);

    /** What the name of the file with the step of a label path adds to that of the network. */
    static final String STEP = "-step";

    /** Returns the format whose files have names like this one, if there is one. */
    static Optional<NetworkFormat> named(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        return Stream.of(values())
                .filter(format -> name.endsWith("." + format.extension))
                .findFirst();
    }

    /** Returns what messages call the format that the content of a file begins as, if it is one of networks. */
    @SuppressWarnings("resource") // whoever opened the content closes it
    static Optional<String> titleIn(InputStream content) throws IOException {
        var buffered = new BufferedInputStream(content);
        var foreign = ForeignFormat.of(buffered, "");
        if (foreign.isPresent()) {
            return Optional.of(foreign.get().title());
        }
        var first = new ZipInputStream(buffered).getNextEntry();
        return first == null
                ? Optional.empty()
                : Stream.of(values())
                        .filter(format -> format.firstEntry.equals(first.getName()))
                        .map(NetworkFormat::title)
                        .findFirst();
    }

    private interface Writing {
        void write(TrainedNetwork network, OutputStream out) throws IOException;
    }

    private final String title;
    private final String extension;
    private final String firstEntry;
    private final Writing writing;

    NetworkFormat(String title, String extension, String firstEntry, Writing writing) {
        this.title = title;
        this.extension = extension;
        this.firstEntry = firstEntry;
        this.writing = writing;
    }

    /** Returns what messages call the format. */
    String title() {
        return title;
    }

    /** Returns a path with the extension of this format instead of another format's; any other path as it is. */
    String renamed(String path) {
        return named(path)
                .map(other -> path.substring(0, path.length() - other.extension.length()) + extension)
                .orElse(path);
    }

    /** Returns what the names of such files end with, after a dot. */
    String extension() {
        return extension;
    }

    /** Returns what about a network this format cannot hold, as what the network does; empty if it can hold all. */
    Optional<String> obstacle(NetworkPortObjectSpec network) {
        if (this != DEEPLEARNING4J) {
            return Optional.empty();
        }
        if (network.members() > 1) {
            return Optional.of("is an ensemble of " + network.members() + " networks");
        }
        return network.encoder()
                .<Optional<String>>fold(
                        recurrent -> Optional.of("has GRU layers").filter(any -> recurrent.cell() == Cell.GRU),
                        convolutional -> Optional.empty(),
                        temporal -> Optional.of("is a Sequence CNN"),
                        composition -> Optional.of("is a Sequence CNN"),
                        rocket -> Optional.of("is a Rocket network"))
                .or(() -> ofHead(network.head().example()));
    }

    private static Optional<String> ofHead(Head head) {
        return head.fold(
                classes -> Optional.empty(),
                independent -> Optional.empty(),
                path -> Optional.of(path.purpose()),
                values -> values.forecast().isPresent()
                        ? Optional.of(values.purpose())
                        : values.loss()
                                .fold(
                                        squared -> Optional.empty(),
                                        absolute -> Optional.empty(),
                                        huber -> Optional.of("learns by the Huber loss"),
                                        quantiles -> Optional.of("predicts quantiles")),
                steps -> Optional.of(steps.purpose()));
    }

    /** Returns a warning about what a program needs to know that this format cannot tell, if there is something. */
    Optional<String> omission(TrainedNetwork network) {
        if (this != DEEPLEARNING4J) {
            return Optional.empty();
        }
        return Stream.of(preprocessing(network), temperature(network))
                .flatMap(Optional::stream)
                .reduce((one, other) -> one + " " + other);
    }

    private static Optional<String> temperature(TrainedNetwork network) {
        return network.architecture()
                .head()
                .fold(
                        classes -> Optional.of(classes.temperature()).filter(temperature -> temperature != 1),
                        independent -> Optional.<Float>empty(),
                        path -> Optional.<Float>empty(),
                        values -> Optional.<Float>empty(),
                        steps -> Optional.<Float>empty())
                .map(temperature ->
                        ("The file does not contain the temperature %s; divide the logits by it to calibrate "
                                        + "the probabilities.")
                                .formatted(temperature));
    }

    private Optional<String> preprocessing(TrainedNetwork network) {
        var preprocessing = network.input().preprocessing();
        return preprocessing.equals(Preprocessing.NONE)
                ? Optional.empty()
                : Optional.of(("The file does not contain the network's preprocessing (scaling: %s). Apply it to the "
                                + "sequences before the %s model reads them; the view of the network port "
                                + "lists its numbers.")
                        .formatted(preprocessing, title));
    }

    /** Says whether a second file holds the step of a network's label path. */
    boolean hasStep(Head head) {
        return this == ONNX
                && head.<Boolean>fold(
                        classes -> false, independent -> false, path -> true, values -> false, steps -> false);
    }

    /** Returns the path of the file with the step of a label path beside that of the network. */
    String stepPath(String path) {
        var end = "." + extension;
        boolean isNamed = path.toLowerCase(Locale.ROOT).endsWith(end);
        var stem = isNamed ? path.substring(0, path.length() - end.length()) : path;
        return stem + STEP + path.substring(stem.length());
    }

    void write(TrainedNetwork network, OutputStream out) throws IOException {
        writing.write(network, out);
    }
}
