package org.seqnet.exchange;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Classes;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.network.IndependentLabels;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Standard;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.sequence.Preparation;
import org.seqnet.engine.sequence.Preprocessing;
import org.seqnet.engine.trained.NetworkInput;
import org.seqnet.engine.trained.Provenance;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.EngineVersion;
import org.seqnet.exchange.ForeignNetwork.Answer;

/**
 * What a user says of a network of another program that its file does not tell.
 *
 * @param meaning what its outputs are; empty if the file tells
 * @param labels the names of its outputs in their order; empty for those of the file or, if it has none, 0, 1, …; of
 *     two boolean ones, false and true
 * @param labelType what the labels are in data
 * @param scaling what it does with raw values before its first layer; empty for what the file does
 * @param simpleCell the cell of RNN layers where a file has weights alone; empty if that does not matter
 * @param pooling what the last layer reads of recurrent layers where a file has weights alone; empty likewise
 */
public record Completion(
        Optional<Meaning> meaning,
        List<String> labels,
        LabelType labelType,
        Optional<Preprocessing> scaling,
        Optional<Cell> simpleCell,
        Optional<Pooling> pooling) {
    /** Says nothing: enough for files that tell everything. */
    public static final Completion NONE = new Completion(
            Optional.empty(), List.of(), LabelType.TEXT, Optional.empty(), Optional.empty(), Optional.empty());

    /** What the labels of such a network are called; files of others do not say. */
    private static final String LABEL = "label";

    private static final Set<Cell> SIMPLE_CELLS = EnumSet.of(Cell.RNN_TANH, Cell.RNN_RELU);

    /** What the outputs of a network are. */
    public enum Meaning {
        /** Softmax gives the probability of each of several classes. */
        CLASSES("Classes"),
        /** The logistic function gives the probability of each of several labels by itself. */
        LABELS("Independent labels"),
        /** They are values as they are. */
        VALUES("Numeric values");

        private final String title;

        Meaning(String title) {
            this.title = title;
        }

        /** Returns it in words. */
        public String title() {
            return title;
        }
    }

    public Completion {
        Objects.requireNonNull(meaning, "meaning");
        Objects.requireNonNull(labelType, "labelType");
        Objects.requireNonNull(scaling, "scaling");
        Objects.requireNonNull(simpleCell, "simpleCell");
        Objects.requireNonNull(pooling, "pooling");
        labels = List.copyOf(labels);
    }

    /**
     * Returns the network as one that can be applied and trained further; it keeps the foreign network's array of
     * parameters.
     *
     * @throws SeqNetException if something is missing here, or contradicts the file; the message names the file and
     *     the setting
     */
    public TrainedNetwork complete(ForeignNetwork network) {
        requireSameLayers(network);
        var head = head(network);
        try {
            var completed = TrainedNetwork.keeping(
                    network.parameters(),
                    new Architecture(network.encoder(), head),
                    new NetworkInput(network.input(), Preparation.UNKNOWN, preprocessing(network)),
                    new LabelDomain(labels(network, head), head instanceof Values ? LabelType.TEXT : labelType),
                    Provenance.imported(network.program(), EngineVersion.get()));
            return head instanceof Values ? completed : completed.withLabelName(LABEL);
        } catch (SeqNetException e) {
            throw e.getMessage().startsWith(network.file())
                    ? e
                    : new SeqNetException(network.file() + ": " + e.getMessage(), e);
        }
    }

    private void requireSameLayers(ForeignNetwork network) {
        var layers = network.encoder()
                .<Optional<Recurrent>>fold(
                        Optional::of,
                        convolutional -> Optional.empty(),
                        temporal -> Optional.empty(),
                        composition -> Optional.of(composition.recurrent()),
                        rocket -> Optional.empty());
        if (pooling.isPresent() && !pooling.equals(layers.map(Recurrent::pooling))) {
            throw contradiction(
                    network,
                    layers.map(recurrent -> "the last layer of the network reads the recurrent layers by "
                                    + recurrent.pooling().title())
                            .orElse("the network has no recurrent layers"),
                    "Time steps",
                    pooling.get().title());
        }
        var cell = layers.map(Recurrent::cell).filter(SIMPLE_CELLS::contains);
        if (simpleCell.isPresent() && cell.isPresent() && !simpleCell.equals(cell)) {
            throw contradiction(
                    network,
                    "the network has layers of the kind " + cell.get().title(),
                    "Activation of RNN layers",
                    simpleCell.get().title());
        }
    }

    private static SeqNetException contradiction(ForeignNetwork network, String found, String setting, String said) {
        return failure(
                network,
                "%s, but the setting \"%s\" says %s. Select \"As in the file\"".formatted(found, setting, said));
    }

    private Head head(ForeignNetwork network) {
        int outputs = network.outputs();
        return switch (meaning(network)) {
            case CLASSES -> {
                if (outputs == 1) {
                    throw failure(
                            network,
                            ("the network has one output; classes need at least two. Select \"%s\" or \"%s\" in the "
                                            + "setting \"Outputs\"")
                                    .formatted(Meaning.LABELS.title(), Meaning.VALUES.title()));
                }
                yield new Classes(outputs);
            }
            case LABELS -> IndependentLabels.of(outputs);
            case VALUES -> new Values(
                    Collections.nCopies(outputs, Standard.NONE), new ValueLoss.Squared(), Optional.empty());
        };
    }

    private Meaning meaning(ForeignNetwork network) {
        if (network.answer() == Answer.UNKNOWN) {
            return meaning.orElseThrow(() -> failure(
                    network,
                    "the file does not say what the outputs of the network are. Select it in the setting \"Outputs\""));
        }
        if (network.answer() == Answer.CLASSES && network.outputs() == 1) {
            throw failure(
                    network,
                    "the network takes the softmax of a single output, which is always 1, so that it cannot be used. "
                            + "Select another file");
        }
        var told = network.answer() == Answer.CLASSES ? Meaning.CLASSES : Meaning.LABELS;
        if (meaning.isPresent() && meaning.get() != told) {
            throw failure(
                    network,
                    "the outputs of the network are %s, but the setting \"Outputs\" is \"%s\". Select \"%s\""
                            .formatted(
                                    told.title().toLowerCase(Locale.ROOT),
                                    meaning.get().title(),
                                    told.title()));
        }
        return told;
    }

    private List<String> labels(ForeignNetwork network, Head head) {
        int outputs = network.outputs();
        if (!labels.isEmpty() && labels.size() != outputs) {
            throw failure(
                    network,
                    String.format(
                            Locale.ROOT,
                            "the network has %,d outputs, but the setting \"Labels\" has %,d names. Enter one for each "
                                    + "output, or none",
                            outputs,
                            labels.size()));
        }
        return !labels.isEmpty() ? labels : network.labels().orElseGet(() -> numbered(network, head));
    }

    private List<String> numbered(ForeignNetwork network, Head head) {
        int outputs = network.outputs();
        if (labelType != LabelType.BOOLEAN || head instanceof Values) {
            return IntStream.range(0, outputs).mapToObj(Integer::toString).toList();
        }
        if (outputs != 2) {
            throw failure(
                    network,
                    String.format(
                            Locale.ROOT,
                            "there are two boolean labels, but the network has %,d output%s. Select another type in "
                                    + "the setting \"Label type\"",
                            outputs,
                            outputs == 1 ? "" : "s"));
        }
        return List.of("false", "true");
    }

    private Preprocessing preprocessing(ForeignNetwork network) {
        if (scaling.isPresent() && !network.preprocessing().equals(Preprocessing.NONE)) {
            throw failure(
                    network,
                    "the network already scales its values (%s). Select no further scaling in the setting \"Scaling\""
                            .formatted(network.preprocessing()));
        }
        return scaling.orElse(network.preprocessing());
    }

    private static SeqNetException failure(ForeignNetwork network, String fault) {
        return new SeqNetException("%s: %s.".formatted(network.file(), fault));
    }
}
