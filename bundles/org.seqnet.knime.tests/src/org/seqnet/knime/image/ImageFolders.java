package org.seqnet.knime.image;

import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorValue;

/** Images in a folder of their own, and the Image File Reader that reads them. */
abstract class ImageFolders {
    static final DataTableSpec SPEC = new DataTableSpec(strings("label"), strings("file"));
    static final String ADVICE = "Correct the row or its file, or set \"Unreadable images\" to \"Keep missing\".";

    @TempDir
    Path folder;

    final ImageFileReaderParameters parameters = new ImageFileReaderParameters();

    @BeforeEach
    void choose() {
        parameters.fileColumn = "file";
        parameters.folder = local(folder);
    }

    DataTableSpec configure(DataTableSpec spec) throws Exception {
        var run = NodeRun.configuring(parameters, spec);
        ImageFileReaderNodeFactory.configure(run, run);
        return run.tableSpec(0);
    }

    NodeRun execute(String... names) throws Exception {
        return execute(files(names));
    }

    NodeRun execute(BufferedDataTable table) throws Exception {
        var run = NodeRun.executing(parameters, table);
        ImageFileReaderNodeFactory.execute(run, run);
        return run;
    }

    static BufferedDataTable files(String... names) {
        return table(
                SPEC,
                Stream.of(names).map(name -> row(string("x"), string(name))).toArray(DataCell[][]::new));
    }

    static FileSelection local(Path path) {
        return new FileSelection(new FSLocation(FSCategory.LOCAL, path.toString()));
    }

    static Tensor image(BufferedDataTable table, int row) {
        return ((TensorValue) Tables.rows(table).get(row).getCell(2)).tensor();
    }

    static float[] values(Tensor tensor) {
        var values = new float[tensor.size()];
        tensor.copyTo(values, 0);
        return values;
    }

    void gray(String name, int width, int height, int... values) throws IOException {
        var image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        image.getRaster().setPixels(0, 0, width, height, values);
        write(name, "png", image);
    }

    void write(String name, String format, BufferedImage image) throws IOException {
        ImageIO.write(image, format, folder.resolve(name).toFile());
    }
}
