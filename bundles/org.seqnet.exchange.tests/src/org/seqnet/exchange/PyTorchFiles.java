package org.seqnet.exchange;

import java.util.List;
import java.util.stream.Stream;
import org.seqnet.engine.trained.TrainedNetwork;

/** The files of PyTorch for tests elsewhere. */
public final class PyTorchFiles {
    private PyTorchFiles() {}

    /** Returns all of its files of ONNX. */
    public static List<byte[]> onnx() {
        return PyTorchNetwork.names().stream()
                .flatMap(name -> Stream.of(name + ".onnx", name + ".legacy.onnx"))
                .map(PyTorchNetwork::resource)
                .toList();
    }

    /** Returns a network with a head for its answer. */
    public static TrainedNetwork completed(ForeignNetwork network) {
        return PyTorchNetwork.completed(network);
    }
}
