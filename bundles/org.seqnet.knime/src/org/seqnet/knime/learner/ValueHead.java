package org.seqnet.knime.learner;

import java.util.function.Function;
import org.seqnet.engine.network.Forecast;
import org.seqnet.engine.network.ValueLoss;
import org.seqnet.engine.sequence.ForecastWindows;
import org.seqnet.knime.label.RowValues;
import org.seqnet.knime.network.HeadKind;

/**
 * How numbers are predicted, if the table has numbers to learn.
 *
 * @param loss what an error costs
 * @param forecast how the targets of windows with a horizon are forecast
 */
record ValueHead(ValueLoss loss, Function<ForecastWindows, Forecast> forecast) {

    /**
     * Returns what the network predicts.
     *
     * @throws org.seqnet.engine.SeqNetException if there are too many outputs
     */
    HeadKind of(RowValues values) {
        return HeadKind.values(loss, values.forecast().map(forecast));
    }
}
