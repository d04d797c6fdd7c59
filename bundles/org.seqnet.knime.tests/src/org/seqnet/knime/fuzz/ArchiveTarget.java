package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.MalformedException;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.label.LabelCells;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkView;

/** The archives of the Network Writer. */
final class ArchiveTarget implements Target {
    @Override
    public List<byte[]> corpus() throws IOException {
        var corpus = new ArrayList<byte[]>();
        for (var network : Samples.networks()) {
            corpus.add(ModelBytes.of(network));
        }
        return corpus;
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) throws IOException {
        return ModelBytes.damaged(valid, mutator);
    }

    @Override
    public void read(byte[] bytes) throws IOException {
        use(ModelBytes.read(bytes, "network.seqnet"));
    }

    /** Makes use of a network as the nodes do, short of computing. */
    static void use(TrainedNetwork network) throws IOException {
        assertThat(ModelBytes.read(ModelBytes.of(network), "copy")).isEqualTo(network);
        for (var parameter : network.parameters()) {
            assertThat(parameter).isFinite();
        }
        var object = new NetworkPortObject(network);
        assertThat(NetworkView.ofNetwork(object).toString()).startsWith("{").endsWith("}");
        assertThat(object.getSummary()).isNotBlank();
        var column = LabelCells.column("prediction", network.labels());
        assertThat(column.getDomain().getValues()).hasSize(network.labels().size());
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof MalformedException;
    }
}
