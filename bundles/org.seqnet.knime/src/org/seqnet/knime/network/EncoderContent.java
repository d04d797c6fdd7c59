package org.seqnet.knime.network;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.knime.core.node.InvalidSettingsException;
import org.knime.core.node.ModelContentWO;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.Composition;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.LinearClassifier;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Rocket;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.engine.network.TemporalConvolutional.Design;

/** An encoder as plain fields of a port's spec. */
final class EncoderContent {
    private static final String KIND = "kind";
    private static final String RECURRENT = "recurrent";
    private static final String CONVOLUTIONAL = "convolutional";
    private static final String TEMPORAL = "temporal";
    private static final String COMPOSITION = "composition";
    private static final String ROCKET = "rocket";

    private static final String BIDIRECTIONAL = "bidirectional";
    private static final String POOLING = "pooling";
    private static final String BATCH_NORMALIZATION = "batchNormalization";

    private EncoderContent() {}

    static ModelContentWO save(Encoder encoder, ModelContentWO content) {
        return encoder.fold(
                recurrent -> save(recurrent, content),
                convolutional -> save(convolutional, content),
                temporal -> save(temporal, content),
                composition -> save(composition, content),
                rocket -> save(rocket, content));
    }

    private static ModelContentWO save(Recurrent recurrent, ModelContentWO content) {
        content.addString(KIND, RECURRENT);
        content.addString("cell", recurrent.cell().name());
        content.addInt("layers", recurrent.layers());
        content.addInt("hiddenUnits", recurrent.hiddenUnits());
        content.addDouble("dropout", recurrent.dropout());
        content.addDouble("forgetGateBias", recurrent.forgetGateBias());
        content.addBoolean(BIDIRECTIONAL, recurrent.bidirectional());
        content.addString(POOLING, recurrent.pooling().name());
        return content;
    }

    private static ModelContentWO save(Convolutional convolutional, ModelContentWO content) {
        content.addString(KIND, CONVOLUTIONAL);
        content.addInt("channels", convolutional.channels());
        content.addInt("denseUnits", convolutional.denseUnits());
        content.addDouble("denseDropout", convolutional.denseDropout());
        var blocks = convolutional.blocks();
        content.addIntArray("filters", ints(blocks, ConvolutionBlock::filters));
        content.addIntArray("kernelSizes", ints(blocks, ConvolutionBlock::kernelSize));
        content.addIntArray("strides", ints(blocks, ConvolutionBlock::stride));
        content.addIntArray("pooling", ints(blocks, ConvolutionBlock::pooling));
        var normalization = new boolean[blocks.size()];
        for (int i = 0; i < normalization.length; i++) {
            normalization[i] = blocks.get(i).batchNormalization();
        }
        content.addBooleanArray(BATCH_NORMALIZATION, normalization);
        content.addDoubleArray(
                "dropout",
                blocks.stream().mapToDouble(ConvolutionBlock::dropout).toArray());
        return content;
    }

    private static ModelContentWO save(Rocket rocket, ModelContentWO content) {
        content.addString(KIND, ROCKET);
        content.addInt("features", rocket.features());
        content.addInt("timeSteps", rocket.timeSteps());
        content.addLong("seed", rocket.seed());
        content.addString("classifier", rocket.classifier().name());
        return content;
    }

    private static ModelContentWO save(TemporalConvolutional temporal, ModelContentWO content) {
        content.addString(KIND, TEMPORAL);
        content.addString("design", temporal.design().name());
        content.addInt("filters", temporal.filters());
        content.addInt("depth", temporal.depth());
        content.addInt("kernelSize", temporal.kernelSize());
        content.addInt("dilationGrowth", temporal.dilationGrowth());
        content.addDouble("dropout", temporal.dropout());
        return content;
    }

    private static ModelContentWO save(Composition composition, ModelContentWO content) {
        content.addString(KIND, COMPOSITION);
        save(composition.recurrent(), content.addModelContent(RECURRENT));
        save(composition.convolutional(), content.addModelContent(TEMPORAL));
        return content;
    }

    private static int[] ints(List<ConvolutionBlock> blocks, ToIntFunction<ConvolutionBlock> setting) {
        return blocks.stream().mapToInt(setting).toArray();
    }

    static Encoder load(SpecFields fields) throws InvalidSettingsException {
        var kind = fields.text(KIND);
        try {
            return switch (kind) {
                case RECURRENT -> recurrent(fields);
                case CONVOLUTIONAL -> convolutional(fields);
                case TEMPORAL -> temporal(fields);
                case COMPOSITION -> new Composition(
                        recurrent(fields.group(RECURRENT)), temporal(fields.group(TEMPORAL)));
                case ROCKET -> rocket(fields);
                default -> throw SpecFields.unknown("architecture", kind);
            };
        } catch (SeqNetException e) {
            throw new InvalidSettingsException("The network's architecture is damaged: " + e.getMessage(), e);
        }
    }

    private static Rocket rocket(SpecFields fields) throws InvalidSettingsException {
        return new Rocket(
                fields.integer("features"),
                fields.integer("timeSteps"),
                fields.longInteger("seed"),
                fields.choice("classifier", "classifier", LinearClassifier.values()));
    }

    private static Recurrent recurrent(SpecFields fields) throws InvalidSettingsException {
        return new Recurrent(
                fields.choice("cell", "cell", Cell.values()),
                fields.integer("layers"),
                fields.integer("hiddenUnits"),
                fields.number("dropout"),
                fields.number("forgetGateBias"),
                // specs of before have neither
                fields.has(BIDIRECTIONAL) && fields.truth(BIDIRECTIONAL),
                fields.has(POOLING) ? fields.choice(POOLING, "pooling", Pooling.values()) : Pooling.LAST_STEP);
    }

    private static TemporalConvolutional temporal(SpecFields fields) throws InvalidSettingsException {
        return new TemporalConvolutional(
                fields.choice("design", "design", Design.values()),
                fields.integer("filters"),
                fields.integer("depth"),
                fields.integer("kernelSize"),
                fields.integer("dilationGrowth"),
                fields.number("dropout"));
    }

    private static Convolutional convolutional(SpecFields fields) throws InvalidSettingsException {
        int[] filters = fields.integers("filters");
        int[] kernelSizes = fields.integers("kernelSizes");
        int[] strides = fields.integers("strides");
        int[] pooling = fields.integers("pooling");
        // Specs of before there was any have no such entry.
        boolean[] normalization =
                fields.has(BATCH_NORMALIZATION) ? fields.truths(BATCH_NORMALIZATION) : new boolean[filters.length];
        double[] dropout = fields.numbers("dropout");
        if (IntStream.of(kernelSizes.length, strides.length, pooling.length, normalization.length, dropout.length)
                .anyMatch(length -> length != filters.length)) {
            throw new SeqNetException("Some convolution blocks lack settings.");
        }
        var blocks = IntStream.range(0, filters.length)
                .mapToObj(i -> new ConvolutionBlock(
                        filters[i], kernelSizes[i], strides[i], pooling[i], normalization[i], dropout[i]))
                .toList();
        return new Convolutional(
                fields.integer("channels"), blocks, fields.integer("denseUnits"), fields.number("denseDropout"));
    }
}
