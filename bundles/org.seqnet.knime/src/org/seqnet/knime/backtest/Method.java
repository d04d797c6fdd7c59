package org.seqnet.knime.backtest;

import java.util.ArrayList;
import java.util.List;
import org.seqnet.engine.backtest.BackTest;
import org.seqnet.engine.backtest.Baseline;
import org.seqnet.engine.backtest.ErrorTable;

/** What forecasts, and its errors. */
record Method(String name, ErrorTable errors) {
    /** What tables and views call the network. */
    static final String NETWORK = "Network";

    /** Returns all methods, the network first. */
    static List<Method> of(BackTest test) {
        var methods = new ArrayList<Method>();
        methods.add(new Method(NETWORK, test.forecasts()));
        for (var baseline : Baseline.values()) {
            methods.add(new Method(baseline.title(), test.of(baseline)));
        }
        return methods;
    }
}
