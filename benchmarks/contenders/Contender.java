import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * A Java process that takes its turns in the benchmark. Its arguments are {@code --mixed} for mixed precision, which
 * only ours knows, the data folder, the network ({@code LSTM}, {@code RNN-tanh}, {@code RNN-ReLU} or {@code CNN}; for
 * several labels {@code CNN-RNN}, {@code CNN-RNN in any order} or {@code CNN of labels}), hidden units (of a CNN: of
 * its dense layer), batch size, threads (0: its own default), and for several labels the settings of
 * {@link LabelRecipe}.
 *
 * <p>It says {@code ready}, then answers each line of standard input with one line: {@code train <mini-batches>} with
 * their mean loss, {@code classify <batch size>} with the accuracy on the test images, and for several labels
 * {@code check <mini-batches>} with the mean loss of the first ones, without dropout; our start parameters then lie in
 * the data folder. The caller holds the clock.
 */
interface Contender {
    double train(int miniBatches) throws Exception;

    double classify(int batchSize) throws Exception;

    default double check(int miniBatches) throws Exception {
        throw new UnsupportedOperationException();
    }

    static void serve(Contender contender) throws Exception {
        System.out.println("ready");
        var commands = new BufferedReader(new InputStreamReader(System.in));
        for (var line = commands.readLine(); line != null; line = commands.readLine()) {
            var words = line.split(" ");
            int number = Integer.parseInt(words[1]);
            System.out.println(
                    switch (words[0]) {
                        case "train" -> contender.train(number);
                        case "classify" -> contender.classify(number);
                        case "check" -> contender.check(number);
                        default -> throw new IOException("No such command: " + line);
                    });
        }
        System.exit(0);
    }
}
