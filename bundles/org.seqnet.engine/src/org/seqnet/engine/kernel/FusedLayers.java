package org.seqnet.engine.kernel;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.recurrent.BidirectionalLayer;
import org.deeplearning4j.nn.layers.recurrent.LSTM;
import org.deeplearning4j.nn.layers.wrapper.BaseWrapperLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Makes the LSTM layers of a network run on a {@link RecurrentKernel}. The network stays what it was: the same
 * configuration, parameters and saved form.
 *
 * <p>Attach after {@code init()} or after loading, use the network from one thread at a time, and close when
 * training or prediction is over. A network whose layers were closed computes on, with Deeplearning4j's own
 * implementation.
 */
public final class FusedLayers implements AutoCloseable {

    private final MatrixProducts products;
    private final Workers workers;
    private final List<LSTM> layers = new ArrayList<>();
    private final List<FusedLstm> fused = new ArrayList<>();

    private FusedLayers(MatrixProducts products, Workers workers) {
        this.products = products;
        this.workers = workers;
    }

    /** Attaches kernels that share the machine's processors. */
    public static FusedLayers attach(MultiLayerNetwork network) {
        return attach(network, 0);
    }

    /** @param threads how many threads compute, the calling one included; 0 stands for all processors */
    public static FusedLayers attach(MultiLayerNetwork network, int threads) {
        MatrixProducts products = MatrixProducts.fastest();
        FusedLayers attached = new FusedLayers(products, new Workers(threads, products));
        boolean first = true;
        for (Layer layer : network.getLayers()) {
            attached.attach(layer, !first);
            first = false;
        }
        return attached;
    }

    /** Says how many LSTM layers were found. */
    public int size() {
        return layers.size();
    }

    private void attach(Layer layer, boolean inputGradientWanted) {
        if (layer instanceof BaseWrapperLayer) {
            attach((Layer) field(BaseWrapperLayer.class, "underlying", layer), inputGradientWanted);
        } else if (layer instanceof BidirectionalLayer) {
            attach((Layer) field(BidirectionalLayer.class, "fwd", layer), inputGradientWanted);
            attach((Layer) field(BidirectionalLayer.class, "bwd", layer), inputGradientWanted);
        } else if (layer instanceof LSTM lstm) {
            FusedLstm helper = new FusedLstm(shape -> new CpuKernel(shape, products, workers), inputGradientWanted);
            setHelper(lstm, helper);
            layers.add(lstm);
            fused.add(helper);
        }
    }

    @Override
    public void close() {
        layers.forEach(layer -> setHelper(layer, null));
        fused.forEach(FusedLstm::close);
        layers.clear();
        fused.clear();
        workers.close();
    }

    private static Object field(Class<?> type, String name, Object owner) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    type.getSimpleName() + " has no field '" + name
                            + "': this is not the Deeplearning4j that the kernels were made for.",
                    e);
        }
    }

    private static void setHelper(LSTM layer, FusedLstm helper) {
        try {
            Field field = LSTM.class.getDeclaredField("helper");
            field.setAccessible(true);
            field.set(layer, helper);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(
                    "LSTM has no field 'helper': this is not the Deeplearning4j that the kernels " + "were made for.",
                    e);
        }
    }
}
