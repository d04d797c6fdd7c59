package org.seqnet.knime.view;

import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.knime.core.data.DataTableSpec;
import org.seqnet.engine.trained.StopReason;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.knime.Tables;
import org.seqnet.knime.comparison.Comparisons;
import org.seqnet.knime.learner.Trainings;
import org.seqnet.knime.multilabel.LabelScores;
import org.seqnet.knime.network.Networks;
import org.seqnet.knime.scorer.Scores;

/** What the views of all nodes show in tests. */
final class ViewCases {
    private ViewCases() {}

    /** A page's data and what is expected to be seen. */
    record Case(String name, String data, List<String> expected) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Case> cases() throws Exception {
        return Stream.of(
                        learnersAndScorers(),
                        StepCases.all(),
                        ExplainerCases.all(),
                        ForecastCases.all(),
                        FaultyCases.all())
                .flatMap(each -> each);
    }

    private static Stream<Case> learnersAndScorers() throws Exception {
        return Stream.of(
                new Case(
                        "training",
                        Trainings.view(12, true),
                        List.of(
                                "LSTM, 1 layer of 2 units",
                                "All 12 epochs were completed; the network of epoch 12 is kept.",
                                "epoch 12: loss 0.0005, accuracy 99.98%; validation loss 0.2505, accuracy 74.98%",
                                "60,000",
                                "CPU, 2 threads",
                                "4 x svg[role=img]",
                                "6 x .drawing .curve",
                                "2 x .mark")),
                new Case(
                        "training-found",
                        Trainings.found(),
                        List.of(
                                "epoch 12: loss 0.0005, accuracy 99.98%; 2.3 s, 1,000 samples/s; "
                                        + "learning rate 0.000175",
                                "Loss by learning rate before training", "found: 0.0021", "6 x svg[role=img]")),
                new Case(
                        "training-values",
                        Trainings.values(16, true),
                        List.of(
                                "LSTM, 1 layer of 2 units, regression",
                                "Targets",
                                "1: demand",
                                "Validation R²",
                                "0.5000",
                                "MAE 2,250, RMSE 4,500, loss 1.5000",
                                "Mean absolute error",
                                "Root mean squared error",
                                "epoch 16: loss 1.5000, R² 0.6250, MAE 1,851, RMSE 3,518; validation loss 1.5000, "
                                        + "R² 0.5000, MAE 2,250, RMSE 4,500",
                                "6 x svg[role=img]",
                                "10 x .drawing .curve")),
                new Case(
                        "training-1",
                        Trainings.view(1, false),
                        List.of(
                                "The only epoch was completed.",
                                "4 x svg[role=img]",
                                "4 x .drawing .curve",
                                "2 x .mark")),
                new Case(
                        "training-1000",
                        Trainings.view(1000, true),
                        List.of("All 1,000 epochs were completed", "4 x svg[role=img]")),
                new Case("training-60000", Trainings.view(60_000, true), List.of("All 60,000 epochs were completed")),
                new Case(
                        "training-0",
                        Trainings.view(0, false),
                        List.of("No epoch was completed.", "The network has no training history.", "CPU, 2 threads")),
                new Case(
                        "training-running",
                        Trainings.unfinished(3, "Running: epoch 4/10, mini-batch 450/600. Updated: 12:00:03.", true),
                        List.of(
                                "Running: epoch 4/10, mini-batch 450/600. Updated: 12:00:03.",
                                "Latest epoch",
                                "epoch 3: loss 0.25",
                                "1 x progress",
                                "4 x svg[role=img]",
                                "1 x .mark")),
                new Case(
                        "training-canceled",
                        Trainings.unfinished(0, "Canceled at 12:00:03: no network is kept.", false),
                        List.of("Canceled at 12:00:03", "No epoch has been completed.", "0 x progress", "60,000")),
                new Case(
                        "scores",
                        Scores.view(Scores.images(1000, 10)),
                        List.of(
                                "1,000 rows were scored.",
                                "85.70%",
                                "857 of 1,000 correct",
                                "Most frequent confusions",
                                "class 0 predicted as class 9",
                                "Most confident mistakes",
                                "100 x td[data-at]",
                                "10 x .classes tbody tr",
                                "24 x img")),
                new Case(
                        "scores-100",
                        Scores.view(Scores.images(5000, 100)),
                        List.of("10000 x td[data-at]", "100 x .classes tbody tr")),
                new Case(
                        "scores-200",
                        Scores.view(Scores.images(2000, 200)),
                        List.of(
                                "A matrix of 200 classes is too large to display",
                                "0 x td[data-at]",
                                "200 x .classes tbody tr")),
                new Case(
                        "scores-60000",
                        Scores.view(Scores.images(60_000, 10)),
                        List.of("60,000 rows were scored.", "100 x td[data-at]", "24 x img")),
                new Case(
                        "scores-no-mistakes",
                        Scores.view(table(
                                new DataTableSpec(strings("label"), strings("Prediction (label)")),
                                row(string("a"), string("a")),
                                row(string("b"), string("b")))),
                        List.of("2 rows were scored.", "100.00%", "0 wrong", "All predictions are correct.")),
                new Case(
                        "scores-alike",
                        Scores.view(Recordings.named(300, 3, HardNames.alike(12))),
                        List.of("300 rows were scored.", "144 x td[data-at]", "24 x svg.plot")),
                new Case(
                        "scores-alike-1000",
                        Scores.view(Recordings.table(5000, 2, HardNames.alike(1000))),
                        List.of("A matrix of 1,000 classes is too large to display", "1000 x .classes tbody tr")),
                new Case(
                        "comparison-12",
                        Comparisons.view(
                                HardNames.alike(12),
                                IntStream.range(0, 12)
                                        .mapToObj(i -> Trainings.of(5 + i, true, 5 + i, StopReason.ALL_EPOCHS_DONE))
                                        .toArray(TrainedNetwork[]::new)),
                        List.of("12 networks classified the same", "12 x .legend li", "12 x .drawing .curve")),
                new Case("scores-0", Scores.view(Scores.images(0, 10)), List.of("0 rows were scored.")),
                new Case(
                        "multilabel",
                        LabelScores.view(LabelScores.images(1000, HardNames.articles(10)), true),
                        List.of(
                                "1,000 rows were scored.",
                                "O-F1",
                                "mAP@10",
                                "Is the difference significant?",
                                "higher",
                                "“Prediction (labels) (#1)” minus “Prediction (labels)”, for the same rows.",
                                "200 x td[data-at]",
                                "10 x .classes tbody tr",
                                "18 x .figures tbody tr",
                                "24 x img")),
                new Case(
                        "multilabel-30",
                        LabelScores.view(LabelScores.images(3000, HardNames.articles(30)), false),
                        List.of("1800 x td[data-at]", "30 x .classes tbody tr")),
                new Case(
                        "multilabel-1",
                        LabelScores.view(LabelScores.images(60, "only"), false),
                        List.of("60 rows were scored.", "0 x td[data-at]", "1 x .classes tbody tr")),
                new Case(
                        "multilabel-0",
                        LabelScores.view(LabelScores.images(0, HardNames.articles(3)), false),
                        List.of("0 rows were scored.", "There is nothing to display.")),
                new Case(
                        "multilabel-empty-sets",
                        LabelScores.view(LabelScores.empty(20), true),
                        List.of("20 rows were scored.", "undefined", "All labels of all rows are correct.")),
                new Case(
                        "comparison",
                        Comparisons.view(3, 12, true),
                        List.of(
                                "3 networks classified the same 1,000 rows.",
                                "3 of the test table's rows were skipped.",
                                "First to reach 70%",
                                "network 2 reached 70% after 11 s",
                                "98.30%",
                                "no difference shown at 5 %",
                                "1 x svg[role=img]",
                                "3 x .reached",
                                "9 x .figures tbody tr",
                                "3 x .interval")),
                new Case(
                        "comparison-unvalidated",
                        Comparisons.view(2, 1, false),
                        List.of(
                                "not reached by any network",
                                "network 1 (training accuracy; no validation table)",
                                "0 x .reached")),
                new Case(
                        "comparison-resumed",
                        Comparisons.view(2, Trainings.resumed(3, 4)),
                        List.of("network 2 reached 70% after 11 s", "2 x .reached", "8 x .drawing .marker")),
                new Case(
                        "comparison-0",
                        Comparisons.view(2, 0, false),
                        List.of("No network has a training history.", "0 x svg[role=img]", "2 x .interval")),
                new Case(
                        "comparison-100",
                        Comparisons.view(100, 60_000, true),
                        List.of("The first 40 of 100;", "The first 780 of 4,950;", "40 x .interval", "123,450/s")),
                new Case(
                        "comparison-of-values",
                        Comparisons.values(3),
                        List.of("3 networks predicted the same 100 rows.", "Smallest RMSE", "first is better")),
                new Case(
                        "gallery",
                        Gallery.of(Scores.images(1000, 10), Tables.execution()).toString(),
                        List.of("image", "1,000 rows.", "class 9", "60 x img", "0 x .drawing .curve")),
                new Case(
                        "gallery-60000",
                        Gallery.of(Scores.images(60_000, 10), Tables.execution())
                                .toString(),
                        List.of("60,000 rows.", "60 x img")),
                new Case(
                        "gallery-lines",
                        Gallery.of(GalleryTest.signals(), Tables.execution()).toString(),
                        List.of(
                                "sequence",
                                "falling",
                                "rising",
                                "0 x img",
                                "12 x svg[role=img]",
                                "24 x .drawing .curve",
                                "feature 2")),
                new Case(
                        "gallery-sensors",
                        Gallery.of(Recordings.table(300, 5, HardNames.STATES), Tables.execution())
                                .toString(),
                        List.of("recording", "feature 5", "missing values", "12 x svg[role=img]", "0 x img")),
                new Case(
                        "awkward-sensors",
                        Gallery.of(Recordings.named(30, 5, HardNames.LONG), Tables.execution())
                                .toString(),
                        List.of(HardNames.LONG.get(2), "👩‍🔧 current (A)", "…", "5 x .legend li")),
                new Case(
                        "gallery-sensors-20",
                        Gallery.of(Recordings.table(60_000, 20, HardNames.STATES), Tables.execution())
                                .toString(),
                        List.of(
                                "60,000 rows.",
                                "Select the features to display. There are 20.",
                                "72 x .drawing .curve",
                                "20 x .legend li")),
                new Case(
                        "gallery-sensors-100",
                        Gallery.of(Recordings.table(30, 100, HardNames.STATES), Tables.execution())
                                .toString(),
                        List.of("There are 100; the first 24 can be displayed.", "24 x .legend li")),
                new Case(
                        "gallery-1-step",
                        Gallery.of(GalleryTest.steps(1), Tables.execution()).toString(),
                        List.of("Value of feature 1 over the time steps.", "1 x .drawing .curve")),
                new Case(
                        "scores-sensors",
                        Scores.view(Recordings.table(300, 5, HardNames.STATES)),
                        List.of("300 rows were scored.", "24 x svg.plot", "0 x img")),
                new Case(
                        "gallery-0",
                        Gallery.of(Scores.images(0, 10), Tables.execution()).toString(),
                        List.of("0 rows. None has a tensor to display.")),
                new Case(
                        "network",
                        Networks.trained(10),
                        List.of(
                                "LSTM, 2 layers of 128 units",
                                "All 3 epochs were completed; the network of epoch 3 is kept.",
                                "Validation accuracy",
                                "62.50%",
                                "213,258",
                                "in 3 layers",
                                "28 × 28",
                                "28 time steps x 28 features",
                                "CPU, 2 threads",
                                "2026-11-25 11:02:19 UTC",
                                "3 x .layers tbody tr",
                                "10 x .labels li")),
                new Case(
                        "network-60000-labels",
                        Networks.trained(60_000),
                        List.of("The first 300 of 60,000.", "300 x .labels li")),
                new Case(
                        "network-thresholds",
                        Networks.withThresholds(10),
                        List.of(
                                "LSTM, 2 layers of 128 units, independent labels",
                                "Labels in the order of the outputs",
                                "0 to 0.9, depending on the label",
                                "The number next to a label is its threshold",
                                "10 x .labels li small")),
                new Case(
                        "network-thresholds-1000",
                        Networks.withThresholds(1000),
                        List.of("The first 300 of 1,000.", "300 x .labels li small")),
                new Case(
                        "network-paths-1000",
                        Networks.withPaths(1000),
                        List.of(
                                "LSTM, 2 layers of 128 units, LSTM of 128 units over labels",
                                "5 x .layers tbody tr",
                                "Labels in the order of the path",
                                "class 999",
                                "The first 300 of 1,000.",
                                "300 x .labels li",
                                "0 x .labels li small")),
                new Case(
                        "network-untrained",
                        Networks.untrained(10),
                        List.of("Not trained yet. Execute the node.", "3 x .layers tbody tr", "10 x .labels li")),
                new Case(
                        "network-unknown",
                        Networks.unknown(),
                        List.of(
                                "Not trained yet. Execute the node.",
                                "The sizes of the layers depend on the sequences and labels; they are known "
                                        + "after execution.",
                                "0 x .layers tbody tr",
                                "0 x .labels li")),
                new Case(
                        "awkward-training",
                        Trainings.view(Trainings.awkward(12, HardNames.LONG_LABELS)),
                        List.of(
                                "All 12 epochs were completed",
                                "9,223,372,036,854,775,807",
                                "loss 1.00e-6, accuracy 8.33%; validation loss 1.00e+6, accuracy 0.00%")),
                new Case(
                        "awkward-network",
                        Networks.trained(HardNames.LONG.get(2), HardNames.LONG_LABELS),
                        List.of("3 x .labels li", HardNames.LONG.get(1))),
                new Case(
                        "awkward-scores",
                        Scores.view(Scores.images(3000, HardNames.LONG.toArray(String[]::new))),
                        List.of("9 x td[data-at]", "3 x .classes tbody tr", "24 x img")),
                new Case(
                        "awkward-scores-1000",
                        Scores.view(Scores.images(
                                4000,
                                IntStream.range(0, 1000)
                                        .mapToObj(i -> i + " " + HardNames.LONG.get(i % 3))
                                        .toArray(String[]::new))),
                        List.of("A matrix of 1,000 classes is too large to display", "0 x td[data-at]")),
                new Case(
                        "awkward-multilabel",
                        LabelScores.view(LabelScores.images(300, HardNames.LONG.toArray(String[]::new)), true),
                        List.of("18 x td[data-at]", "3 x .classes tbody tr", HardNames.LONG.get(2))),
                new Case(
                        "awkward-multilabel-1000",
                        LabelScores.view(
                                LabelScores.images(
                                        500,
                                        IntStream.range(0, 1000)
                                                .mapToObj(i -> i + " " + HardNames.LONG.get(i % 3))
                                                .toArray(String[]::new)),
                                true),
                        List.of("The 30 most frequent of 1,000 labels.", "1800 x td[data-at]")),
                new Case(
                        "awkward-comparison",
                        Comparisons.view(
                                HardNames.LONG,
                                Trainings.awkward(12, HardNames.LONG_LABELS),
                                Trainings.awkward(4, HardNames.LONG_LABELS),
                                Trainings.awkward(1, HardNames.LONG_LABELS)),
                        List.of(
                                "3 x .interval",
                                "a_file_name_without_a_sp…",
                                "9,000,000,000,000,000",
                                "11 ms",
                                "0.01 ms",
                                "0.001")),
                new Case(
                        "awkward-gallery",
                        Gallery.of(Scores.images(60, HardNames.LONG.toArray(String[]::new)), Tables.execution())
                                .toString(),
                        List.of("18 x img", HardNames.LONG.get(2))));
    }
}
