package org.seqnet.knime.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorValue;

/** Files of series in a folder of their own, and the Time Series Reader that reads them. */
abstract class SeriesFiles {
    static final String TRAIN =
            "@problemName Small\n@univariate false\n@dimensions 2\n@equalLength true\n@seriesLength 3\n"
                    + "@classLabel true up down\n@data\n1,2,3:4,5,6:down\n7,8,9:10,11,12:up\n";
    static final String TEST = TRAIN.replace("1,2,3", "-1,-2,?");

    final TimeSeriesReaderParameters parameters = new TimeSeriesReaderParameters();

    @TempDir
    Path folder;

    NodeRun configure() throws Exception {
        var run = NodeRun.configuring(parameters);
        TimeSeriesReaderNodeFactory.configure(run, run);
        return run;
    }

    BufferedDataTable execute() throws Exception {
        return run().table(0);
    }

    NodeRun run() throws Exception {
        var run = NodeRun.executing(parameters);
        TimeSeriesReaderNodeFactory.execute(run, run);
        return run;
    }

    void chooseFile(Path file) {
        parameters.source = SeriesSource.FILE;
        parameters.file = local(file);
    }

    void chooseFolder(Path chosen) {
        parameters.source = SeriesSource.FOLDER;
        parameters.folder = local(chosen);
    }

    static FileSelection local(Path file) {
        return new FileSelection(new FSLocation(FSCategory.LOCAL, file.toString()));
    }

    Path write(String name, String text) throws IOException {
        var file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }

    static Tensor tensor(BufferedDataTable table, int row) {
        return ((TensorValue) Tables.rows(table).get(row).getCell(0)).tensor();
    }
}
