package org.seqnet.spark.table;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;
import org.apache.spark.sql.DataFrameReader;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;

/** The format of files that hold a table. */
public sealed interface TableFormat {
    /** Apache Parquet. */
    TableFormat PARQUET = new Columnar("Parquet", "parquet");

    /** Apache ORC. */
    TableFormat ORC = new Columnar("ORC", "orc");

    /** Returns what messages call it. */
    String title();

    /** Tells Spark how to read files of this format. */
    DataFrameReader on(DataFrameReader reader);

    /** A format that states the types of its columns. */
    record Columnar(String title, String sparkName) implements TableFormat {
        @Override
        public DataFrameReader on(DataFrameReader reader) {
            return reader.format(sparkName);
        }
    }

    /**
     * Comma-separated values, one row for each line, plain or compressed.
     *
     * @param separator what stands between two fields
     * @param quote what stands around a field that has a separator in it; twice for itself
     * @param encoding the name of the character set
     * @param hasHeader whether the first line of each file has the names of the columns; without, these are
     *     {@code _c0}, {@code _c1} and so on
     */
    record Csv(String separator, String quote, String encoding, boolean hasHeader) implements TableFormat {
        /** With commas, double quotes, UTF-8 and a header. */
        public static final Csv USUAL = new Csv(",", "\"", "UTF-8", true);

        /**
         * Checks the settings.
         *
         * @throws SeqNetException if one cannot be used
         */
        public Csv {
            requireOne("Separator", separator);
            requireOne("Quote", quote);
            requireEncoding(encoding);
        }

        private static void requireOne(String setting, String value) {
            if (value.length() != 1 || value.equals("\n") || value.equals("\r")) {
                throw new SeqNetException(
                        "%s: %s is not one character. Enter exactly one.".formatted(setting, Quoted.of(value)));
            }
        }

        private static void requireEncoding(String encoding) {
            try {
                var sample = "a,\"\n".getBytes(Charset.forName(encoding));
                if (Arrays.equals(sample, "a,\"\n".getBytes(StandardCharsets.US_ASCII))) {
                    return;
                }
            } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                throw new SeqNetException(
                        "Encoding: %s is unknown. Enter a name such as UTF-8 or windows-1252."
                                .formatted(Quoted.of(encoding)),
                        e);
            }
            throw new SeqNetException("Encoding: lines of files in %s cannot be told apart. Convert the files to UTF-8."
                    .formatted(encoding));
        }

        @Override
        public String title() {
            return "CSV";
        }

        @Override
        public DataFrameReader on(DataFrameReader reader) {
            return reader.format("csv")
                    .option("sep", separator)
                    .option("quote", quote)
                    .option("escape", quote)
                    .option("encoding", encoding)
                    .option("header", Boolean.toString(hasHeader))
                    .option("enforceSchema", "false")
                    .option("mode", "PERMISSIVE")
                    .option("columnNameOfCorruptRecord", TableSource.MALFORMED)
                    .option("maxColumns", Integer.toString(1 << 16))
                    .option("maxCharsPerColumn", "-1");
        }
    }
}
