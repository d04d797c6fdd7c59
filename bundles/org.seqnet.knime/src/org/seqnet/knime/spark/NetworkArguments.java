package org.seqnet.knime.spark;

import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.TemporalConvolutional;
import org.seqnet.knime.learner.LearningPlan;

/** States a network as arguments of {@code train}, every setting of it: a default may differ there. */
final class NetworkArguments {
    private static final String TYPE = "--network-type";

    private NetworkArguments() {}

    /** Adds the network of a plan. */
    static void add(LearningPlan plan, Arguments arguments) {
        plan.encoder()
                .fold(
                        recurrent -> recurrent(recurrent, arguments),
                        convolutional -> images(convolutional, plan, arguments),
                        temporal -> temporal(temporal, arguments),
                        composition -> temporal(composition.convolutional(), arguments)
                                .with("--lstm-units", composition.recurrent().hiddenUnits())
                                .with("--lstm-dropout", composition.recurrent().dropout()),
                        rocket -> {
                            throw new IllegalStateException("MiniRocket is fitted at once, not on Spark");
                        });
        if (plan.members() > 1) {
            arguments.with("--members", plan.members());
        }
    }

    private static Arguments recurrent(Recurrent recurrent, Arguments arguments) {
        switch (recurrent.cell()) {
            case LSTM -> arguments.with(TYPE, "lstm").with("--forget-gate-bias", recurrent.forgetGateBias());
            case GRU -> arguments.with(TYPE, "gru");
            case RNN_TANH, RNN_RELU -> arguments
                    .with(TYPE, "rnn")
                    .with("--activation", recurrent.cell() == Cell.RNN_TANH ? "tanh" : "relu");
        }
        return arguments
                .with("--layers", recurrent.layers())
                .with("--hidden-units", recurrent.hiddenUnits())
                .flag("--bidirectional", recurrent.bidirectional())
                .with("--pooling", TrainArguments.word(recurrent.pooling()))
                .with("--dropout", recurrent.dropout());
    }

    private static Arguments temporal(TemporalConvolutional temporal, Arguments arguments) {
        return arguments
                .with(TYPE, TrainArguments.word(temporal.design()))
                .with("--filters", temporal.filters())
                .with("--depth", temporal.depth())
                .with("--kernel-size", temporal.kernelSize())
                .with("--dilation-growth", temporal.dilationGrowth())
                .with("--dropout", temporal.dropout());
    }

    private static Arguments images(Convolutional images, LearningPlan plan, Arguments arguments) {
        arguments.with(TYPE, plan.labelPath().isPresent() ? "cnn-rnn" : "cnn").with("--channels", images.channels());
        images.blocks().forEach(block -> arguments.with("--block", block(block)));
        arguments.with("--dense-units", images.denseUnits()).with("--dense-dropout", images.denseDropout());
        plan.labelPath().ifPresent(path -> path(path, arguments));
        return arguments;
    }

    private static String block(ConvolutionBlock block) {
        return "filters=%d,kernel=%d,stride=%d,pooling=%d,normalization=%s,dropout=%s"
                .formatted(
                        block.filters(),
                        block.kernelSize(),
                        block.stride(),
                        block.pooling(),
                        block.batchNormalization(),
                        block.dropout());
    }

    private static void path(LabelPath path, Arguments arguments) {
        arguments
                .with("--label-embedding-size", path.embeddingSize())
                .with("--label-lstm-units", path.hiddenUnits())
                .with("--label-order", path.isOrderFree() ? "order-free" : "frequent-first");
    }
}
