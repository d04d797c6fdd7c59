package org.seqnet.spark.table;

import java.io.Serializable;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Row;
import org.seqnet.spark.data.Example;
import scala.Tuple2;

/** Makes an example of each row. */
record RowExamples(SequenceReader sequences, ExampleReader examples) implements RowCheck, Serializable {

    /**
     * Returns the example of a row.
     *
     * @throws BadRowException if it cannot be used
     */
    Example read(Row row, String name) throws BadRowException {
        RowCheck.requireWhole(row);
        return examples.read(name, sequences.read(row), row);
    }

    @Override
    public void check(Row row) throws BadRowException {
        read(row, "");
    }

    /** Returns the examples of all rows that can be used, numbered from 0 in the order of the table. */
    JavaPairRDD<Long, Example> numbered(JavaRDD<Row> table, Broadcast<Blocks> blocks) {
        return table.mapPartitionsToPair(rows -> new Usable(new PlacedRows(rows), blocks.value(), this));
    }

    /** The examples of rows that can be used. */
    private static final class Usable implements Iterator<Tuple2<Long, Example>> {
        private final PlacedRows rows;
        private final Blocks blocks;
        private final RowExamples reader;
        private long number;
        private Example next;

        Usable(PlacedRows rows, Blocks blocks, RowExamples reader) {
            this.rows = rows;
            this.blocks = blocks;
            this.reader = reader;
        }

        @Override
        public boolean hasNext() {
            while (next == null && rows.hasNext()) {
                var row = rows.next();
                if (row.index() == 0) {
                    number = blocks.usableBefore(row.file(), row.block());
                }
                try {
                    next = reader.read(row.row(), blocks.name(blocks.number(row)));
                } catch (BadRowException e) {
                    continue; // counted before
                }
            }
            return next != null;
        }

        @Override
        public Tuple2<Long, Example> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            var example = next;
            next = null;
            return new Tuple2<>(number++, example);
        }
    }
}
