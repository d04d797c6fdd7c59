/**
 * The Forecast Scorer: measures forecasts from several origins beside simple methods that know the same history, and
 * shows both.
 */
package org.seqnet.knime.backtest;
