package org.seqnet.knime.sequence;

import java.util.List;
import java.util.Optional;
import org.knime.core.data.DataTableSpec;
import org.knime.core.data.image.ImageValue;
import org.knime.core.data.image.png.PNGImageValue;
import org.knime.filehandling.core.data.location.FSLocationValue;
import org.knime.node.parameters.widget.choices.util.CompatibleColumnsProvider;
import org.seqnet.knime.column.Columns;

/** Offers the columns of the first table that hold images or paths of image files. */
final class ImageColumns extends CompatibleColumnsProvider {
    ImageColumns() {
        super(List.of(ImageValue.class, FSLocationValue.class));
    }

    /** Returns the first column of PNG images, or else of other images, or else of paths. */
    static Optional<String> preferred(DataTableSpec table) {
        return Columns.first(table, Columns.accepts(PNGImageValue.class))
                .or(() -> Columns.first(table, Columns.accepts(ImageValue.class)))
                .or(() -> Columns.first(table, Columns.accepts(FSLocationValue.class)));
    }
}
