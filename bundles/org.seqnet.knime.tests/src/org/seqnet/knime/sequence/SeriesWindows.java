package org.seqnet.knime.sequence;

import org.knime.core.node.BufferedDataTable;

/** Windows of daily sales, two weeks long, to forecast the next week from. */
public final class SeriesWindows {
    /** How many days each window has. */
    public static final int DAYS = 14;

    /** How many days are forecast. */
    public static final int HORIZON = 7;

    /** How many origins forecasts are tested from, each a week after the one before. */
    public static final int ORIGINS = 2;

    private SeriesWindows() {}

    /**
     * Returns the windows of the series in column "shop", which are ordered by column "day".
     *
     * @param windows which of them, by the name of a {@link WindowChoice}
     * @param known the columns whose future is known
     */
    public static BufferedDataTable of(BufferedDataTable series, String windows, int horizon, String... known)
            throws Exception {
        var parameters = Reshaped.parameters(Input.WINDOWS);
        parameters.forecast = true;
        parameters.windowLength = DAYS;
        parameters.forecastHorizon = horizon;
        parameters.withinGroups = true;
        parameters.groupColumn = "shop";
        parameters.orderColumn = "day";
        parameters.numericColumns = new String[] {"sales"};
        parameters.targetColumns = new String[] {"sales"};
        parameters.knownColumns = known;
        parameters.missingSteps = MissingSteps.KEEP;
        parameters.forecastWindows = WindowChoice.valueOf(windows);
        parameters.testOrigins = ORIGINS;
        parameters.testOriginDistance = HORIZON;
        return Reshaped.execute(parameters, series).table();
    }
}
