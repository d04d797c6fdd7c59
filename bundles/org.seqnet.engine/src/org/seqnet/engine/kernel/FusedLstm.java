package org.seqnet.engine.kernel;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.recurrent.FwdPassReturn;
import org.deeplearning4j.nn.layers.recurrent.LSTMHelper;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.activations.impl.ActivationTanH;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.seqnet.engine.network.Cell;

/**
 * Puts a {@link RecurrentKernel} where Deeplearning4j looks for a faster implementation of its LSTM layer. What the
 * kernel cannot do (peepholes, other activations than tanh and sigmoid, other types than float, reversed time) it
 * hands back by returning null: Deeplearning4j then takes its own, plain path.
 */
final class FusedLstm implements LSTMHelper, AutoCloseable {

    /** The way to a kernel for a layer's shape, known only when its weights are first seen. */
    interface Kernels {
        RecurrentKernel create(LayerShape shape);
    }

    /** Marks a forward pass as one of ours, so that a backward pass knows whose it is. */
    private static final class FusedPass extends FwdPassReturn {}

    private final Kernels kernels;
    private final boolean inputGradientWanted;
    private RecurrentKernel kernel;

    /**
     * Describes the pass that the kernel keeps for back-propagation, which asks for it once more; null if there is
     * none.
     */
    private KeptPass kept;

    private record KeptPass(long address, long[] shape, long[] stride, LayerState initial, INDArray output) {
        boolean answers(INDArray input, LayerState state) {
            return address == addressOf(input)
                    && Arrays.equals(shape, input.shape())
                    && Arrays.equals(stride, input.stride())
                    && Arrays.equals(initial.output(), state.output())
                    && Arrays.equals(initial.cell(), state.cell());
        }
    }

    FusedLstm(Kernels kernels, boolean inputGradientWanted) {
        this.kernels = kernels;
        this.inputGradientWanted = inputGradientWanted;
    }

    @Override
    public FwdPassReturn activate(
            Layer layer,
            NeuralNetConfiguration conf,
            IActivation gateActivation,
            INDArray input,
            INDArray recurrentWeights,
            INDArray inputWeights,
            INDArray biases,
            boolean training,
            INDArray previousOutput,
            INDArray previousCell,
            boolean forBackprop,
            boolean forwards,
            String inputWeightKey,
            INDArray mask,
            boolean peepholes,
            LayerWorkspaceMgr workspaces) {
        IActivation activation = ((BaseLayer) conf.getLayer()).getActivationFn();
        if (!forwards
                || !checkSupported(gateActivation, activation, peepholes)
                || !isFloat(input, recurrentWeights, inputWeights, biases)
                || !isColumnMajor(inputWeights)
                || !isColumnMajor(recurrentWeights)) {
            kept = null;
            return null;
        }
        int sequences = (int) input.size(0);
        int timeSteps = (int) input.size(2);
        LayerShape shape = new LayerShape(Cell.LSTM, (int) inputWeights.size(0), (int) recurrentWeights.size(0));
        LayerState initial = new LayerState(rows(previousOutput), rows(previousCell));
        FusedPass pass = new FusedPass();
        if (forBackprop && kept != null && kept.answers(input, initial)) {
            pass.fwdPassOutput = kept.output();
        } else {
            if (kernel == null || !kernel.shape().equals(shape)) {
                close();
                kernel = kernels.create(shape);
            }
            kept = null;
            // By step, then by sequence: the kernel's own order. Shape N x H x T, as Deeplearning4j expects it.
            pass.fwdPassOutput = workspaces
                    .createUninitialized(
                            ArrayType.ACTIVATIONS,
                            DataType.FLOAT,
                            new long[] {timeSteps, sequences, shape.units()},
                            'c')
                    .permute(1, 2, 0);
            LayerInput source = LayerInput.of(view(input)).startingAt(initial);
            if (mask != null) {
                source = source.masked(rows(mask));
            }
            kernel.forward(
                    new LayerParameters(buffer(inputWeights), buffer(recurrentWeights), buffer(biases)),
                    source,
                    view(pass.fwdPassOutput),
                    training || forBackprop);
            if (training && !forBackprop) {
                kept = new KeptPass(addressOf(input), input.shape(), input.stride(), initial, pass.fwdPassOutput);
            }
        }
        if (forBackprop) {
            // Used once: the next mini-batch may lie at the same address.
            kept = null;
        }
        LayerState last = LayerState.zeros(sequences, shape);
        kernel.copyLastState(last);
        pass.lastAct = array(last.output(), sequences, shape.units(), workspaces);
        pass.lastMemCell = array(last.cell(), sequences, shape.units(), workspaces);
        pass.prevAct = previousOutput;
        pass.prevMemCell = previousCell;
        return pass;
    }

    @Override
    public Pair<Gradient, INDArray> backpropGradient(
            NeuralNetConfiguration conf,
            IActivation gateActivation,
            INDArray input,
            INDArray recurrentWeights,
            INDArray inputWeights,
            INDArray epsilon,
            boolean truncated,
            int truncatedLength,
            FwdPassReturn pass,
            boolean forwards,
            String inputWeightKey,
            String recurrentWeightKey,
            String biasWeightKey,
            Map<String, INDArray> gradientViews,
            INDArray mask,
            boolean peepholes,
            LayerWorkspaceMgr workspaces) {
        if (!(pass instanceof FusedPass)) {
            return null;
        }
        int sequences = (int) input.size(0);
        int timeSteps = (int) input.size(2);
        int inputs = kernel.shape().inputs();
        INDArray inputGradient = workspaces
                .createUninitialized(
                        ArrayType.ACTIVATION_GRAD, DataType.FLOAT, new long[] {timeSteps, sequences, inputs}, 'c')
                .permute(1, 2, 0);
        INDArray dw = gradientViews.get(inputWeightKey);
        INDArray dr = gradientViews.get(recurrentWeightKey);
        INDArray db = gradientViews.get(biasWeightKey);
        if (!isColumnMajor(dw) || !isColumnMajor(dr)) {
            throw new IllegalStateException("The gradients of an LSTM layer are not laid out column by column.");
        }
        kernel.backward(
                view(epsilon),
                truncated ? Math.max(0, timeSteps - truncatedLength) : 0,
                inputGradientWanted ? Optional.of(view(inputGradient)) : Optional.empty(),
                new LayerParameters(buffer(dw), buffer(dr), buffer(db)));
        if (!inputGradientWanted) {
            inputGradient.assign(0);
        }
        Gradient gradient = new DefaultGradient();
        gradient.gradientForVariable().put(inputWeightKey, dw);
        gradient.gradientForVariable().put(recurrentWeightKey, dr);
        gradient.gradientForVariable().put(biasWeightKey, db);
        return new Pair<>(gradient, inputGradient);
    }

    @Override
    public boolean checkSupported(IActivation gateActivation, IActivation activation, boolean peepholes) {
        return !peepholes && gateActivation instanceof ActivationSigmoid && activation instanceof ActivationTanH;
    }

    @Override
    public boolean checkSupported() {
        return true;
    }

    @Override
    public Map<String, Long> helperMemoryUse() {
        return Map.of();
    }

    @Override
    public void close() {
        kept = null;
        if (kernel != null) {
            kernel.close();
            kernel = null;
        }
    }

    private static boolean isFloat(INDArray... arrays) {
        return Arrays.stream(arrays).allMatch(array -> array.dataType() == DataType.FLOAT);
    }

    private static boolean isColumnMajor(INDArray matrix) {
        return matrix.rank() == 2
                && (matrix.size(0) == 1 || matrix.stride(0) == 1)
                && (matrix.size(1) == 1 || matrix.stride(1) == matrix.size(0));
    }

    private static float[] rows(INDArray matrix) {
        int rows = (int) matrix.size(0);
        int width = (int) matrix.size(1);
        float[] values = new float[rows * width];
        INDArray floats = matrix.castTo(DataType.FLOAT);
        SequenceView view =
                new SequenceView(buffer(floats), 0, rows, 1, width, stride(floats, 0), 0, stride(floats, 1));
        view.read(0, 0, rows, values, 0, width);
        return values;
    }

    private static INDArray array(float[] values, int rows, int width, LayerWorkspaceMgr workspaces) {
        INDArray array =
                workspaces.createUninitialized(ArrayType.FF_WORKING_MEM, DataType.FLOAT, new long[] {rows, width}, 'c');
        buffer(array).put(0, values);
        return array;
    }

    /** Views an array of shape N x F x T. */
    private static SequenceView view(INDArray array) {
        return new SequenceView(
                buffer(array),
                0,
                (int) array.size(0),
                (int) array.size(2),
                (int) array.size(1),
                stride(array, 0),
                stride(array, 2),
                stride(array, 1));
    }

    private static int stride(INDArray array, int axis) {
        return array.size(axis) == 1 ? 0 : Math.toIntExact(array.stride(axis));
    }

    /** Maps the memory from the array's first value to its last one. */
    private static FloatBuffer buffer(INDArray array) {
        long length = 1;
        for (int axis = 0; axis < array.rank(); axis++) {
            length += (array.size(axis) - 1) * Math.abs(array.stride(axis));
        }
        return new Memory(addressOf(array), Math.toIntExact(length))
                .asByteBuffer()
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer();
    }

    /** data().address() is that of the buffer which the array is a view of. */
    private static long addressOf(INDArray array) {
        return array.data().address() + Float.BYTES * array.offset();
    }

    private static final class Memory extends FloatPointer {
        Memory(long start, long length) {
            address = start;
            capacity = length;
            limit = length;
        }
    }
}
