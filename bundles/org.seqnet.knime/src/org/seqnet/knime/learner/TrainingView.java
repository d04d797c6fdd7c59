package org.seqnet.knime.learner;

import static org.seqnet.knime.view.Facts.count;
import static org.seqnet.knime.view.Facts.fact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.seqnet.engine.search.TrialScore;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.trained.Evaluation;
import org.seqnet.engine.trained.TrainedNetwork;
import org.seqnet.engine.training.RateTest;
import org.seqnet.engine.training.TrainingTimes;
import org.seqnet.knime.message.Sentences;
import org.seqnet.knime.network.HeadKind;
import org.seqnet.knime.network.NetworkFacts;
import org.seqnet.knime.network.TrainingOutcome;
import org.seqnet.knime.view.Facts;
import org.seqnet.knime.view.JsonObject;

/** What the view of a learner shows: the curves of training, and what was trained, on what and how. */
final class TrainingView {
    /** No screen has more pixels for a curve; a longer history is thinned. */
    static final int MOST_EPOCHS = 2000;

    private TrainingView() {}

    /**
     * Returns the data of the view.
     *
     * @param validationSequences how many sequences each epoch was checked on, if there were some
     * @param rateTest how the learning rate was found, if it was
     * @param trials the trials of the search before training, if there was one
     * @param transfer how another network was used, if the network began with its layers
     */
    static JsonObject of(
            TrainedNetwork network,
            OptionalLong validationSequences,
            Optional<RateTest> rateTest,
            List<TrialScore> trials,
            Optional<Transfer> transfer) {
        var provenance = network.provenance();
        var history = provenance.history();
        int best = best(history);
        return new JsonObject()
                .with("view", "training")
                .with("title", network.architecture().title())
                .with("outcome", TrainingOutcome.of(network))
                .with("epochsRun", history.size())
                .with("bestEpoch", best)
                .with("keptEpoch", provenance.bestEpoch())
                .with("keptFor", TrainingOutcome.reason(provenance))
                .with("averaged", provenance.options().averageWeights())
                .with("seconds", new TrainingTimes(history).seconds())
                .with(
                        "epochs",
                        thinned(history, best, provenance.bestEpoch()).stream()
                                .map(TrainingView::epoch)
                                .toList())
                .with("rateTest", rateTest.map(TrainingView::rateTest))
                .with(
                        "facts",
                        Stream.of(
                                        data(network, validationSequences),
                                        NetworkFacts.preprocessing(network.input()),
                                        NetworkFacts.network(network),
                                        transfer.map(Transfer::facts).orElse(new Facts("Transfer", List.of())),
                                        NetworkFacts.training(network),
                                        NetworkFacts.run(provenance),
                                        search(trials))
                                .filter(facts -> !facts.facts().isEmpty())
                                .map(Facts::json)
                                .toList());
    }

    /**
     * Returns the data of the view of a training that has given no network, or not yet.
     *
     * @param outcome how it stands
     */
    static JsonObject unfinished(
            String title, String outcome, List<EpochRecord> history, Optional<RateTest> rateTest, List<Facts> facts) {
        int best = best(history);
        return new JsonObject()
                .with("view", "training")
                .with("title", title)
                .with("outcome", outcome)
                .with("epochsRun", history.size())
                .with("bestEpoch", best)
                .with("keptEpoch", null)
                .with("seconds", new TrainingTimes(history).seconds())
                .with(
                        "epochs",
                        thinned(history, best, best).stream()
                                .map(TrainingView::epoch)
                                .toList())
                .with("rateTest", rateTest.map(TrainingView::rateTest))
                .with("facts", facts.stream().map(Facts::json).toList());
    }

    private static JsonObject epoch(EpochRecord epoch) {
        var figures = figures(epoch);
        epoch.training().errors().ifPresent(off -> figures.with("absolute", off.meanAbsolute())
                .with("squared", off.rootMeanSquared()));
        epoch.validation().flatMap(Evaluation::errors).ifPresent(off -> figures.with(
                        "validationAbsolute", off.meanAbsolute())
                .with("validationSquared", off.rootMeanSquared()));
        return figures;
    }

    private static JsonObject figures(EpochRecord epoch) {
        return new JsonObject()
                .with("epoch", epoch.epoch())
                .with("loss", epoch.loss())
                .with("accuracy", epoch.accuracy())
                .with("seconds", epoch.seconds())
                .with("speed", epoch.samplesPerSecond())
                .with(
                        "rate",
                        epoch.learningRate().isPresent() ? epoch.learningRate().getAsDouble() : null)
                .with("validationLoss", validation(epoch, Evaluation::loss))
                .with("validationAccuracy", validation(epoch, Evaluation::accuracy));
    }

    private static JsonObject rateTest(RateTest test) {
        return new JsonObject()
                .with("rate", test.rate())
                .with(
                        "points",
                        test.points().stream()
                                .map(point -> new JsonObject()
                                        .with("rate", point.rate())
                                        .with("loss", point.loss()))
                                .toList());
    }

    private static Double validation(EpochRecord epoch, Function<Evaluation, Double> measure) {
        return epoch.validation().map(measure).orElse(null);
    }

    /** Returns the number of the epoch with the smallest loss: on the validation table, or else the training table. */
    private static int best(List<EpochRecord> history) {
        return history.stream()
                .min(Comparator.comparingDouble(
                        epoch -> epoch.validation().map(Evaluation::loss).orElse(epoch.loss())))
                .map(EpochRecord::epoch)
                .orElse(0);
    }

    private static List<EpochRecord> thinned(List<EpochRecord> history, int best, int kept) {
        int stride = (history.size() + MOST_EPOCHS - 1) / MOST_EPOCHS;
        return IntStream.range(0, history.size())
                .filter(i -> i % stride == 0
                        || i == history.size() - 1
                        || history.get(i).epoch() == best
                        || history.get(i).epoch() == kept)
                .mapToObj(history::get)
                .toList();
    }

    /** Returns the trials, best ones of the last round first. */
    private static Facts search(List<TrialScore> trials) {
        var latestFirst = new ArrayList<>(trials);
        latestFirst.sort(Comparator.comparingInt(TrialScore::epochs).reversed());
        return new Facts(
                "Search",
                latestFirst.stream()
                        .map(score -> fact(
                                Sentences.begun(TrialText.name(score)),
                                TrialText.settings(score.trial()) + ": " + TrialText.outcome(score)))
                        .toList());
    }

    private static Facts data(TrainedNetwork network, OptionalLong validationSequences) {
        return Facts.of(
                "Data",
                fact("Training sequences", count(network.provenance().trainingSequences())),
                network.provenance().heldOut() > 0
                        ? NetworkFacts.heldOut(network.provenance())
                        : fact(
                                "Validation sequences",
                                validationSequences.isPresent() ? count(validationSequences.getAsLong()) : "none"),
                fact("Sequences", network.inputShape()),
                NetworkFacts.predicted(new HeadKind(network.architecture().head()), Optional.of(network.labels())));
    }
}
