package org.seqnet.spark.shard;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.seqnet.engine.training.Shard;

/**
 * The shards that this executor holds between two questions, so that sequences are packed once and networks go on
 * where they are. Whatever is lost here is made anew from the data.
 *
 * <p>A shard that is not asked for a while, such as one of a driver that died, is given up.
 */
final class HeldShards {
    private static final long KEPT_NANOS = TimeUnit.MINUTES.toNanos(30);
    private static final Map<ShardKey, Held> HELD = new ConcurrentHashMap<>();

    private HeldShards() {}

    private static final class Held {
        private Shard shard;
        private volatile long askedAt = System.nanoTime();

        synchronized Shard shard(Supplier<Shard> maker) {
            askedAt = System.nanoTime();
            if (shard == null) {
                shard = maker.get();
            }
            return shard;
        }

        synchronized void close() {
            if (shard != null) {
                shard.close();
            }
        }

        boolean isForgotten() {
            return System.nanoTime() - askedAt > KEPT_NANOS;
        }
    }

    /** Returns a shard, which is made if it is not there. */
    static Shard get(ShardKey key, Supplier<Shard> maker) {
        giveUpForgotten();
        return HELD.computeIfAbsent(key, unseen -> new Held()).shard(maker);
    }

    private static void giveUpForgotten() {
        HELD.forEach((key, held) -> {
            if (held.isForgotten() && HELD.remove(key, held)) {
                held.close();
            }
        });
    }

    /** Gives up all shards of a training. */
    static void giveUp(ShardKey any) {
        HELD.forEach((key, held) -> {
            if (key.training().equals(any.training()) && HELD.remove(key, held)) {
                held.close();
            }
        });
    }
}
