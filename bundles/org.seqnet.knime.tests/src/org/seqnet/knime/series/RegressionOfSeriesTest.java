package org.seqnet.knime.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.knime.core.data.DoubleValue;
import org.knime.core.node.BufferedDataTable;
import org.knime.core.node.port.PortObjectSpec;
import org.knime.core.webui.node.dialog.defaultdialog.NodeParametersUtil;
import org.seqnet.knime.Tables;
import org.seqnet.knime.learner.LearnerRun;
import org.seqnet.knime.learner.RocketLearnerParameters;
import org.seqnet.knime.network.NetworkPortObject;
import org.seqnet.knime.predictor.PredictorRun;

/**
 * Series with a number each, from the Time Series Reader through a new Rocket Learner to the Network Predictor. The
 * data are not part of the repository: they are in {@code shared/ucr} beside it or above.
 */
class RegressionOfSeriesTest extends SeriesFiles {

    private BufferedDataTable read(String name) throws Exception {
        Optional<Path> shared = Stream.iterate(Path.of("").toAbsolutePath(), above -> above != null, Path::getParent)
                .map(above -> above.resolve("shared/ucr"))
                .filter(Files::isDirectory)
                .findFirst();
        assumeTrue(shared.isPresent(), "shared/ucr is not here");
        chooseFile(shared.get().resolve(name));
        return execute();
    }

    @Test
    void death_rates_of_covid_are_predicted_about_as_well_as_by_their_mean_or_better() throws Exception {
        var training = read("Covid3Month_TRAIN.ts");
        var settings = NodeParametersUtil.createSettings(
                RocketLearnerParameters.class, new PortObjectSpec[] {training.getDataTableSpec()});

        var network = (NetworkPortObject) LearnerRun.of(settings, training).object(0);
        var predicted = PredictorRun.predicted(network, read("Covid3Month_TEST.ts"));

        int actual =
                predicted.getDataTableSpec().findColumnIndex(network.getSpec().labelColumn());
        int found = predicted
                .getDataTableSpec()
                .findColumnIndex("Prediction (" + network.getSpec().labelColumn() + ")");
        double squares = 0;
        for (var row : Tables.rows(predicted)) {
            squares += Math.pow(
                    ((DoubleValue) row.getCell(found)).getDoubleValue()
                            - ((DoubleValue) row.getCell(actual)).getDoubleValue(),
                    2);
        }
        assertThat(predicted.size()).isEqualTo(61);
        // the mean of the training values has 0.0447
        assertThat(Math.sqrt(squares / predicted.size())).isLessThan(0.046);
    }
}
