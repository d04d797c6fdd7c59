package org.seqnet.engine.network.dl4j;

import org.deeplearning4j.nn.conf.CNN2DFormat;
import org.deeplearning4j.nn.conf.ConvolutionMode;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration.ListBuilder;
import org.deeplearning4j.nn.conf.RNNFormat;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.distribution.OrthogonalDistribution;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseRecurrentLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.ConvolutionLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.GlobalPoolingLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.PoolingType;
import org.deeplearning4j.nn.conf.layers.SubsamplingLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional.Mode;
import org.deeplearning4j.nn.conf.layers.recurrent.LastTimeStep;
import org.deeplearning4j.nn.conf.layers.recurrent.SimpleRnn;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.network.Architecture;
import org.seqnet.engine.network.Cell;
import org.seqnet.engine.network.ConvolutionBlock;
import org.seqnet.engine.network.Convolutional;
import org.seqnet.engine.network.Pooling;
import org.seqnet.engine.network.Recurrent;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.sequence.SequenceShape;

/** Turns architectures into Deeplearning4j's configurations; what it makes is plain and saves as such. */
final class Configurations {
    private Configurations() {}

    /**
     * Says whether Deeplearning4j computes such networks here for sequences of any length. Values are ours alone: what
     * is not known of them has no place in its labels.
     */
    static boolean has(Architecture architecture) {
        boolean hasEncoder = architecture
                .encoder()
                .fold(
                        recurrent -> recurrent.cell() != Cell.GRU
                                && !recurrent.bidirectional()
                                && recurrent.pooling() == Pooling.LAST_STEP,
                        convolutional -> true,
                        temporal -> false,
                        composition -> false,
                        rocket -> false);
        return hasEncoder
                && architecture.embedding().isEmpty()
                && architecture
                        .head()
                        .<Boolean>fold(
                                classes -> true, independent -> true, path -> false, values -> false, steps -> false);
    }

    private static SeqNetException refused(String networks) {
        return new SeqNetException(
                "Deeplearning4j does not support " + networks + ". Select the Sequence Networks format.");
    }

    /**
     * Returns the configuration that gives N x K, and reads N x T x F if the network is recurrent, N x C x H x W if it
     * is convolutional.
     *
     * @throws SeqNetException if Deeplearning4j has no such network
     */
    static MultiLayerConfiguration of(
            Architecture architecture, SequenceShape input, IUpdater updater, double l2, DataType dataType) {
        if (architecture.members() > 1) {
            throw refused("ensembles of networks");
        }
        if (architecture.embedding().isPresent()) {
            throw refused("symbol embeddings beside features of a time step");
        }
        var layers = new NeuralNetConfiguration.Builder()
                .dataType(dataType)
                .updater(updater)
                .l2(l2)
                .weightInit(WeightInit.XAVIER)
                .trainingWorkspaceMode(WorkspaceMode.ENABLED)
                .inferenceWorkspaceMode(WorkspaceMode.ENABLED)
                .list();
        var all = architecture
                .encoder()
                .fold(
                        recurrent -> recurrent(layers, recurrent, input),
                        convolutional -> convolutional(layers, convolutional, input),
                        temporal -> {
                            throw refused("Sequence CNN networks");
                        },
                        composition -> {
                            throw refused("Sequence CNN networks");
                        },
                        rocket -> {
                            throw refused("Rocket networks");
                        });
        int outputs = architecture.encoder().outputs();
        var output = architecture
                .head()
                .fold(
                        classes -> output(LossFunction.MCXENT, Activation.SOFTMAX, outputs, classes.count()),
                        independent -> output(LossFunction.XENT, Activation.SIGMOID, outputs, independent.labels()),
                        path -> {
                            throw refused("networks that predict label paths");
                        },
                        values -> output(loss(values), Activation.IDENTITY, outputs, values.outputs()),
                        steps -> {
                            throw refused("networks that predict a label per time step");
                        });
        return all.layer(output).build();
    }

    private static LossFunction loss(Values values) {
        if (values.forecast().isPresent()) {
            throw refused("networks that forecast values");
        }
        return values.loss()
                .fold(
                        squared -> LossFunction.MSE,
                        absolute -> LossFunction.MEAN_ABSOLUTE_ERROR,
                        huber -> {
                            throw refused("the Huber loss");
                        },
                        quantiles -> {
                            throw refused("quantiles");
                        });
    }

    private static OutputLayer output(LossFunction loss, Activation activation, int inputs, int outputs) {
        return new OutputLayer.Builder(loss)
                .name("output")
                .nIn(inputs)
                .nOut(outputs)
                .activation(activation)
                .build();
    }

    private static ListBuilder convolutional(ListBuilder layers, Convolutional convolutional, SequenceShape input) {
        var image = convolutional.images(input).get(0);
        int channels = image.channels();
        for (int number = 1; number <= convolutional.blocks().size(); number++) {
            var block = convolutional.blocks().get(number - 1);
            layers.layer(new ConvolutionLayer.Builder()
                    .name("convolution" + number)
                    .nIn(channels)
                    .nOut(block.filters())
                    .kernelSize(block.kernelSize(), block.kernelSize())
                    .stride(block.stride(), block.stride())
                    .padding(block.padding(), block.padding())
                    .convolutionMode(ConvolutionMode.Truncate)
                    .hasBias(!block.batchNormalization())
                    .activation(block.batchNormalization() ? Activation.IDENTITY : Activation.RELU)
                    .weightInit(WeightInit.RELU)
                    .build());
            if (block.batchNormalization()) {
                layers.layer(new BatchNormalization.Builder()
                        .name("normalization" + number)
                        .nOut(block.filters())
                        .eps(ConvolutionBlock.EPSILON)
                        .decay(ConvolutionBlock.DECAY)
                        .useLogStd(false)
                        .build());
                layers.layer(new ActivationLayer.Builder()
                        .activation(Activation.RELU)
                        .name("activation" + number)
                        .build());
            }
            if (block.pooling() > 1) {
                layers.layer(new SubsamplingLayer.Builder(PoolingType.MAX)
                        .name("pooling" + number)
                        .kernelSize(block.pooling(), block.pooling())
                        .stride(block.pooling(), block.pooling())
                        .convolutionMode(ConvolutionMode.Truncate)
                        .build());
            }
            if (block.dropout() > 0) {
                layers.layer(dropout("dropout" + number, block.dropout()));
            }
            channels = block.filters();
        }
        layers.layer(new DenseLayer.Builder()
                .name("dense")
                .nOut(convolutional.denseUnits())
                .activation(Activation.RELU)
                .weightInit(WeightInit.RELU)
                .build());
        if (convolutional.denseDropout() > 0) {
            layers.layer(dropout("dropout", convolutional.denseDropout()));
        }
        layers.setInputType(InputType.convolutional(image.height(), image.width(), image.channels(), CNN2DFormat.NCHW));
        return layers;
    }

    private static ListBuilder recurrent(ListBuilder layers, Recurrent recurrent, SequenceShape input) {
        requirePooling(recurrent, input);
        int inputs = input.features();
        for (int number = 1; number <= recurrent.layers(); number++) {
            boolean isLast = number == recurrent.layers();
            Layer layer = layer(recurrent, number, inputs);
            layers.layer(
                    recurrent.bidirectional()
                            ? new Bidirectional(Mode.CONCAT, layer)
                            : isLast && recurrent.pooling() == Pooling.LAST_STEP ? new LastTimeStep(layer) : layer);
            if (isLast && recurrent.pooling() == Pooling.MEAN) {
                layers.layer(new GlobalPoolingLayer.Builder(PoolingType.AVG)
                        .name("pooling")
                        .poolingDimensions(1)
                        .build());
            }
            if (recurrent.dropout() > 0) {
                layers.layer(dropout("dropout" + number, recurrent.dropout()));
            }
            inputs = recurrent.outputs();
        }
        return layers;
    }

    /*
     * Deeplearning4j M2.1 cannot train two directions that each hand on a last step (BidirectionalLayer takes gradients
     * of all steps only). With time before features, its pooling fails where sequences are masked, and its dropout
     * behind the mean of a plain layer.
     */
    private static void requirePooling(Recurrent recurrent, SequenceShape input) {
        if (recurrent.pooling() == Pooling.ATTENTION) {
            throw refused("attention over time steps");
        }
        if (recurrent.pooling() == Pooling.MEAN && input.isAnyLength()) {
            throw refused("the mean over time steps of sequences of any length");
        }
        if (recurrent.pooling() == Pooling.MEAN && recurrent.drops() && !recurrent.bidirectional()) {
            throw refused("the mean over time steps of unidirectional layers with dropout");
        }
        if (recurrent.pooling() == Pooling.LAST_STEP && recurrent.bidirectional()) {
            throw refused("bidirectional networks that use the last time step");
        }
    }

    private static Layer layer(Recurrent recurrent, int number, int inputs) {
        return switch (recurrent.cell()) {
            case LSTM -> shaped(new LSTM.Builder(), recurrent, number, inputs)
                    .activation(Activation.TANH)
                    .gateActivationFunction(Activation.SIGMOID)
                    .forgetGateBiasInit(recurrent.forgetGateBias())
                    .build();
            case GRU -> throw refused("GRU networks");
            case RNN_TANH -> shaped(new SimpleRnn.Builder(), recurrent, number, inputs)
                    .activation(Activation.TANH)
                    .weightInitRecurrent(new OrthogonalDistribution(1.0))
                    .build();
            case RNN_RELU -> shaped(new SimpleRnn.Builder(), recurrent, number, inputs)
                    .activation(Activation.RELU)
                    .weightInitRecurrent(WeightInit.IDENTITY)
                    .build();
        };
    }

    private static <B extends BaseRecurrentLayer.Builder<B>> B shaped(
            B builder, Recurrent recurrent, int number, int inputs) {
        return builder.name(recurrent.cell().layerName(number))
                .nIn(inputs)
                .nOut(recurrent.hiddenUnits())
                .dataFormat(RNNFormat.NWC);
    }

    /*
     * A layer of its own: with time before features, LSTM's own dropout is lost on the second of the two forward passes
     * that Deeplearning4j M2.1 makes in training (LSTM.activateHelper puts the undropped input back).
     */
    private static Layer dropout(String name, double dropped) {
        // Deeplearning4j counts what is kept.
        return new DropoutLayer.Builder(1 - dropped).name(name).build();
    }
}
