package org.seqnet.spark.table;

import java.util.Locale;
import java.util.Objects;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.seqnet.engine.Quoted;
import org.seqnet.engine.SeqNetException;
import org.seqnet.spark.data.Declared;
import org.seqnet.spark.data.Example;

/**
 * The examples of a table in their order, which depends on nothing but its files: they are in the order of the
 * addresses of the files, and in these, of their rows.
 */
public final class ExampleTable {
    private final JavaPairRDD<Long, Example> numbered;
    private final Declared declared;
    private final boolean areGrouped;
    private final long rows;
    private final long examples;
    private final BadRows badRows;

    ExampleTable(
            JavaPairRDD<Long, Example> numbered,
            Declared declared,
            boolean areGrouped,
            long rows,
            long examples,
            BadRows badRows) {
        this.numbered = Objects.requireNonNull(numbered);
        this.declared = Objects.requireNonNull(declared);
        this.areGrouped = areGrouped;
        this.rows = rows;
        this.examples = examples;
        this.badRows = badRows;
    }

    /**
     * Reads the table once to count its rows; the examples are read when they are asked for.
     *
     * @throws SeqNetException if a path, a column or a file cannot be used, there are bad rows and none may be, or no
     *     row is left
     */
    public static ExampleTable read(SparkSession session, TableSettings settings) {
        var source = settings.source();
        var table = source.open(session);
        var selection = new Selection(table, source.format() instanceof TableFormat.Csv);
        try {
            var found = settings.layout() instanceof Layout.Long || settings.layout() instanceof Layout.Windows
                    ? StepTable.read(session, settings, selection)
                    : readRows(session, settings, selection);
            return found.required(source);
        } catch (SeqNetException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ReadFailure.explained(source, e);
        } catch (Exception e) { // Spark throws checked exceptions that it does not declare
            throw ReadFailure.explained(source, e);
        }
    }

    /**
     * Reads the header of a file of images; the images are read when they are asked for.
     *
     * @throws SeqNetException if a file cannot be used, the labels are not those of the images, or there are none
     */
    public static ExampleTable read(SparkSession session, IdxSource source) {
        var items = IdxItems.read(session, source);
        if (items.examples() == 0) {
            throw new SeqNetException(
                    "Data: the file %s has no images. Check the path.".formatted(Quoted.of(source.images())));
        }
        return items;
    }

    private static ExampleTable readRows(SparkSession session, TableSettings settings, Selection selection) {
        var sequences = settings.layout() instanceof Layout.Wide wide
                ? WideReader.of(wide, selection)
                : ListReaders.of((Layout.Lists) settings.layout(), selection);
        var examples = new RowExamples(sequences, ExampleReader.of(settings, selection, false));
        var rows = selection.rows().javaRDD();
        var blocks = Blocks.of(rows, examples);
        blocks.badRows().treat(settings.badRows());
        var context = JavaSparkContext.fromSparkContext(session.sparkContext());
        return new ExampleTable(
                examples.numbered(rows, context.broadcast(blocks)),
                Declarations.of(settings, selection),
                settings.group().isPresent(),
                blocks.rows(),
                blocks.usable(),
                blocks.badRows());
    }

    private ExampleTable required(TableSource source) {
        if (rows == 0) {
            throw new SeqNetException("Data: the table in %s has no rows. Check the path.".formatted(source.words()));
        }
        if (examples == 0) {
            throw new SeqNetException(String.format(
                            Locale.ROOT,
                            "Data: none of the %,d rows of the table in %s gives a sequence.",
                            rows,
                            source.words())
                    + badRows.warning().map(words -> "\n" + words).orElse(""));
        }
        return this;
    }

    /**
     * Returns the examples in exactly so many partitions, dealt to them by their numbers as cards are dealt to players,
     * those of a group all to one. Neither the number of workers, nor how files are cut into blocks, nor retries change
     * what is in a shard, and in which order.
     *
     * @throws SeqNetException if that is less than 1
     */
    public JavaRDD<Example> shards(int count) {
        if (count < 1) {
            throw new SeqNetException("Shards: %d is less than 1. Enter 1 or a greater number.".formatted(count));
        }
        return Dealing.deal(numbered, count, areGrouped);
    }

    /** Returns what the table states of the data. */
    public Declared declared() {
        return declared;
    }

    /** Returns the number of examples. */
    public long examples() {
        return examples;
    }

    /** Returns the rows that were left out. */
    public BadRows badRows() {
        return badRows;
    }
}
