package org.seqnet.knime.example;

import org.knime.node.parameters.widget.choices.Label;
import org.seqnet.engine.example.Example;

/** The engine's example data as choices of a dialog; the names are saved in settings and never change. */
enum ExampleEntry {
    @Label(
            value = "Electricity demand",
            description = "Half-hourly electricity demand in England and Wales in megawatts, from June 5 to August 27, "
                    + "2000 (4,032 rows): the columns \"Time\", \"Half-hour\" (00:00 to 23:30) and \"Demand\".")
    ELECTRICITY_DEMAND(Example.ELECTRICITY_DEMAND),
    @Label(
            value = "Monthly series",
            description =
                    "Monthly gas production (1956 to 1995) and wine sales (1980 to 1994) in Australia (652 rows): "
                            + "the columns \"Series\", \"Month\" and \"Value\".")
    MONTHLY_SERIES(Example.MONTHLY_SERIES),
    @Label(
            value = "DNA splice junctions",
            description =
                    "Sequences of 60 nucleotides (3,186 rows) and their class, \"exon-intron\", \"intron-exon\" or "
                            + "\"neither\": the columns \"Sequence\" and \"Class\".")
    SPLICE_JUNCTIONS(Example.SPLICE_JUNCTIONS);

    private final Example example;

    ExampleEntry(Example example) {
        this.example = example;
    }

    Example example() {
        return example;
    }
}
