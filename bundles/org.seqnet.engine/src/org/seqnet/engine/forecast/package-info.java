/**
 * Forecasts by networks: what a network reads of the windows of a series, what it learns from them
 * ({@link org.seqnet.engine.forecast.TrainingWindows}), and all steps ahead by its outputs
 * ({@link org.seqnet.engine.forecast.Forecaster}).
 */
package org.seqnet.engine.forecast;
