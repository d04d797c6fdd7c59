package org.seqnet.knime.spark;

import org.knime.core.node.InvalidSettingsException;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.node.parameters.updates.ParameterReference;
import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.knime.dialog.ShownWhen;

/** The formats of data on a cluster; the names are saved in settings and never change. */
enum DataFormat {
    @Label(value = "Parquet", description = "Apache Parquet files.")
    PARQUET,
    @Label(value = "ORC", description = "Apache ORC files.")
    ORC,
    @Label(value = "CSV", description = "Text files with a header, plain or compressed.")
    CSV,
    @Label(value = "IDX", description = "A file of images and a file of labels, as of MNIST, plain or gzipped.")
    IDX;

    /** Returns the path of data for Spark, which takes that of a table for a pattern. */
    String path(String setting, FSLocation location) throws InvalidSettingsException {
        return this == IDX ? SparkPath.of(setting, location) : SparkPath.ofTable(setting, location);
    }

    /** Refers to the format. */
    static final class Selected implements ParameterReference<DataFormat> {}

    static final class IsTable extends ShownWhen<DataFormat> {
        IsTable() {
            super(Selected.class, PARQUET, ORC, CSV);
        }
    }

    static final class IsCsv extends ShownWhen<DataFormat> {
        IsCsv() {
            super(Selected.class, CSV);
        }
    }

    static final class IsIdx extends ShownWhen<DataFormat> {
        IsIdx() {
            super(Selected.class, IDX);
        }
    }
}
