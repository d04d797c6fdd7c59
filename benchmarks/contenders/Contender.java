import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;

/**
 * A Java process that takes its turns in the benchmark. Its arguments are the data folder, the network ({@code LSTM},
 * {@code RNN-tanh}, {@code RNN-ReLU} or {@code CNN}), hidden units (of a CNN: of its dense layer), batch size and
 * threads (0: its own default).
 *
 * <p>It says {@code ready}, then answers each line of standard input with one line: {@code train <mini-batches>} with
 * their mean loss, {@code classify <batch size>} with the accuracy on the test images. The caller holds the clock.
 */
interface Contender {
    double train(int miniBatches) throws Exception;

    double classify(int batchSize) throws Exception;

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
                        default -> throw new IOException("No such command: " + line);
                    });
        }
        System.exit(0);
    }
}
