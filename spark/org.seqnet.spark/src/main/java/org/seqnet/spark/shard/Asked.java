package org.seqnet.spark.shard;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.function.Function2;
import org.apache.spark.broadcast.Broadcast;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.training.Shard;
import org.seqnet.engine.training.ShardQuestion;
import org.seqnet.engine.training.ValidationShare;
import org.seqnet.spark.data.DataFacts;
import org.seqnet.spark.data.Example;
import org.seqnet.spark.data.Packing;

/**
 * Asks the shard of a partition, in its executor.
 *
 * @param training identifies the training
 * @param count how many questions have been asked before
 * @param facts what all data have in common
 * @param heldOut the share of each shard's training data that is measured on; null if none is
 */
record Asked<A extends Serializable>(
        ShardKey training, int count, Broadcast<DataFacts> facts, ValidationShare heldOut, ShardQuestion<A> question)
        implements Function2<Integer, Iterator<Part>, Iterator<Answer<A>>> {

    @Override
    public Iterator<Answer<A>> call(Integer number, Iterator<Part> parts) {
        return List.of(answer(number, parts)).iterator();
    }

    private Answer<A> answer(int number, Iterator<Part> parts) {
        ExecutorLog.quiet();
        try {
            var key = new ShardKey(training.training(), number);
            return new Answer<>(HeldShards.answer(key, count, () -> made(number, parts), question), null);
        } catch (SeqNetException e) {
            return new Answer<>(null, e.getMessage());
        }
    }

    private Shard made(int number, Iterator<Part> parts) {
        var measuredOn = new ArrayList<Example>();
        var learned = Packing.of(new Learned(parts, measuredOn), facts.value());
        int threads = TaskContext.get().cpus();
        if (heldOut == null) {
            var validation = Packing.pack(measuredOn.iterator(), facts.value());
            return new Shard(number, learned.data(), Optional.of(validation), threads);
        }
        return heldOut.of(learned.data(), learned.groups())
                .map(split -> new Shard(number, split.training(), Optional.of(split.validation()), threads))
                .orElseGet(() -> new Shard(
                        number, learned.data(), Optional.of(learned.data().select(new int[0])), threads));
    }

    /** Passes on what is learned from, and puts the rest aside. */
    private static final class Learned implements Iterator<Example> {
        private final Iterator<Part> parts;
        private final List<Example> others;
        private Example next;

        Learned(Iterator<Part> parts, List<Example> others) {
            this.parts = parts;
            this.others = others;
        }

        @Override
        public boolean hasNext() {
            while (next == null && parts.hasNext()) {
                var part = parts.next();
                if (part.isMeasuredOn()) {
                    others.add(part.example());
                } else {
                    next = part.example();
                }
            }
            return next != null;
        }

        @Override
        public Example next() {
            hasNext();
            var example = next;
            next = null;
            return example;
        }
    }
}
