package org.seqnet.knime.learner;

/** How numeric values are learned; parts of descriptions. */
final class ValueStories {
    /** How values are learned by any network. */
    static final String VALUES =
            """
            <h4>Numeric values</h4>
            <p>
                If the label column contains numbers (double), the network predicts a value for each sequence
                (regression); set the task to numeric values to learn integers as values, or several targets at once. If
                it contains the target values that the Sequence Reshaper creates with a forecast horizon, the network
                predicts the next values of the series. The output layer is linear. Targets are standardized by their
                training values, and predictions are given in the targets' own units. A row whose target values are all
                missing counts as missing; if only some are missing, these do not count. Instead of accuracy, the history
                shows R2, the share of the variance that is explained, with the mean absolute error (MAE) and the root
                mean squared error (RMSE).
            </p>
            """;

    /** How forecasts are learned by any network. */
    static final String FORECASTS =
            """
            <h4>Forecasts</h4>
            <p>
                A direct network predicts all steps of the horizon at once. A recursive network predicts the next step,
                and for the steps after it reads its own predictions; it has no quantiles. Many series can be learned
                together. If each window is normalized, series of different size are learned alike.
            </p>
            """;

    private ValueStories() {}
}
