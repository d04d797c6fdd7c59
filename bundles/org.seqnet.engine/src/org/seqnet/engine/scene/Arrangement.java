package org.seqnet.engine.scene;

import java.util.Arrays;
import java.util.List;
import org.seqnet.engine.network.SeedStream;

/** Places on a canvas for the articles of a scene, each in front of those before it. */
final class Arrangement {
    /** So many are drawn before the best of them is taken. */
    static final int MOST_TRIES = 50;

    private final List<Article> articles;
    private final int canvas;
    private final int[] corners;

    private Arrangement(List<Article> articles, int canvas, SeedStream stream) {
        this.articles = articles;
        this.canvas = canvas;
        this.corners = articles.stream()
                .mapToInt(article -> stream.nextInt(canvas - article.height() + 1) * canvas
                        + stream.nextInt(canvas - article.width() + 1))
                .toArray();
    }

    /** Draws places until no article is hidden too much; after {@value #MOST_TRIES}, returns those that hide least. */
    static Arrangement draw(List<Article> articles, Look look, SeedStream stream) {
        Arrangement best = null;
        double least = Double.POSITIVE_INFINITY;
        for (int i = 0; i < MOST_TRIES && least > look.mostHidden(); i++) {
            var arrangement = new Arrangement(articles, look.canvas(), stream);
            double hidden = arrangement.mostHidden();
            if (hidden < least) {
                least = hidden;
                best = arrangement;
            }
        }
        return best;
    }

    /** Returns the share that is hidden of the article of which most is, faint ones aside. */
    double mostHidden() {
        var front = new int[canvas * canvas];
        Arrays.fill(front, -1);
        for (int i = 0; i < corners.length; i++) {
            int article = i;
            articles.get(i).paint(canvas, corners[i], (pixel, gray) -> front[pixel] = article);
        }
        var visible = new int[corners.length];
        Arrays.stream(front).filter(article -> article >= 0).forEach(article -> visible[article]++);
        double most = 0;
        for (int i = 0; i < visible.length; i++) {
            var article = articles.get(i);
            if (!article.faint()) {
                most = Math.max(most, 1 - visible[i] / (double) Math.max(1, article.size()));
            }
        }
        return most;
    }

    /** Returns the gray values of the canvas: black, and on it the articles. */
    int[] grays() {
        var grays = new int[canvas * canvas];
        for (int i = 0; i < corners.length; i++) {
            articles.get(i).paint(canvas, corners[i], (pixel, gray) -> grays[pixel] = gray);
        }
        return grays;
    }
}
