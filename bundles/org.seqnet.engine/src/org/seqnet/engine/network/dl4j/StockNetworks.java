package org.seqnet.engine.network.dl4j;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AMSGrad;
import org.nd4j.linalg.learning.config.AdaGrad;
import org.nd4j.linalg.learning.config.AdaMax;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nadam;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.seqnet.engine.backend.Backend;
import org.seqnet.engine.network.Values;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.trained.TrainedNetwork;

/** Turns trained networks into plain Deeplearning4j ones, as its own users would have built and trained them. */
public final class StockNetworks {
    private StockNetworks() {}

    /**
     * Returns a network with the parameters, the updater and its state, ready to predict or to learn on. One that
     * predicts values gives them in their own unit; its updater is fresh.
     */
    public static MultiLayerNetwork of(TrainedNetwork trained) {
        Backend.start();
        var options = trained.provenance().options();
        var network = new MultiLayerNetwork(Configurations.of(
                trained.architecture(),
                trained.input().preprocessed(),
                updater(options.updater(), options.learningRate()),
                options.l2(),
                DataType.FLOAT));
        network.init(Nd4j.createFromArray(parameters(trained)), false);
        network.setIterationCount(Math.toIntExact(trained.steps()));
        network.setEpochCount(trained.provenance().bestEpoch());
        var state = trained.architecture().head() instanceof Values
                ? new float[0]
                : stateInBlocks(trained, ParameterRanges.of(network));
        var stateView = network.getUpdater().getStateViewArray();
        if (stateView != null && stateView.length() == state.length) {
            stateView.assign(Nd4j.createFromArray(state).reshape(stateView.shape()));
        }
        return network;
    }

    private static float[] parameters(TrainedNetwork trained) {
        var parameters = trained.parameters();
        if (trained.architecture().head() instanceof Values values) {
            int outputs = values.outputs();
            int inputs = trained.architecture().encoder().outputs();
            int biases = parameters.length - outputs;
            int weights = biases - inputs * outputs;
            for (int k = 0; k < outputs; k++) {
                var standard = values.standard(k);
                for (int i = 0; i < inputs; i++) {
                    parameters[weights + k * inputs + i] *= (float) standard.deviation();
                }
                parameters[biases + k] = (float) standard.inOwnUnit(parameters[biases + k]);
            }
        }
        return parameters;
    }

    /**
     * Returns the updater's state as Deeplearning4j keeps it: that of each stretch between statistics by itself, and
     * none for these.
     */
    private static float[] stateInBlocks(TrainedNetwork trained, ParameterRanges ranges) {
        var state = trained.updaterState();
        var blocks = FloatBuffer.allocate(state.length);
        for (var range : ranges.learned()) {
            for (int from = range.from(); from < state.length; from += ranges.count()) {
                blocks.put(state, from, range.to() - range.from());
            }
        }
        return Arrays.copyOf(blocks.array(), blocks.position());
    }

    /** Returns Deeplearning4j's form of an updater. */
    public static IUpdater updater(Updater updater, double learningRate) {
        return switch (updater) {
            case ADAM -> new Adam(learningRate);
            case NADAM -> new Nadam(learningRate);
            case AMSGRAD -> new AMSGrad(learningRate);
            case ADAMAX -> new AdaMax(learningRate);
            case RMSPROP -> new RmsProp(learningRate);
            case ADAGRAD -> new AdaGrad(learningRate);
            case NESTEROV -> new Nesterovs(learningRate, 0.9);
            case SGD -> new Sgd(learningRate);
        };
    }
}
