package org.seqnet.spark.table;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaPairRDD;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.util.SerializableConfiguration;
import org.apache.spark.util.TaskCompletionListener;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.idx.IdxHeader;
import org.seqnet.engine.idx.IdxReader;
import org.seqnet.engine.idx.LabelledIdxReader;
import org.seqnet.engine.sequence.LabelType;
import org.seqnet.engine.tensor.ElementType;
import org.seqnet.engine.tensor.Tensor;
import org.seqnet.spark.data.Declared;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Known;
import scala.Tuple2;

/** Reads the items of an IDX file on a cluster: each task opens the file, and passes over the items before its own. */
record IdxItems(String images, String labels, IdxSource.Steps steps, SerializableConfiguration hadoop)
        implements Serializable {
    private static final int ITEMS_PER_TASK = 10_000;

    /** The items of a task. */
    private record Range(int first, int count) implements Serializable {}

    static ExampleTable read(SparkSession session, IdxSource source) {
        var context = JavaSparkContext.fromSparkContext(session.sparkContext());
        var items = new IdxItems(
                source.images(),
                source.labels().orElse(null),
                source.steps(),
                new SerializableConfiguration(context.hadoopConfiguration()));
        int count = items.header().count();
        return new ExampleTable(
                items.numbered(context, count),
                Declared.NOTHING.withTypes(List.of(LabelType.INTEGER)),
                false,
                count,
                count,
                BadRows.NONE);
    }

    private IdxHeader header() {
        try (var items = open()) {
            steps.layout().sequenceShape(items.header().itemShape());
            return items.header();
        } catch (IOException e) {
            throw failure(e);
        }
    }

    private static SeqNetException failure(IOException e) {
        return new SeqNetException("Data: " + e.getMessage(), e);
    }

    private JavaPairRDD<Long, Example> numbered(JavaSparkContext context, int count) {
        var ranges = new ArrayList<Range>();
        for (int first = 0; first < count; first += ITEMS_PER_TASK) {
            ranges.add(new Range(first, Math.min(ITEMS_PER_TASK, count - first)));
        }
        return context.parallelize(ranges, Math.max(1, ranges.size())).flatMapToPair(range -> new Items(this, range));
    }

    private Reader open() throws IOException {
        var opened = open(images);
        return labels == null ? new Unlabelled(opened) : new Labelled(LabelledIdxReader.of(opened, openLabels(opened)));
    }

    private IdxReader openLabels(IdxReader opened) throws IOException {
        try {
            return open(labels);
        } catch (IOException | RuntimeException e) {
            try (opened) {
                throw e;
            }
        }
    }

    private IdxReader open(String file) throws IOException {
        var path = new Path(file);
        Configuration configuration = hadoop.value();
        return IdxReader.open(() -> path.getFileSystem(configuration).open(path), file);
    }

    /** The items of one file or of two. */
    private interface Reader extends AutoCloseable {
        IdxHeader header();

        Item next() throws IOException;

        int skip(int items) throws IOException;

        @Override
        void close() throws IOException;
    }

    private record Item(Tensor tensor, Known known) {}

    private record Unlabelled(IdxReader images) implements Reader {
        @Override
        public IdxHeader header() {
            return images.header();
        }

        @Override
        public Item next() throws IOException {
            return new Item(images.next(), Known.NOTHING);
        }

        @Override
        public int skip(int items) throws IOException {
            return images.skip(items);
        }

        @Override
        public void close() throws IOException {
            images.close();
        }
    }

    private record Labelled(LabelledIdxReader both) implements Reader {
        @Override
        public IdxHeader header() {
            return both.header();
        }

        @Override
        public Item next() throws IOException {
            var item = both.next();
            return new Item(item.tensor(), new Known.Label(Integer.toString(item.label())));
        }

        @Override
        public int skip(int items) throws IOException {
            return both.skip(items);
        }

        @Override
        public void close() throws IOException {
            both.close();
        }
    }

    /** The examples of a task. */
    private static final class Items implements Iterator<Tuple2<Long, Example>> {
        private final IdxItems source;
        private final Reader reader;
        private final String name;
        private final long end;
        private long number;

        Items(IdxItems source, Range range) {
            this.source = source;
            name = new Path(source.images()).getName();
            number = range.first();
            end = range.first() + range.count();
            try {
                reader = source.open();
                TaskCompletionListener closing = context -> close();
                TaskContext.get().addTaskCompletionListener(closing);
                reader.skip(range.first());
            } catch (IOException e) {
                throw failure(e);
            }
        }

        private void close() {
            try {
                reader.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public boolean hasNext() {
            return number < end;
        }

        @Override
        public Tuple2<Long, Example> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            try {
                var item = reader.next();
                var example = example(source.steps().layout().apply(item.tensor()), item.known());
                return new Tuple2<>(number++, example);
            } catch (IOException e) {
                throw failure(e);
            }
        }

        private Example example(Tensor sequence, Known known) {
            return new Example(
                    name + ", item " + (number + 1),
                    values(sequence),
                    sequence.shape().size(1),
                    known,
                    1,
                    "");
        }

        private static Example.Values values(Tensor sequence) {
            if (sequence.elementType() == ElementType.UNSIGNED_BYTE) {
                var bytes = new byte[sequence.size()];
                sequence.elements().copyBytes(0, bytes.length, bytes, 0);
                return new Example.Bytes(bytes);
            }
            var numbers = new float[sequence.size()];
            sequence.copyTo(numbers, 0);
            return new Example.Numbers(numbers);
        }
    }
}
