package org.seqnet.spark.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrongArgumentsTest {
    private static final String HINT = " 'seqnet-spark.jar train --help' explains the arguments.\n";

    private static Ran train(String... arguments) {
        var all = new ArrayList<String>(List.of("train", "--data", "d", "--columns", "x", "--output", "o.seqnet"));
        all.addAll(List.of(arguments));
        return Ran.withoutSpark(all.toArray(String[]::new));
    }

    private static void assertRefused(Ran ran, String message) {
        assertThat(ran.problems()).isEqualTo(message + HINT);
        assertThat(ran.output()).isEmpty();
        assertThat(ran.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --layers 0                                    | --layers: 0 is not between 1 and 16.
                    --hidden-units 8193                           | --hidden-units: 8193 is not between 1 and 8192.
                    --dropout 1                                   | --dropout: 1.0 is not at least 0 and below 1.
                    --forget-gate-bias NaN                        | --forget-gate-bias: NaN is not a finite number.
                    --network-type fcn --filters 0                | --filters: 0 is not between 1 and 1024.
                    --network-type fcn --depth 33                 | --depth: 33 is not between 1 and 32.
                    --network-type fcn --kernel-size 0            | --kernel-size: 0 is not between 1 and 1024.
                    --network-type fcn --dilation-growth 9        | --dilation-growth: 9 is not between 1 and 8.
                    --network-type fcn --lstm-units -1            | --lstm-units: -1 is not between 1 and 8192.
                    --network-type fcn --lstm-dropout 0.1         | --lstm-dropout: there is no LSTM layer. Add one with --lstm-units.
                    --network-type cnn --channels 0               | --channels: 0 is not between 1 and 1024.
                    --network-type cnn --dense-units 0            | --dense-units: 0 is not between 1 and 8192.
                    --network-type cnn --dense-dropout -1         | --dense-dropout: -1.0 is not at least 0 and below 1.
                    --members 101                                 | --members: 101 is not between 1 and 100.
                    --epochs 0                                    | --epochs: 0 is not at least 1.
                    --batch-size 0                                | --batch-size: 0 is not at least 1.
                    --learning-rate 0                             | --learning-rate: 0.0 is not a positive number.
                    --l2 -1                                       | --l2: -1.0 is not a non-negative number (0 disables it).
                    --gradient-clipping -1                        | --gradient-clipping: -1.0 is not a non-negative number (0 disables it).
                    --label-smoothing 1                           | --label-smoothing: 1.0 is not at least 0 and less than 1.
                    --target-accuracy 0                           | --target-accuracy: 0.0 is not greater than 0 and at most 1.
                    --schedule cosine --final-fraction 2          | --final-fraction: 2.0 of the learning rate is not between 0 and 1.
                    --schedule reduce-on-plateau --plateau-factor 1 | --plateau-factor: 1.0 is not greater than 0 and less than 1.
                    --schedule reduce-on-plateau --plateau-patience 0 | --plateau-patience: 0 is not at least 1 epoch.
                    --warm-up -1                                  | --warm-up: -1.0 epochs is not a non-negative number (0 disables it).
                    --warm-up 51                                  | --warm-up: 51.0 epochs are more than training has, 50.
                    --patience 0                                  | --patience: 0 is not at least 1 epoch.
                    --minimum-improvement -1                      | --minimum-improvement: -1.0 is not a number of at least 0.
                    --time-limit -1                               | --time-limit: -1.0 minutes is not a number of at least 0.
                    --crop 2                                      | --crop: 2.0 is not greater than 0 and at most 1.
                    --time-warping 3                              | --time-warping: 3.0 is not greater than 0 and at most 2.
                    --feature-scaling 2                           | --feature-scaling: 2.0 is not greater than 0 and at most 1.
                    --jitter -1                                   | --jitter: -1.0 is not greater than 0 and at most 1000000.
                    --network-type cnn --rotation 181             | --rotation: 181.0 is not greater than 0 and at most 180.
                    --network-type cnn --shift -1                 | --shift: -1 is not at least 1 pixel.
                    --network-type cnn --cutout -1                | --cutout: -1 is not at least 1 pixel.
                    --validation-share 0.6                        | --validation-share: 0.6 is not between 0 and 0.5.
                    --maximum-symbols 0                           | --maximum-symbols: 0 is not between 1 and 100000.
                    --minimum-occurrences 0                       | --minimum-occurrences: 0 is not between 1 and 2147483647.
                    --embedding-size 1025                         | --embedding-size: 1025 is not between 0 and 1024.
                    --maximum-length -1                           | --maximum-length: -1 is negative. Set it to 0 for no limit.
                    --features 0                                  | --features: 0 is not at least 1.
                    --layout windows --window 0                   | --window: 0 is less than 1. Enter 1 or a greater number.
                    --layout windows --window 9 --stride 0        | --stride: 0 is less than 1. Enter 1 or a greater number.
                    --shards 0                                    | --shards: 0 is not at least 1.
                    --interval 0                                  | --interval: 0 is not at least 1.
                    --format csv --csv-separator ;;               | --csv-separator: ';;' is not one character. Enter exactly one.
                    """)
    void a_value_outside_its_range_is_refused_by_the_name_of_its_option(String arguments, String message) {
        assertRefused(train(Parsed.ofClasses(arguments.split(" "))), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --layers two        | Invalid value for option '--layers': 'two' is not a whole number of 32 bits.
                    --seed 1e3          | Invalid value for option '--seed': '1e3' is not a whole number of 64 bits.
                    --l2 none           | Invalid value for option '--l2': 'none' is not a number.
                    --batch-size many   | Invalid value for option '--batch-size': 'many' is not a whole number or automatic.
                    --pooling max       | Invalid value for option '--pooling': 'max' is not one of last-step, mean, attention.
                    --network-type rocket | Invalid value for option '--network-type': MiniRocket is fitted at once on one machine, not in shards; use KNIME's Rocket Learner, or another network.
                    --block filters=two | Invalid value for option '--block' (NAME=VALUE,...): filters: 'two' is not a number.
                    --block kernel=4    | Invalid value for option '--block' (NAME=VALUE,...): Kernel size: 4 is not odd. Enter an odd number.
                    --block wide        | Invalid value for option '--block' (NAME=VALUE,...): 'wide' is not a setting of a block with its value, such as filters=32; there are filters, kernel, stride, pooling, normalization and dropout.
                    --lable x           | '--lable' is not known. Did you mean --label?
                    --hiden-units 9     | '--hiden-units' is not known. Did you mean --hidden-units?
                    --layers            | Missing required parameter for option '--layers' (N).
                    """)
    void what_cannot_be_read_is_named(String arguments, String message) {
        assertRefused(train(Parsed.ofClasses(arguments.split(" "))), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --label x --network-type fcn --layers 2     | --layers: an FCN has no such setting. Choose another --network-type, or leave it out.
                    --label x --shift 2                         | --shift: an LSTM has no such setting. Choose another --network-type, or leave it out.
                    --label x --network-type cnn --jitter 0.1   | --jitter: a CNN has no such setting. Choose another --network-type, or leave it out.
                    --label x --loss absolute                   | --loss, --huber-delta and --quantiles are of predicted values, but --label is set.
                    --targets x --label-smoothing 0.1           | --label-smoothing: --targets has no labels. Leave one of them out.
                    --targets x --huber-delta 2                 | --huber-delta: --loss is squared. Set --loss huber, or leave --huber-delta out.
                    --targets x --balanced                      | --balanced: balanced weights require one class per row, but --targets is set.
                    --label x --balanced --weight w             | --balanced and --weight: rows have one weight. Leave one of them out.
                    --label x --targets y                       | --label and --targets: a network learns one of them. Leave the other out.
                    --label x --network-type cnn-rnn            | --network-type cnn-rnn: it learns --labels, but --label is set. Choose another network.
                    --step-labels x --crop 0.9                  | --step-labels: Crop moves values to other time steps, away from their labels. Disable it.
                    --label x --schedule one-cycle --warm-up 1  | --warm-up: the schedule one-cycle has no such setting. Choose another --schedule, or leave --warm-up out.
                    --label x --final-fraction 0.1              | --final-fraction: the schedule constant has no such setting. Choose another --schedule, or leave --final-fraction out.
                    --label x --find-learning-rate --learning-rate 1 | --find-learning-rate: --learning-rate is set. Leave one of them out.
                    --label x --no-early-stopping --patience 3  | --patience: training does not stop early. Add --early-stopping, or leave --patience out.
                    --label x --validation-share 0 --early-stopping | --early-stopping: there are no validation data. Set --validation or --validation-share, or leave --early-stopping out.
                    --label x --validation v --validation-share 0.1 | --validation-share: nothing is held out, since --validation is set. Leave one of them out.
                    --label x --mask                            | --mask: missing values are not filled in. Set --fill-missing, or leave --mask out.
                    --label x --csv-quote '                     | --csv-quote: --format is parquet. Set --format csv, or leave --csv-quote out.
                    --label x --group g                         | --group: the layout list has no such setting. Choose another --layout, or leave --group out.
                    --label x --layout long                     | --group: it is missing. Name the columns that identify the sequence of a row.
                    --label x --layout windows                  | --window: it is missing. Set how many rows a window has.
                    --label x --layout wide --split words       | --split: the layout wide has no such setting. Choose another --layout, or leave --split out.
                    --label x --separator ,                     | --separator: --split is letters. Set --split separated, or leave --separator out.
                    --label x --checkpoint-rounds 3             | --checkpoint-rounds: there is no folder for checkpoints. Set --checkpoint.
                    --label x --continue                        | --continue: there is no folder for checkpoints. Set --checkpoint.
                    --format idx                                | --label-file: it is missing. Name the file with the labels of the images.
                    """)
    void what_contradicts_is_named(String arguments, String message) {
        assertRefused(train(arguments.split(" ")), message);
    }

    @Test
    void what_is_required_is_named() {
        assertRefused(
                Ran.withoutSpark("train"), "--data: it is missing. Name at least one file or folder with the data.");
        assertRefused(
                Ran.withoutSpark("train", "--data", "d"),
                "--columns: it is missing. Name at least one column with the values.");
        assertRefused(
                Ran.withoutSpark("train", "--data", "d", "--columns", "x"),
                "Nothing to learn: set --label, --labels, --label-columns, --targets or --step-labels.");
        assertRefused(
                Ran.withoutSpark("train", "--data", "d", "--columns", "x", "--label", "y"),
                "--output: it is missing. Name the network file to write.");
    }

    @Test
    void a_mistyped_option_is_not_taken_for_another_file() {
        assertRefused(
                Ran.withoutSpark("train", "--data", "one", "two", "--ouput", "o"),
                "'--ouput' is not known. Did you mean --output?");
    }

    @Test
    void an_application_must_be_one_of_two() {
        assertThat(Ran.withoutSpark("trian"))
                .isEqualTo(new Ran(
                        2,
                        "",
                        "'trian' is not known. Did you mean train? "
                                + "'seqnet-spark.jar --help' explains the arguments.\n"));
        assertThat(Ran.withoutSpark())
                .isEqualTo(new Ran(
                        2, "", "Missing required subcommand. 'seqnet-spark.jar --help' explains the arguments.\n"));
    }

    @Test
    void wrong_arguments_in_a_file_are_an_event_if_the_file_asks_for_events(@TempDir Path folder) throws Exception {
        var file = folder.resolve("arguments");
        Files.writeString(file, "\"--events\"\n\"--layers\"\n\"two\"\n");
        var ran = Ran.withoutSpark("train", "@" + file);
        assertThat(ran.code()).isEqualTo(2);
        assertThat(ran.output()).startsWith("seqnet-event {\"event\":\"error\",\"text\":");
    }
}
