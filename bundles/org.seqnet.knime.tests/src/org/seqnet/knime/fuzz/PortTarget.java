package org.seqnet.knime.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.ExecutionMonitor;
import org.knime.core.node.port.PortObjectZipInputStream;
import org.knime.core.node.port.PortUtil;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** The file of a network at a port. */
final class PortTarget implements Target {
    private static final String ENTRY = "network.seqnet";

    private final NetworkPortObject.Serializer serializer = new NetworkPortObject.Serializer();
    private final List<NetworkPortObjectSpec> specs = Samples.networks().stream()
            .map(network -> new NetworkPortObject(network).getSpec())
            .toList();

    @Override
    public List<byte[]> corpus() throws IOException, CanceledExecutionException {
        var corpus = new ArrayList<byte[]>();
        for (var network : Samples.networks()) {
            var bytes = new ByteArrayOutputStream();
            try (var out = PortUtil.getPortObjectZipOutputStream(bytes)) {
                serializer.savePortObject(new NetworkPortObject(network), out, new ExecutionMonitor());
            }
            corpus.add(bytes.toByteArray());
        }
        return corpus;
    }

    @Override
    public byte[] damaged(byte[] valid, Mutator mutator) throws IOException {
        if (mutator.oneIn(6)) {
            return mutator.bytes(valid);
        }
        var zip = Zip.of(valid);
        if (mutator.oneIn(2)) {
            zip = zip.damaged(mutator);
        }
        var bytes = zip.with(ENTRY, archive -> archive(archive, mutator)).bytes();
        return mutator.oneIn(16) ? mutator.bytes(bytes) : bytes;
    }

    private static byte[] archive(byte[] valid, Mutator mutator) {
        try {
            return mutator.oneIn(4) ? valid : ModelBytes.damaged(valid, mutator);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void read(byte[] bytes) throws IOException, CanceledExecutionException {
        for (var spec : specs) {
            PortObjectZipInputStream in;
            try {
                in = PortUtil.getPortObjectZipInputStream(new ByteArrayInputStream(bytes));
            } catch (IOException | RuntimeException e) {
                return; // KNIME's own part
            }
            try (in) {
                var object = serializer.loadPortObject(in, spec, new ExecutionMonitor());
                assertThat(object.getSpec()).isEqualTo(spec);
                ArchiveTarget.use(object.network());
                return;
            } catch (IOException e) {
                if (spec == specs.get(specs.size() - 1) || !e.getMessage().contains("a different network")) {
                    throw e;
                }
            }
        }
    }

    @Override
    public boolean promises(Exception refusal) {
        return refusal instanceof IOException;
    }
}
