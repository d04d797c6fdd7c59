package org.seqnet.engine.kernel.head;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.seqnet.engine.kernel.product.MatrixProducts;
import org.seqnet.engine.kernel.product.Workers;
import org.seqnet.engine.network.LabelPath;
import org.seqnet.engine.sequence.LabelSets;
import org.seqnet.engine.sequence.Targets;

/**
 * Finds likely paths of labels by beam search, from the places that a network gives for images in the joint space
 * ({@link LabelPathHead}), of E values each.
 *
 * <p>The i-th of B prefixes goes on with the best step that the first i prefixes have and none of them took. So a wider
 * beam follows all that a narrower one follows, and never finds a less likely path; a beam of one always takes the
 * likeliest step (Lemons, Linares Lopez, Holte and Ruml, "Beam Search: Faster and Monotonic", ICAPS 2022). No label is
 * taken twice. A path that has come to the longest length ends there as it is, without a step to the end, so that the
 * probabilities of all paths sum to 1 whatever that length is. The search for an image is over when no prefix that goes
 * on is likelier than the likeliest path that has ended.
 *
 * <p>A label's score, to rank images or labels by, is its average over the prefixes that the beam holds in the end,
 * with their probabilities as weights: 1 where the prefix has the label, otherwise the highest probability that the
 * label had at any step of it.
 *
 * <p>The LSTM's steps of all prefixes of some images meet in the same products. Results depend neither on the number of
 * threads nor on which images are asked for at once. Used by one thread at a time.
 */
public final class PathSearch implements AutoCloseable {
    /** Prefixes that meet in one product: enough for the products, few enough to stay in a core's cache. */
    private static final int ROWS = 96;
    /** The most images between two looks at whether to go on: enough for all threads. */
    private static final int IMAGES_AT_ONCE = 1000;
    /** Where beams are wide, fewer are: as many as have so many prefixes, so that canceling takes effect soon. */
    private static final int PREFIXES_AT_ONCE = 20_000;

    private final PathWeights weights;
    private final AlikeRows alike;
    private final Workers workers;
    private final ConcurrentLinkedQueue<PathCells> idle = new ConcurrentLinkedQueue<>();

    /**
     * Makes ready a search.
     *
     * @param parameters those of the head, in the order that {@link LabelPath} describes
     * @param threads how many threads compute, the calling one included; 0 stands for all processors
     */
    public PathSearch(LabelPath path, FloatBuffer parameters, int threads, MatrixProducts products) {
        weights = new PathWeights(path, products);
        alike = AlikeRows.of(products);
        products.prepareThread();
        weights.pack(PathParameters.of(parameters, path), false);
        workers = new Workers(threads, products);
    }

    private interface Task {
        void run(PathCells cells, int from, int to);
    }

    private void forGroups(int count, int size, Task task) {
        workers.run((count + size - 1) / size, group -> {
            PathCells taken = idle.poll();
            PathCells cells = taken == null ? new PathCells(weights, false) : taken;
            try {
                task.run(cells, group * size, Math.min(count, (group + 1) * size));
            } finally {
                idle.add(cells);
            }
        });
    }

    /**
     * Returns the likeliest path found for each image; nothing where the numbers of the network grew too large.
     *
     * @param embeddings the images' places in the joint space, N x E row-major
     * @param count the number of images, N
     */
    public List<Optional<FoundPath>> search(float[] embeddings, int count, Beam beam) {
        var found = new ArrayList<Optional<FoundPath>>(Collections.nCopies(count, Optional.empty()));
        forGroups(count, Math.max(1, ROWS / beam.width()), (cells, from, to) -> {
            var softmax = new MaskedSoftmax(weights.path().count());
            var beams = IntStream.range(from, to)
                    .mapToObj(n -> new ImageBeam(beam, weights.path().count(), softmax))
                    .toList();
            new GroupSearch(weights, alike, cells, embeddings, from, beams).run();
            for (int n = from; n < to; n++) {
                found.set(n, beams.get(n - from).found());
            }
        });
        return found;
    }

    /**
     * Returns what {@link #search(float[], int, Beam)} does, a part of the images after another.
     *
     * @param goesOn is run on the calling thread before each {@value #IMAGES_AT_ONCE} images, or fewer where beams are
     *     wide, and throws if the search is not to go on
     */
    public List<Optional<FoundPath>> search(float[] embeddings, int count, Beam beam, Runnable goesOn) {
        int size = weights.path().embeddingSize();
        int atOnce = Math.max(1, Math.min(IMAGES_AT_ONCE, PREFIXES_AT_ONCE / beam.width()));
        var found = new ArrayList<Optional<FoundPath>>();
        for (int first = 0; first < count; first += atOnce) {
            goesOn.run();
            int end = Math.min(count, first + atOnce);
            found.addAll(search(Arrays.copyOfRange(embeddings, first * size, end * size), end - first, beam));
        }
        return found;
    }

    /**
     * Returns the logarithm of the probability of the path through each image's labels, in nats: in the network's
     * order, or if it has none in that of the likeliest label at each step, as they are learned. It is not finite where
     * the numbers of the network grew too large.
     *
     * @param embeddings the images' places in the joint space, N x E row-major
     * @param labels those of the N images
     */
    public double[] logProbabilities(float[] embeddings, LabelSets labels) {
        var logProbabilities = new double[labels.size()];
        var targets = new Targets(labels);
        int size = weights.path().embeddingSize();
        forGroups(labels.size(), ROWS, (cells, from, to) -> {
            var paths = new TaughtPaths(weights.path(), alike);
            paths.begin(targets, from, to);
            var images = new float[paths.rows(0) * size];
            for (int i = 0; i < paths.count(); i++) {
                System.arraycopy(embeddings, paths.sequence(i) * size, images, paths.row(i) * size, size);
            }
            cells.begin(paths.rows(0));
            for (int t = 0; t < paths.steps(); t++) {
                cells.step(t, paths.read(), paths.rows(t));
                cells.score(images, paths.rows(t));
                paths.teach(t, cells.scores());
            }
            for (int i = 0; i < paths.count(); i++) {
                logProbabilities[paths.sequence(i)] = -paths.loss(i);
            }
        });
        return logProbabilities;
    }

    @Override
    public void close() {
        workers.close();
        idle.forEach(PathCells::close);
        idle.clear();
        weights.close();
    }
}
