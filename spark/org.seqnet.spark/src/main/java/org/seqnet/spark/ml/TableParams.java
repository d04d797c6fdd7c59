package org.seqnet.spark.ml;

import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.StringArrayParam;

/** The parameters of {@link SequenceEstimator} that name columns, or say how rows are read. */
public abstract class TableParams extends Estimator<SequenceModel> {
    private static final long serialVersionUID = 1L;

    private final String uid;
    private final StringArrayParam featuresCols;
    private final Param<String> predictionCol;
    private final Param<String> probabilityCol;
    private final ChoiceParam handleInvalid;
    private final Param<String> labelCol;
    private final Param<String> validationIndicatorCol;

    TableParams(String uid) {
        this.uid = uid;
        featuresCols = ColumnParams.features(this);
        predictionCol = ColumnParams.prediction(this);
        probabilityCol = ColumnParams.probability(this);
        handleInvalid = ColumnParams.invalid(this);
        ColumnParams.setDefaults(this, featuresCols, predictionCol, probabilityCol, handleInvalid);
        labelCol = new Param<>(this, "labelCol", "The column with the label.");
        setDefault(labelCol, "label");
        validationIndicatorCol = new Param<>(
                this,
                "validationIndicatorCol",
                "The column that is true for the rows to validate on instead of training; \"\" " + "for none.");
        setDefault(validationIndicatorCol, "");
    }

    abstract SequenceEstimator self();

    @Override
    public String uid() {
        return uid;
    }

    /** Returns the parameter of the columns with the sequences. */
    public StringArrayParam featuresCols() {
        return featuresCols;
    }

    /** Sets the columns with the sequences. */
    public SequenceEstimator setFeaturesCols(String... columns) {
        set(featuresCols, columns);
        return self();
    }

    /** Returns the parameter of the column of predictions. */
    public Param<String> predictionCol() {
        return predictionCol;
    }

    /** Sets the column of predictions. */
    public SequenceEstimator setPredictionCol(String value) {
        set(predictionCol, value);
        return self();
    }

    /** Returns the parameter of the column of probabilities. */
    public Param<String> probabilityCol() {
        return probabilityCol;
    }

    /** Sets the column of probabilities. */
    public SequenceEstimator setProbabilityCol(String value) {
        set(probabilityCol, value);
        return self();
    }

    /** Returns the parameter of what becomes of rows that cannot be used. */
    public ChoiceParam handleInvalid() {
        return handleInvalid;
    }

    /** Sets what becomes of rows that cannot be used. */
    public SequenceEstimator setHandleInvalid(String value) {
        set(handleInvalid, value);
        return self();
    }

    /** Returns the parameter of the column with the label. */
    public Param<String> labelCol() {
        return labelCol;
    }

    /** Sets the column with the label. */
    public SequenceEstimator setLabelCol(String value) {
        set(labelCol, value);
        return self();
    }

    /** Returns the parameter of the column that marks validation rows. */
    public Param<String> validationIndicatorCol() {
        return validationIndicatorCol;
    }

    /** Sets the column that marks validation rows. */
    public SequenceEstimator setValidationIndicatorCol(String value) {
        set(validationIndicatorCol, value);
        return self();
    }
}
