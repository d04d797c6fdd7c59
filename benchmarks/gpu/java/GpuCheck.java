import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.seqnet.engine.SeqNetException;
import org.seqnet.engine.backend.CardStart;
import org.seqnet.engine.inference.Classifier;
import org.seqnet.engine.sequence.LabelledSequences;
import org.seqnet.engine.trained.EpochRecord;
import org.seqnet.engine.training.TrainingListener;

/**
 * The engine on a graphics card, without KNIME, OSGi and ND4J: what {@code benchmarks/gpu/check} has it do. Arguments
 * are the folder with MNIST, how many of its training and test images are used, and the hidden units of the network.
 *
 * <p>It says {@code ready}, then answers each line of standard input with one line of names and values, separated by
 * tabs; {@code error} is one of them if the command failed. The caller holds the clock.
 */
final class GpuCheck {
    private final Learner learner;
    private final LabelledSequences test;
    private CardMemory card;
    private EpochTurns turns;

    private GpuCheck(Learner learner, LabelledSequences test) {
        this.learner = learner;
        this.test = test;
    }

    public static void main(String[] arguments) throws IOException {
        var folder = Path.of(arguments[0]);
        var training = Images.read(folder, "train", Integer.parseInt(arguments[1]));
        var test = Images.read(folder, "t10k", Integer.parseInt(arguments[2]));
        var check = new GpuCheck(new Learner(training, Integer.parseInt(arguments[3])), test);
        System.out.println("ready");
        var commands = new BufferedReader(new InputStreamReader(System.in));
        for (var line = commands.readLine(); line != null; line = commands.readLine()) {
            System.out.println(check.answer(line.split(" ")));
        }
        System.exit(0);
    }

    private String answer(String[] command) {
        Map<String, Object> answer;
        try {
            answer = execute(command);
        } catch (Exception | Error e) {
            e.printStackTrace();
            answer = Map.of("error", e instanceof SeqNetException ? e.getMessage() : e.toString());
        }
        return answer.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + oneLine(entry.getValue()))
                .collect(Collectors.joining("\t"));
    }

    private static String oneLine(Object value) {
        return value.toString().replaceAll("\\s+", " ");
    }

    private Map<String, Object> execute(String[] command) throws Exception {
        return switch (command[0]) {
            case "device" -> device();
            case "free" -> Map.of("bytes", card().freeBytes());
            case "gradient" -> gradient(command[1], Integer.parseInt(command[2]), Path.of(command[3]));
            case "train" -> train(number(command, 1), number(command, 2), number(command, 3));
            case "begin" -> begin(number(command, 1));
            case "turn" -> Map.of("loss", turns.learn(number(command, 1)));
            case "end" -> end();
            case "exhaust" -> exhaust(number(command, 1));
            case "limit" -> limit(Long.parseLong(command[1]));
            case "together" -> together();
            case "cancel" -> cancel(number(command, 1));
            case "repeat" -> repeat(number(command, 1));
            default -> throw new IllegalArgumentException("No such command: " + command[0]);
        };
    }

    private static int number(String[] command, int index) {
        return Integer.parseInt(command[index]);
    }

    private CardMemory card() {
        if (card == null) {
            card = new CardMemory();
        }
        return card;
    }

    /** Starts the card as the product does. */
    private static Map<String, Object> device() {
        var started = CardStart.ofProcess();
        return started.device()
                .<Map<String, Object>>map(device -> Map.of("name", device.name()))
                .orElseGet(
                        () -> Map.of("error", started.shortcomings().orElse("The bundle is not on the class path.")));
    }

    private Map<String, Object> gradient(String network, int batch, Path folder) throws IOException {
        return Map.of("loss", new Gradient(card().exact(), network, learner.images(), batch).write(folder));
    }

    private Map<String, Object> train(int batch, int epochs, int seed) {
        var trained = learner.learn(learner.images(), batch, epochs, seed, TrainingListener.NONE);
        var answer = new LinkedHashMap<String, Object>();
        answer.put("device", trained.history().get(0).device());
        answer.put(
                "seconds",
                trained.history().stream()
                        .map(epoch -> String.valueOf(epoch.duration().toMillis() / 1e3))
                        .collect(Collectors.joining(",")));
        answer.put("loss", trained.history().get(epochs - 1).loss());
        try (var classifier = Classifier.of(trained.network())) {
            answer.put("accuracy", Accuracy.of(classifier, test));
        }
        return answer;
    }

    private Map<String, Object> begin(int batch) {
        turns = new EpochTurns(listener -> learner.learn(learner.images(), batch, 1_000_000, 1, listener));
        return Map.of();
    }

    private Map<String, Object> end() throws InterruptedException {
        turns.end();
        return Map.of();
    }

    /** Trains where there is no room for it; the message of the error is what counts. */
    private Map<String, Object> exhaust(int batch) {
        try {
            learner.learn(learner.images(), batch, 1, 1, TrainingListener.NONE);
            return Map.of("message", "");
        } catch (SeqNetException e) {
            return Map.of("message", e.getMessage());
        }
    }

    private Map<String, Object> limit(long bytes) {
        card().limit(bytes);
        return Map.of();
    }

    /** Lets two networks learn at the same time what each then learns by itself. */
    private Map<String, Object> together() throws InterruptedException {
        var both = List.of(new Alone(learner, 1), new Alone(learner, 2));
        both.forEach(Thread::start);
        double difference = 0;
        for (var one : both) {
            one.join();
            var together = one.loss();
            one.run();
            difference = Math.max(difference, Math.abs(together - one.loss()) / one.loss());
        }
        return Map.of("lossDifference", difference);
    }

    /** Cancels a training after so many mini-batches of its first epoch. */
    private Map<String, Object> cancel(int after) {
        var cancelled = new TrainingListener() {
            private int asked;
            private long since;

            @Override
            public boolean isCancelled() {
                if (++asked < after) {
                    return false;
                }
                since = System.nanoTime();
                return true;
            }
        };
        try {
            learner.learn(learner.images(), Learner.USUAL_BATCH, 1, 1, cancelled);
            throw new IllegalStateException("It was not canceled.");
        } catch (CancellationException e) {
            return Map.of("milliseconds", (System.nanoTime() - cancelled.since) / 1e6);
        }
    }

    /** Trains and applies many small networks, one after another. */
    private Map<String, Object> repeat(int runs) {
        var few = learner.images()
                .select(Images.first(Math.min(2000, learner.images().size())));
        Optional<EpochRecord> last = Optional.empty();
        for (int run = 0; run < runs; run++) {
            var trained = learner.learn(few, Learner.USUAL_BATCH, 1, run, TrainingListener.NONE);
            try (var classifier = Classifier.of(trained.network())) {
                classifier.probabilities(test.sequences(), 0, Math.min(100, test.size()), () -> false);
            }
            last = Optional.of(trained.history().get(0));
        }
        return Map.of("device", last.orElseThrow().device(), "bytes", card().freeBytes());
    }
}
