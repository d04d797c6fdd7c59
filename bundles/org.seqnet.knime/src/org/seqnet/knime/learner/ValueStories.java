package org.seqnet.knime.learner;

/** How numeric values are learned; parts of descriptions. */
final class ValueStories {
    /** How values are learned by any network. */
    static String values() {
        return """
            <h4>Numeric values</h4>
            <p>
                If the label column contains numbers (double), the network predicts a value for each sequence
                (regression); set the task to numeric values to learn integers as values, or several targets at once. If
                it contains the target values that the Sequence Reshaper creates with a forecast horizon, the network
                predicts the next values of the series. The output layer is linear. Targets are standardized by the mean
                and standard deviation of the training values, and predictions are in the original units. A row whose
                target values are all missing counts as missing; if only some are missing, these are ignored. Instead of
                accuracy, the history shows R², the share of the variance that is explained, with the mean absolute
                error (MAE) and the root mean squared error (RMSE).
            </p>
            """;
    }

    /** How forecasts are learned by any network. */
    static String forecasts() {
        return """
            <h4>Forecasts</h4>
            <p>
                With the direct strategy, the network predicts all steps of the horizon at once. With the recursive
                strategy, it predicts the next step and uses its own predictions as input for the following steps;
                quantiles are not available then. One network can learn many series. Normalization lets it learn series
                of different magnitude together.
            </p>
            """;
    }

    private ValueStories() {}
}
