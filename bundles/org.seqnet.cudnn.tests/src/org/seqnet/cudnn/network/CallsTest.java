package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.cudnn.StandIn;
import org.seqnet.cudnn.card.Card;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.Learning.Which;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Jitter;

/** What is called, in order: by a training, mini-batch by mini-batch, and by a prediction. */
class CallsTest {
    @TempDir
    private Path folder;

    private StandIn standIn;
    private Card card;

    @BeforeEach
    void start() {
        standIn = StandIn.start();
        card = standIn.card();
    }

    @AfterEach
    void nothing_is_left_or_wrong() {
        assertThat(standIn.trouble()).isEmpty();
        assertThat(standIn.left()).isEmpty();
    }

    /** Returns the functions and kernels that are called. */
    private List<String> calls(Runnable work) {
        var journal = folder.resolve("calls.txt");
        standIn.record(journal);
        try {
            work.run();
        } finally {
            standIn.endRecord();
        }
        try (var lines = Files.lines(journal)) {
            return lines.map(line -> line.substring(line.indexOf(' ') + 1)).toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_training() {
        var lesson = Lessons.lstmOfFloats().with(options -> options.withGradientClipping(1).withAverageWeights(true));
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            System.out.println("BEGIN " + calls(() -> learning.beginEpoch(1, lesson.order(1))));
            System.out.println("STEP1 " + calls(() -> learning.step(0.01)));
            System.out.println("STEP2 " + calls(() -> learning.step(0.01)));
            System.out.println("STEP3 " + calls(() -> learning.step(0.01)));
            System.out.println("FIGURES " + calls(() -> learning.figures()));
            System.out.println("BEGIN " + calls(() -> learning.beginEpoch(2, lesson.order(2))));
            System.out.println("STEP4 " + calls(() -> learning.step(0.01)));
            System.out.println("PARAMETERS " + calls(() -> learning.parameters(Which.LATEST)));
        } finally {
            Lesson.close(batches);
        }
        try (var kernel = new CudnnKernel(card, lesson.architecture(), lesson.plan(batches).input(), true)) {
            System.out.println("LOAD " + calls(() -> kernel.load(lesson.start().parameters())));
            var out = new float[100];
            System.out.println("PREDICT " + calls(() -> kernel.predict((n, target, at) -> lesson.sequences().copyTo(n, target, at), lesson.sequences().timeSteps(0, 20), 5, out, 0)));
        }
        var aug = lesson.with(options -> options.withAugmentation(Augmentation.of(new Jitter(0.3))));
        var batches2 = aug.batches();
        try (var learning = new CudnnLearning(card, aug.plan(batches2))) {
            learning.beginEpoch(1, lesson.order(1));
            System.out.println("ASTEP1 " + calls(() -> learning.step(0.01)));
            System.out.println("ASTEP2 " + calls(() -> learning.step(0.01)));
            System.out.println("ASTEP3 " + calls(() -> learning.step(0.01)));
            learning.beginEpoch(2, lesson.order(1));
            System.out.println("ASTEP4 " + calls(() -> learning.step(0.01)));
        }
    }
}
