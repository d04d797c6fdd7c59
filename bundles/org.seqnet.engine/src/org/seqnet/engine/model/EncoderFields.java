package org.seqnet.engine.model;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;

/** An encoder as fields of a model file. */
final class EncoderFields {
    private static final String KEY = "architecture";
    private static final String RECURRENT = "recurrent";
    private static final String CONVOLUTIONAL = "convolutional";
    private static final String TEMPORAL = "temporal";
    private static final String COMPOSITION = "composition";
    private static final String ROCKET = "rocket";
    private static final String BIDIRECTIONAL = "recurrent.bidirectional";
    private static final String POOLING = "recurrent.pooling";
    private static final String BATCH_NORMALIZATION = "batchNormalization.";

    private EncoderFields() {}

    /** Returns the first version of the format that has such an encoder. */
    static int version(Encoder encoder) {
        return encoder.fold(
                recurrent -> recurrent.bidirectional() || recurrent.pooling() != Pooling.LAST_STEP
                        ? 9
                        : version(recurrent.cell()),
                convolutional -> convolutional.blocks().stream().anyMatch(ConvolutionBlock::batchNormalization) ? 5 : 4,
                temporal -> 9,
                composition -> 9,
                rocket -> 9);
    }

    private static int version(Cell cell) {
        return switch (cell) {
            case LSTM -> 1;
            case RNN_TANH, RNN_RELU -> 4;
            case GRU -> 9;
        };
    }

    static Fields write(Encoder encoder, Fields fields) {
        return encoder.fold(
                recurrent -> write(recurrent, fields),
                convolutional -> write(convolutional, fields),
                temporal -> write(temporal, fields.with(KEY, TEMPORAL)),
                composition -> {
                    write(composition.recurrent(), fields);
                    return write(composition.convolutional(), fields.with(KEY, COMPOSITION));
                },
                rocket -> RocketFields.write(rocket, fields.with(KEY, ROCKET)));
    }

    private static Fields write(Recurrent recurrent, Fields fields) {
        fields.with(KEY, RECURRENT)
                .with("recurrent.cell", recurrent.cell().name())
                .with("recurrent.layers", recurrent.layers())
                .with("recurrent.hiddenUnits", recurrent.hiddenUnits())
                .with("recurrent.dropout", recurrent.dropout());
        if (recurrent.cell().hasForgetGates()) {
            fields.with("recurrent.forgetGateBias", recurrent.forgetGateBias());
        }
        if (recurrent.bidirectional()) {
            fields.with(BIDIRECTIONAL, true);
        }
        if (recurrent.pooling() != Pooling.LAST_STEP) {
            fields.with(POOLING, recurrent.pooling().name());
        }
        return fields;
    }

    private static Fields write(TemporalConvolutional temporal, Fields fields) {
        return fields.with("temporal.design", temporal.design().name())
                .with("temporal.filters", temporal.filters())
                .with("temporal.depth", temporal.depth())
                .with("temporal.kernelSize", temporal.kernelSize())
                .with("temporal.dilationGrowth", temporal.dilationGrowth())
                .with("temporal.dropout", temporal.dropout());
    }

    private static Fields write(Convolutional convolutional, Fields fields) {
        fields.with(KEY, CONVOLUTIONAL)
                .with("convolutional.channels", convolutional.channels())
                .with("convolutional.denseUnits", convolutional.denseUnits())
                .with("convolutional.denseDropout", convolutional.denseDropout())
                .with("convolutional.blocks", convolutional.blocks().size());
        for (int i = 0; i < convolutional.blocks().size(); i++) {
            fields.with("block." + (i + 1), line(convolutional.blocks().get(i)));
            if (convolutional.blocks().get(i).batchNormalization()) {
                fields.with(BATCH_NORMALIZATION + (i + 1), true);
            }
        }
        return fields;
    }

    /** Returns filters, kernel size, stride, pooling and dropout. */
    private static String line(ConvolutionBlock block) {
        return block.filters() + " " + block.kernelSize() + " " + block.stride() + " " + block.pooling() + " "
                + block.dropout();
    }

    /** Reads the encoder, which is of one of the kinds that there were in this version. */
    static Encoder read(Fields fields, int version) throws MalformedModelException {
        var known = known(version);
        var kind = fields.take(KEY, "a known architecture: " + String.join(", ", known), name -> {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(name);
            }
            return name;
        });
        return switch (kind) {
            case CONVOLUTIONAL -> convolutional(fields, version);
            case TEMPORAL -> temporal(fields);
            case COMPOSITION -> new Composition(recurrent(fields, version), temporal(fields));
            case ROCKET -> RocketFields.read(fields);
            default -> recurrent(fields, version);
        };
    }

    private static List<String> known(int version) {
        if (version < 4) {
            return List.of(RECURRENT);
        }
        return version < 9
                ? List.of(RECURRENT, CONVOLUTIONAL)
                : List.of(RECURRENT, CONVOLUTIONAL, TEMPORAL, COMPOSITION, ROCKET);
    }

    private static TemporalConvolutional temporal(Fields fields) throws MalformedModelException {
        return new TemporalConvolutional(
                fields.takeEnum("temporal.design", Design.class, EnumSet.allOf(Design.class)),
                fields.takeInt("temporal.filters"),
                fields.takeInt("temporal.depth"),
                fields.takeInt("temporal.kernelSize"),
                fields.takeInt("temporal.dilationGrowth"),
                fields.takeDouble("temporal.dropout"));
    }

    /** Reads a convolutional network; since version 5, a block may have batch normalization. */
    private static Convolutional convolutional(Fields fields, int version) throws MalformedModelException {
        int channels = fields.takeInt("convolutional.channels");
        int units = fields.takeInt("convolutional.denseUnits");
        double dropout = fields.takeDouble("convolutional.denseDropout");
        int announced = fields.takeInt("convolutional.blocks");
        var blocks = new ArrayList<ConvolutionBlock>();
        while (fields.has("block." + (blocks.size() + 1))) {
            int number = blocks.size() + 1;
            boolean normalized = version > 4
                    && fields.has(BATCH_NORMALIZATION + number)
                    && fields.takeTruth(BATCH_NORMALIZATION + number);
            blocks.add(fields.take("block." + number, "a block of five numbers", line -> block(line, normalized)));
        }
        if (blocks.size() != announced) {
            throw fields.fault(announced + " convolution blocks declared, " + blocks.size() + " found.");
        }
        return new Convolutional(channels, blocks, units, dropout);
    }

    private static ConvolutionBlock block(String line, boolean normalized) {
        var parts = line.split(" ", -1);
        if (parts.length != 5) {
            throw new IllegalArgumentException(line);
        }
        return new ConvolutionBlock(
                Integer.parseInt(parts[0]),
                Integer.parseInt(parts[1]),
                Integer.parseInt(parts[2]),
                Integer.parseInt(parts[3]),
                normalized,
                Double.parseDouble(parts[4]));
    }

    /**
     * Reads a recurrent network with one of the cells that there were in this version; since version 9, it may read in
     * two directions and pool the time steps.
     */
    private static Recurrent recurrent(Fields fields, int version) throws MalformedModelException {
        var cells = EnumSet.allOf(Cell.class);
        cells.removeIf(cell -> version(cell) > version);
        var cell = fields.takeEnum("recurrent.cell", Cell.class, cells);
        return new Recurrent(
                cell,
                fields.takeInt("recurrent.layers"),
                fields.takeInt("recurrent.hiddenUnits"),
                fields.takeDouble("recurrent.dropout"),
                cell.hasForgetGates() ? fields.takeDouble("recurrent.forgetGateBias") : 0,
                version > 8 && fields.has(BIDIRECTIONAL) && fields.takeTruth(BIDIRECTIONAL),
                version > 8 && fields.has(POOLING)
                        ? fields.takeEnum(POOLING, Pooling.class, EnumSet.allOf(Pooling.class))
                        : Pooling.LAST_STEP);
    }
}
