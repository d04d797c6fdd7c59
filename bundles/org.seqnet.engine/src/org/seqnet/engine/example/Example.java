package org.seqnet.engine.example;

import java.util.List;
import org.seqnet.engine.rdata.RValue;

/** The example data that can be had by name. */
public enum Example {
    /** Half-hourly electricity demand in England and Wales for twelve weeks. Taylor, 2003. */
    ELECTRICITY_DEMAND("Electricity demand", "forecast", List.of("taylor")) {
        @Override
        ExampleTable table(String name, RValue value) {
            return RSeries.halfHours(value);
        }

        @Override
        public ExampleTable empty() {
            return RSeries.halfHours(List.of(), NONE);
        }
    },

    /** Gas production and wine sales in Australia, month by month. Hyndman, R package forecast. */
    MONTHLY_SERIES("Monthly series", "forecast", List.of("gas", "wineind")) {
        @Override
        ExampleTable table(String name, RValue value) {
            return RSeries.months(name.equals("gas") ? "gas production" : "wine sales", value);
        }

        @Override
        public ExampleTable empty() {
            return RSeries.months("", List.of(), NONE);
        }
    },

    /** Places in DNA where parts are cut out, with 30 nucleotides before and after. Noordewier et al., 1991. */
    SPLICE_JUNCTIONS("DNA splice junctions", "mlbench", List.of("DNA")) {
        @Override
        ExampleTable table(String name, RValue value) {
            return Nucleotides.table(value);
        }

        @Override
        public ExampleTable empty() {
            return Nucleotides.table(List.of(), List.of());
        }
    };

    private static final double[] NONE = {};

    private final String title;
    private final String rPackage;
    private final List<String> values;

    Example(String title, String rPackage, List<String> values) {
        this.title = title;
        this.rPackage = rPackage;
        this.values = values;
    }

    /** Returns the name that people know it by. */
    public String title() {
        return title;
    }

    /** Returns the files that it is made of. */
    List<ExampleFile> files() {
        return values.stream()
                .map(value -> ExampleFile.of(this, rPackage, value))
                .toList();
    }

    /**
     * Returns the table that a value of the package becomes.
     *
     * @throws IllegalArgumentException if it has another form than the data set
     */
    abstract ExampleTable table(String name, RValue value);

    /** Returns the columns without rows, which are known before anything is read. */
    public abstract ExampleTable empty();

    @Override
    public String toString() {
        return title;
    }
}
