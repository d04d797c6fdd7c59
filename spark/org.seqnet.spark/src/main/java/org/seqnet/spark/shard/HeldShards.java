package org.seqnet.spark.shard;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.seqnet.engine.training.Shard;
import org.seqnet.engine.training.ShardQuestion;

/**
 * The shards that this executor holds between two questions, so that sequences are packed once and networks go on
 * where they are. Whatever is lost here is made anew from the data.
 *
 * <p>A shard that is asked elsewhere now is given up as soon as another one of its training is made here; one of a
 * driver that died, when this executor is asked something half an hour later.
 */
final class HeldShards {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(30);
    private static final Map<ShardKey, Held> HELD = new ConcurrentHashMap<>();

    private HeldShards() {}

    private static final class Held {
        private Shard shard;
        private int answering;
        private int question;
        private long askedAt;

        <A extends Serializable> A answer(ShardKey key, int number, Supplier<Shard> maker, ShardQuestion<A> asked) {
            var ready = begun(key, number, maker);
            try {
                return ready.answer(asked);
            } finally {
                ended();
            }
        }

        private synchronized Shard begun(ShardKey key, int number, Supplier<Shard> maker) {
            question = number;
            if (shard == null) {
                giveUpMoved(key, number);
                shard = maker.get();
            }
            answering++;
            return shard;
        }

        private synchronized void ended() {
            answering--;
            askedAt = System.nanoTime();
        }

        private synchronized boolean isMoved(int number) {
            return answering == 0 && shard != null && question < number - 1;
        }

        private synchronized boolean isForgotten() {
            return answering == 0 && shard != null && System.nanoTime() - askedAt > KEPT_NANOS;
        }

        private synchronized void close() {
            if (shard != null) {
                shard.close();
            }
        }
    }

    /**
     * Asks a shard, which is made if it is not here.
     *
     * @param number the number of the question, counted over all of the training
     */
    static <A extends Serializable> A answer(
            ShardKey key, int number, Supplier<Shard> maker, ShardQuestion<A> question) {
        HELD.forEach((other, held) -> {
            if (!other.equals(key) && held.isForgotten()) {
                giveUp(other, held);
            }
        });
        return HELD.computeIfAbsent(key, unseen -> new Held()).answer(key, number, maker, question);
    }

    /** Gives up the shards of a training that were asked neither this question nor the one before. */
    private static void giveUpMoved(ShardKey made, int number) {
        HELD.forEach((key, held) -> {
            if (!key.equals(made) && key.training().equals(made.training()) && held.isMoved(number)) {
                giveUp(key, held);
            }
        });
    }

    /** Gives up all shards of a training. */
    static void giveUp(ShardKey any) {
        HELD.forEach((key, held) -> {
            if (key.training().equals(any.training())) {
                giveUp(key, held);
            }
        });
    }

    private static void giveUp(ShardKey key, Held held) {
        if (HELD.remove(key, held)) {
            held.close();
        }
    }
}
