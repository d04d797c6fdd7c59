package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.seqnet.engine.augmentation.Augmentation;
import org.seqnet.engine.augmentation.Crop;
import org.seqnet.engine.augmentation.Cutout;
import org.seqnet.engine.augmentation.FeatureScaling;
import org.seqnet.engine.augmentation.HorizontalFlip;
import org.seqnet.engine.augmentation.Jitter;
import org.seqnet.engine.augmentation.Rotation;
import org.seqnet.engine.augmentation.Shift;
import org.seqnet.engine.augmentation.TimeWarp;
import org.seqnet.engine.augmentation.VerticalFlip;
import org.seqnet.engine.options.EarlyStopping;
import org.seqnet.engine.options.EarlyStopping.Measure;
import org.seqnet.engine.options.Schedule;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.options.TrainingOptions.Draft;
import org.seqnet.engine.options.Updater;
import org.seqnet.engine.options.Weighting;
import org.seqnet.engine.sequence.FeatureScale;
import org.seqnet.engine.sequence.Filling;
import org.seqnet.engine.sequence.PreprocessingRule;

class TrainingArgumentsTest {
    /** The options of a new LSTM Learner in KNIME, for 6,000 rows. */
    private static final TrainingOptions USUAL = TrainingOptions.defaults().with(draft -> {
        draft.epochs = 50;
        draft.gradientClipping = 1;
        draft.earlyStopping = Optional.of(new EarlyStopping(Measure.VALIDATION_LOSS, 20, 0));
    });

    private static void assertChange(Consumer<Draft> change, String... arguments) {
        assertThat(Parsed.options(arguments)).isEqualTo(USUAL.with(change)).isNotEqualTo(USUAL);
    }

    @Test
    void without_arguments_options_are_those_of_a_new_learner() {
        assertThat(Parsed.options()).isEqualTo(USUAL);
    }

    @Test
    void gradients_of_other_networks_are_not_clipped() {
        assertThat(Parsed.options("--network-type", "inception").gradientClipping())
                .isZero();
        assertThat(Parsed.options("--network-type", "cnn").gradientClipping()).isZero();
        assertThat(Parsed.options("--network-type", "gru").gradientClipping()).isEqualTo(1);
        assertThat(Parsed.options("--network-type", "rnn").gradientClipping()).isEqualTo(1);
    }

    @Test
    void few_rows_have_small_batches() {
        var few = Parsed.arguments("--label", "x").recipe(() -> 4999, true, Map.of());
        assertThat(few.options().batchSize()).isEqualTo(32);
        var stated =
                Parsed.arguments("--label", "x", "--batch-size", "automatic").recipe(() -> 4999, true, Map.of());
        assertThat(stated.options().batchSize()).isEqualTo(32);
    }

    @Test
    void each_number_is_an_option_of_the_engine() {
        assertChange(draft -> draft.epochs = 7, "--epochs", "7");
        assertChange(draft -> draft.batchSize = 8, "--batch-size", "8");
        assertChange(draft -> draft.learningRate = 0.02, "--learning-rate", "0.02");
        assertChange(draft -> draft.l2 = 0.001, "--l2", "0.001");
        assertChange(draft -> draft.gradientClipping = 0, "--gradient-clipping", "0");
        assertChange(draft -> draft.seed = -5, "--seed", "-5");
        assertChange(draft -> draft.labelSmoothing = 0.1, "--label-smoothing", "0.1");
        assertChange(draft -> draft.stopAtAccuracy = OptionalDouble.of(0.9), "--target-accuracy", "0.9");
    }

    @Test
    void each_switch_is_an_option_of_the_engine() {
        assertChange(draft -> draft.averageWeights = false, "--no-average-weights");
        assertChange(draft -> draft.shuffle = false, "--no-shuffle");
        assertChange(draft -> draft.findsLearningRate = true, "--find-learning-rate");
        assertChange(draft -> draft.weighting = Weighting.BALANCED, "--balanced");
        assertChange(draft -> draft.weighting = Weighting.GIVEN, "--weight", "w");
        assertChange(draft -> draft.earlyStopping = Optional.empty(), "--no-early-stopping");
        assertThat(Parsed.options("--average-weights", "--shuffle", "--early-stopping"))
                .isEqualTo(USUAL);
    }

    @ParameterizedTest
    @EnumSource(Updater.class)
    void each_optimizer_has_a_word(Updater updater) {
        assertThat(Parsed.options("--optimizer", updater.name().toLowerCase()).updater())
                .isEqualTo(updater);
    }

    @Test
    void schedules_have_settings() {
        assertChange(draft -> draft.schedule = new Schedule.Constant(0.5), "--warm-up", "0.5");
        assertChange(draft -> draft.schedule = new Schedule.Cosine(0, 0), "--schedule", "cosine");
        assertChange(
                draft -> draft.schedule = new Schedule.Cosine(2, 0.1),
                "--schedule",
                "cosine",
                "--warm-up",
                "2",
                "--final-fraction",
                "0.1");
        assertChange(draft -> draft.schedule = new Schedule.OneCycle(), "--schedule", "one-cycle");
        assertChange(
                draft -> draft.schedule = new Schedule.ReduceOnPlateau(0, 0.5, 2), "--schedule", "reduce-on-plateau");
        assertChange(
                draft -> draft.schedule = new Schedule.ReduceOnPlateau(0, 0.1, 4),
                "--schedule",
                "reduce-on-plateau",
                "--plateau-factor",
                "0.1",
                "--plateau-patience",
                "4");
    }

    @Test
    void early_stopping_has_settings() {
        assertChange(
                draft -> draft.earlyStopping = Optional.of(new EarlyStopping(Measure.VALIDATION_ACCURACY, 4, 0.01)),
                "--measure",
                "accuracy",
                "--patience",
                "4",
                "--minimum-improvement",
                "0.01");
    }

    @Test
    void training_without_validation_data_does_not_stop_early() {
        var options = Parsed.arguments("--label", "x")
                .recipe(() -> 6000, false, Map.of())
                .options();
        assertThat(options).isEqualTo(USUAL.withoutEarlyStopping());
    }

    @Test
    void a_preset_is_the_engines() {
        assertThat(Parsed.options("--preset", "reference")).isEqualTo(TrainingOptions.defaults());
        assertThat(Parsed.options("--preset", "quick-start")).isEqualTo(TrainingOptions.quickStart(6000));
    }

    @Test
    void what_is_set_replaces_that_of_the_preset() {
        assertThat(Parsed.options(
                        "--preset",
                        "quick-start",
                        "--epochs",
                        "9",
                        "--batch-size",
                        "10",
                        "--patience",
                        "3",
                        "--early-stopping"))
                .isEqualTo(TrainingOptions.quickStart(6000).with(draft -> {
                    draft.epochs = 9;
                    draft.batchSize = 10;
                    draft.earlyStopping = Optional.of(new EarlyStopping(Measure.VALIDATION_LOSS, 3, 0));
                }));
    }

    @Test
    void sequences_are_augmented_in_the_order_of_the_learners() {
        assertChange(
                draft -> draft.augmentation =
                        Augmentation.of(new Crop(0.9), new TimeWarp(0.2), new FeatureScaling(0.3), new Jitter(0.4)),
                "--jitter",
                "0.4",
                "--feature-scaling",
                "0.3",
                "--time-warping",
                "0.2",
                "--crop",
                "0.9");
    }

    @Test
    void images_are_augmented_in_the_order_of_the_learners() {
        assertThat(Parsed.options(
                                "--network-type",
                                "cnn",
                                "--cutout",
                                "3",
                                "--shift",
                                "2",
                                "--rotation",
                                "10",
                                "--vertical-flip",
                                "--horizontal-flip")
                        .augmentation())
                .isEqualTo(new Augmentation(List.of(
                        new HorizontalFlip(0.5),
                        new VerticalFlip(0.5),
                        new Rotation(10),
                        new Shift(2),
                        new Cutout(3))));
    }

    @Test
    void strengths_of_zero_change_nothing() {
        assertThat(Parsed.options("--crop", "1", "--jitter", "0", "--time-warping", "0", "--feature-scaling", "0"))
                .isEqualTo(USUAL);
    }

    @Test
    void preprocessing_is_automatic_unless_it_is_told_otherwise() {
        assertThat(Parsed.recipe(Parsed.ofClasses()).preprocessing())
                .isEqualTo(new PreprocessingRule(Optional.empty(), Filling.NONE, false));
        assertThat(rule("--scaling", "automatic").scale()).isEmpty();
        assertThat(rule("--scaling", "standardize").scale()).contains(FeatureScale.STANDARDIZE);
        assertThat(rule("--scaling", "range").scale()).contains(FeatureScale.RANGE);
        assertThat(rule("--scaling", "robust").scale()).contains(FeatureScale.ROBUST);
        assertThat(rule("--scaling", "none").scale()).contains(FeatureScale.NONE);
        assertThat(rule("--fill-missing", "previous").filling()).isEqualTo(Filling.PREVIOUS);
        assertThat(rule("--fill-missing", "linear").filling()).isEqualTo(Filling.LINEAR);
        assertThat(rule("--fill-missing", "mean", "--mask"))
                .isEqualTo(new PreprocessingRule(Optional.empty(), Filling.TRAINING_MEAN, true));
    }

    private static PreprocessingRule rule(String... arguments) {
        return Parsed.recipe(Parsed.ofClasses(arguments)).preprocessing();
    }

    @Test
    void a_time_limit_is_in_minutes() {
        assertThat(Parsed.arguments("--label", "x", "--time-limit", "1.5").timeLimit())
                .contains(Duration.ofSeconds(90));
        assertThat(Parsed.arguments("--label", "x", "--time-limit", "0").timeLimit())
                .isEmpty();
        assertThat(Parsed.arguments("--label", "x").timeLimit()).isEmpty();
    }
}
