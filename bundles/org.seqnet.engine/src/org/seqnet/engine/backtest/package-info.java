/**
 * How good forecasts are, measured on the past: from several origins, beside plain methods that know the same history.
 * {@link org.seqnet.engine.backtest.Baseline} lists these methods,
 * {@link org.seqnet.engine.backtest.ForecastErrors} the measures, and {@link org.seqnet.engine.backtest.BackTest}
 * takes both together by method, series and step ahead. Everything is computed from plain numbers, without a network.
 */
package org.seqnet.engine.backtest;
