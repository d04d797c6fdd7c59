package org.seqnet.knime.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.CanceledExecutionException;
import org.knime.core.node.DefaultNodeProgressMonitor;
import org.knime.core.node.port.PortObject;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.Orders;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.network.NetworkPortObjectSpec;

/** A trained network, and a Network Writer and a Network Reader for a file in a folder of its own. */
abstract class NetworkFiles {
    static NetworkPortObject network;

    final NetworkWriterParameters writing = new NetworkWriterParameters();
    final NetworkReaderParameters reading = new NetworkReaderParameters();

    @TempDir
    Path folder;

    @BeforeAll
    static void train() throws Exception {
        network = LearnerRun.trained(Orders.rows(20), 1);
    }

    static DefaultNodeProgressMonitor cancelled() {
        return new DefaultNodeProgressMonitor() {
            @Override
            public void checkCanceled() throws CanceledExecutionException {
                throw new CanceledExecutionException();
            }
        };
    }

    Path choose(String name) {
        var file = folder.resolve(name);
        writing.file = new FileSelection(new FSLocation(FSCategory.LOCAL, file.toString()));
        reading.file = writing.file;
        return file;
    }

    void configureWriter() throws Exception {
        configureWriter(network.getSpec());
    }

    void configureWriter(NetworkPortObjectSpec spec) throws Exception {
        var run = NodeRun.configuring(writing, spec);
        NetworkWriterNodeFactory.configure(run, run);
    }

    void write() throws Exception {
        write(network);
    }

    /** Writes a network and returns the node's warning, if there is one. */
    Optional<String> write(NetworkPortObject written) throws Exception {
        var run = NodeRun.executing(writing, written);
        NetworkWriterNodeFactory.execute(run, run);
        return run.warning();
    }

    NetworkPortObject read() throws Exception {
        return (NetworkPortObject) reader().execute(new PortObject[0], Tables.execution())[0];
    }

    NetworkReaderNodeModel reader() {
        return new NetworkReaderNodeModel(reading);
    }

    List<Path> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.toList();
        }
    }
}
