package org.seqnet.knime.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.webui.node.dialog.defaultdialog.internal.file.FileSelection;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Shape;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.knime.NodeRun;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorValue;

/** Image and label files in a folder of their own, and the IDX Reader that reads them. */
abstract class ImageFiles {
    final IdxReaderParameters parameters = new IdxReaderParameters();

    @TempDir
    Path folder;

    NodeRun configure() throws Exception {
        var run = NodeRun.configuring(parameters);
        IdxReaderNodeFactory.configure(run, run);
        return run;
    }

    BufferedDataTable execute() throws Exception {
        var run = NodeRun.executing(parameters);
        IdxReaderNodeFactory.execute(run, run);
        return run.table(0);
    }

    void choose(Path images, Path labels) {
        parameters.source = DataSource.FILES;
        parameters.files.images = local(images);
        parameters.files.labels = local(labels);
    }

    static FileSelection local(Path file) {
        return new FileSelection(new FSLocation(FSCategory.LOCAL, file.toString()));
    }

    Path images(String name, boolean gzip, int count) throws IOException {
        var bytes = IdxFile.of(
                IdxHeader.of(ElementType.UNSIGNED_BYTE, count, 2, 2),
                IntStream.range(0, count).mapToObj(ImageFiles::image).toList());
        return Files.write(folder.resolve(name), gzip ? IdxFile.packed(bytes) : bytes);
    }

    static Tensor image(int number) {
        return Tensor.ofUnsignedBytes(Shape.of(2, 2), new byte[] {(byte) number, 2, (byte) 200, 4});
    }

    Path labels(String name, int... labels) throws IOException {
        var bytes = IdxFile.of(
                IdxHeader.of(ElementType.UNSIGNED_BYTE, labels.length),
                IntStream.of(labels)
                        .mapToObj(label -> Tensor.ofUnsignedBytes(Shape.of(1), new byte[] {(byte) label}))
                        .toList());
        return Files.write(folder.resolve(name), bytes);
    }

    static Tensor tensor(BufferedDataTable table, int row) {
        return ((TensorValue) Tables.rows(table).get(row).getCell(0)).tensor();
    }
}
