package org.knime.filehandling.core.data.location.cell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.knime.filehandling.core.connections.FSCategory;
import org.knime.filehandling.core.connections.FSLocation;
import org.knime.filehandling.core.data.location.FSLocationValue;

class SimpleFSLocationCellTest {
    private static final SimpleFSLocationCellFactory LOCAL =
            new SimpleFSLocationCellFactory(new FSLocation(FSCategory.LOCAL, "/any"));

    @Test
    void a_cell_holds_a_path_in_the_file_system_of_its_factory() {
        var cell = LOCAL.createCell("/data/cats/1.jpg");

        assertThat(cell.getFSLocation()).isEqualTo(new FSLocation(FSCategory.LOCAL, "/data/cats/1.jpg"));
        assertThat(cell).hasToString("/data/cats/1.jpg");
        assertThat(cell.getType()).isEqualTo(SimpleFSLocationCellFactory.TYPE);
        assertThat(cell.getType().isCompatible(FSLocationValue.class)).isTrue();
    }

    @Test
    void cells_are_equal_if_their_locations_are() {
        var relative = new SimpleFSLocationCellFactory(new FSLocation(FSCategory.RELATIVE, "knime.workflow.data", "."));

        assertThat(LOCAL.createCell("a")).isEqualTo(LOCAL.createCell("a")).hasSameHashCodeAs(LOCAL.createCell("a"));
        assertThat(LOCAL.createCell("a")).isNotEqualTo(LOCAL.createCell("b")).isNotEqualTo(relative.createCell("a"));
    }
}
