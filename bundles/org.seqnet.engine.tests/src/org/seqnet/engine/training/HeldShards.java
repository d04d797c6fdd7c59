package org.seqnet.engine.training;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.seqnet.engine.sequence.LabelledSequences;

/** Shards in this process, to which questions and answers go as bytes. */
class HeldShards implements Shards, AutoCloseable {
    private final IntFunction<Shard> maker;
    final Shard[] shards;
    int questions;

    HeldShards(List<LabelledSequences> training, Optional<List<LabelledSequences>> validation) {
        this.maker = n -> new Shard(n, training.get(n), validation.map(parts -> parts.get(n)), 2);
        this.shards = IntStream.range(0, training.size()).mapToObj(maker).toArray(Shard[]::new);
    }

    /** Deals sequences to shards of these sizes, one after another. */
    static List<LabelledSequences> parts(LabelledSequences data, int... sizes) {
        var parts = new ArrayList<LabelledSequences>();
        int from = 0;
        for (int size : sizes) {
            parts.add(data.select(IntStream.range(from, from + size).toArray()));
            from += size;
        }
        return parts;
    }

    /** Loses a shard, which is made anew. */
    void lose(int number) {
        shards[number].close();
        shards[number] = maker.apply(number);
    }

    @Override
    public int count() {
        return shards.length;
    }

    @Override
    public int workers() {
        return 1;
    }

    @Override
    public String device() {
        return shards.length + " shards";
    }

    @Override
    public <A extends Serializable> List<A> ask(ShardQuestion<A> question) {
        questions++;
        var answers = new ArrayList<A>();
        for (int n = 0; n < shards.length; n++) {
            answers.add(copy(shards[n].answer(copy(question))));
        }
        return answers;
    }

    @Override
    public <S extends Serializable> Shared<S> share(S value) {
        return new Copied<>(copy(value));
    }

    private record Copied<S extends Serializable>(S value) implements Shared<S> {
        @Override
        public void close() {}
    }

    @SuppressWarnings("unchecked") // a copy is of the same class
    static <S extends Serializable> S copy(S value) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(bytes)) {
            out.writeObject(value);
            out.flush();
            return (S) new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray())).readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        for (var shard : shards) {
            shard.close();
        }
    }
}
