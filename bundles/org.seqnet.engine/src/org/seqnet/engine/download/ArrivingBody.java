package org.seqnet.engine.download;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;
import java.util.function.Function;

/** The body of an answer, one piece after another. No more is read from the network than is asked for. */
final class ArrivingBody implements BodySubscriber<ArrivingBody> {

    private final CompletableFuture<ArrivingBody> begun = new CompletableFuture<>();
    private final CompletableFuture<List<ByteBuffer>> end = new CompletableFuture<>();
    private volatile CompletableFuture<List<ByteBuffer>> piece;
    private volatile Subscription subscription;

    /** Returns the next piece, once it is here; an empty list is the end. To be called after the last has come. */
    CompletableFuture<List<ByteBuffer>> next() {
        var next = new CompletableFuture<List<ByteBuffer>>();
        piece = next;
        subscription.request(1);
        return next.applyToEither(end, Function.identity());
    }

    /** Closes the connection, unless the whole body has come. */
    void cancel() {
        subscription.cancel();
    }

    @Override
    public CompletionStage<ArrivingBody> getBody() {
        return begun;
    }

    @Override
    public void onSubscribe(Subscription started) {
        subscription = started;
        begun.complete(this);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        piece.complete(buffers);
    }

    @Override
    public void onError(Throwable failure) {
        end.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        end.complete(List.of());
    }
}
