package org.seqnet.cudnn.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seqnet.cudnn.OnStandIn;
import org.seqnet.engine.accelerator.Learning;
import org.seqnet.engine.accelerator.Learning.Which;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.sequence.SequenceFacts;

/** What is called, in order: by a training, mini-batch by mini-batch, and by a prediction. */
class CallsTest extends OnStandIn {
    @TempDir
    private Path folder;

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
            return lines.map(line -> line.substring(line.indexOf(' ') + 1))
                    .filter(call -> !call.startsWith("cuModule")) // once for each kernel
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The forward and backward pass of two LSTM layers below a softmax, and the step. */
    private static final String[] PASSES = {
        "stepsOfFloats", // the sequences of the mini-batch, padded
        "cuMemsetD32Async", // gradients of 0
        "cudnnRNNForward",
        "repeatRow", // biases, to which the product of the head is added
        "cublasSgemm_v2",
        "softmaxLoss",
        "addFigures",
        "cublasSgemm_v2", // gradients of the head's weights,
        "addColumnSums", // its biases
        "cublasSgemm_v2", // and its input
        "lastGradients",
        "cudnnRNNBackwardData_v8",
        "cudnnRNNBackwardWeights_v8",
        "squaresOfGradients",
        "clippedMean",
        "updateParameters"
    };

    private static final String[] BEGIN = {"cuCtxSetCurrent", "cuEventSynchronize"};
    private static final String END = "cuEventRecord";
    /** What a mini-batch of another shape takes. */
    private static final String[] SHAPE = {
        "cudnnSetRNNDataDescriptor",
        "cudnnSetRNNDataDescriptor",
        "cudnnSetTensorNdDescriptor",
        "cudnnGetRNNTempSpaceSizes",
        "cudnnGetRNNTempSpaceSizes"
    };

    private static String[] all(Object... parts) {
        return Stream.of(parts)
                .flatMap(part -> part instanceof String[] calls ? Stream.of(calls) : Stream.of((String) part))
                .toArray(String[]::new);
    }

    private static Lesson lesson() {
        return Lessons.lstmOfFloats()
                .with(options -> options.withGradientClipping(1).withAverageWeights(true));
    }

    @Test
    void a_training_calls_each_mini_batch_once_and_waits_only_for_that_of_four_steps_before() {
        var lesson = lesson();
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            assertThat(calls(() -> learning.beginEpoch(1, lesson.order(1))))
                    .containsExactly("cuCtxSetCurrent", "cuMemcpyHtoDAsync_v2", "cuStreamSynchronize");
            // the first one by itself
            assertThat(calls(() -> learning.step(0.01))).containsExactly(all(BEGIN, "beginBatch", PASSES, END));
            // the second one while it is recorded
            assertThat(calls(() -> learning.step(0.01)))
                    .containsExactly(all(
                            BEGIN,
                            "beginBatch",
                            "cuStreamBeginCapture_v2",
                            PASSES,
                            "cuStreamEndCapture",
                            "cuGraphInstantiateWithFlags",
                            "cuGraphDestroy",
                            "cuGraphLaunch",
                            END));
            // the last one is smaller
            assertThat(calls(() -> learning.step(0.01))).containsExactly(all(BEGIN, "beginBatch", SHAPE, PASSES, END));
            assertThat(calls(learning::figures))
                    .containsExactly(
                            "cuCtxSetCurrent", "cuMemcpyDtoHAsync_v2", "cuMemsetD32Async", "cuStreamSynchronize");
            learning.beginEpoch(2, lesson.order(2));
            for (int number = 1; number <= 2; number++) {
                assertThat(calls(() -> learning.step(0.01)))
                        .containsExactly(all(BEGIN, "beginBatch", "cuGraphLaunch", END));
            }
            // what was described for the last one of the epoch before still holds
            assertThat(calls(() -> learning.step(0.01))).containsExactly(all(BEGIN, "beginBatch", PASSES, END));
            assertThat(calls(() -> learning.parameters(Which.LATEST)))
                    .containsExactly("cuCtxSetCurrent", "cuMemcpyDtoHAsync_v2", "cuStreamSynchronize");
        } finally {
            Lesson.close(batches);
        }
    }

    /** The last mini-batch needs a larger workspace than what was recorded, to which the old one is lost. */
    @Test
    void a_mini_batch_is_recorded_anew_once_memory_has_moved() {
        var lesson = Lessons.classes(Lessons.cnn(0), Lessons.images(false));
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            learning.beginEpoch(1, lesson.order(1));
            learning.step(0.01);
            assertThat(calls(() -> learning.step(0.01))).contains("cuStreamBeginCapture_v2", "cuGraphLaunch");
            assertThat(calls(() -> learning.step(0.01))).contains("cuMemFree_v2", "cuMemAlloc_v2");
            learning.beginEpoch(2, lesson.order(2));
            assertThat(calls(() -> learning.step(0.01))).contains("cuStreamBeginCapture_v2", "cuGraphLaunch");
            var launch = all(BEGIN, "beginBatch", "cuGraphLaunch", END);
            assertThat(calls(() -> learning.step(0.01))).containsExactly(launch);
            assertThat(calls(() -> learning.step(0.01))).doesNotContain("cuMemAlloc_v2");
            learning.beginEpoch(3, lesson.order(3));
            assertThat(calls(() -> learning.step(0.01))).containsExactly(launch);
        } finally {
            Lesson.close(batches);
        }
    }

    @Test
    void mini_batches_of_the_processor_are_uploaded_one_by_one() {
        var lesson = lesson().with(options -> options.withAugmentation(Augmentation.of(new Jitter(0.3))));
        var upload = all(BEGIN, "cuEventSynchronize", "cuMemcpyHtoDAsync_v2", "cuEventRecord");
        var batches = lesson.batches();
        try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
            learning.beginEpoch(1, lesson.order(1));
            assertThat(calls(() -> learning.step(0.01))).containsExactly(all(upload, "beginBatch", PASSES, END));
            learning.step(0.01);
            learning.step(0.01);
            learning.beginEpoch(2, lesson.order(2));
            assertThat(calls(() -> learning.step(0.01)))
                    .containsExactly(all(upload, "beginBatch", "cuGraphLaunch", END));
        } finally {
            Lesson.close(batches);
        }
    }

    @Test
    void an_epoch_waits_at_its_beginning_and_for_its_figures() {
        for (var lesson : List.of(
                lesson(),
                lesson().of(Lessons.floats(n -> 1 + n % 6)),
                lesson().with(options -> options.withAugmentation(Augmentation.of(new Jitter(0.3)))))) {
            var batches = lesson.batches();
            try (var learning = new CudnnLearning(card, lesson.plan(batches))) {
                var calls = calls(() -> learnEpoch(lesson, learning));
                assertThat(calls).filteredOn("cuStreamSynchronize"::equals).hasSize(2);
                assertThat(calls).doesNotContain("cuMemAlloc_v2", "cuMemHostAlloc");
            } finally {
                Lesson.close(batches);
            }
        }
    }

    private static void learnEpoch(Lesson lesson, Learning learning) {
        learning.beginEpoch(1, lesson.order(1));
        for (int n = 0; n < learning.batches(); n++) {
            learning.step(0.01);
        }
        learning.figures();
    }

    @Test
    void a_prediction_waits_for_its_outputs() {
        var lesson = lesson();
        var sequences = lesson.sequences();
        var outputs = new float[10 * Lessons.CLASSES];
        var shape = lesson.architecture().encoder().inputShape(SequenceFacts.of(sequences));
        try (var kernel = new CudnnKernel(card, lesson.architecture(), shape, true)) {
            assertThat(calls(() -> kernel.load(lesson.start().parameters())))
                    .containsExactly(
                            "cuCtxSetCurrent", "cuStreamSynchronize", "cuMemcpyHtoDAsync_v2", "scatterParameters");
            kernel.predict(sequences::copyTo, sequences.timeSteps(0, 10), 10, outputs, 0);
            assertThat(calls(() -> kernel.predict(sequences::copyTo, sequences.timeSteps(0, 10), 10, outputs, 0)))
                    .containsExactly(all(
                            "cuCtxSetCurrent",
                            "cuStreamSynchronize",
                            "cuMemcpyHtoDAsync_v2",
                            "padSteps",
                            "cudnnRNNForward",
                            "repeatRow",
                            "cublasSgemm_v2",
                            "softmaxRows",
                            "cuMemcpyDtoHAsync_v2",
                            "cuStreamSynchronize"));
        }
    }
}
