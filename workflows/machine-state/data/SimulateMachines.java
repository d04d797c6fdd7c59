import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Random;

/**
 * Simulates the sensors of milling machines, one measurement every 5 seconds; the README beside it says how to run it.
 * All tables come of one seed.
 */
class SimulateMachines {
    private static final int ROWS = 2000; // of each machine
    private static final int SECONDS = 5;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");

    private final Random random = new Random(20261130);
    private int machines;

    enum State {
        IDLE,
        STARTING,
        CUTTING,
        TOOL_WORN,
        STOPPING;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public static void main(String... folder) throws IOException {
        var simulation = new SimulateMachines();
        simulation.write(Path.of(folder[0], "train.csv"), 5);
        simulation.write(Path.of(folder[0], "test.csv"), 2);
    }

    /** Writes the rows of so many machines, one machine after the other. */
    private void write(Path file, int count) throws IOException {
        try (var csv = new PrintWriter(Files.newBufferedWriter(file))) {
            csv.print("machine,time,speed_rpm,power_kw,vibration_mm_s,temperature_c,state\n");
            for (int i = 0; i < count; i++) {
                new Machine(csv, "M" + ++machines).run();
            }
        }
    }

    /** A machine with its own speed, load and mounting, whose temperature follows its power. */
    private final class Machine {
        private final PrintWriter csv;
        private final String name;
        private final double full = between(2600, 3400); // revolutions a minute
        private final double load = between(0.85, 1.2);
        private final double mounting = between(0.8, 1.25);
        private LocalDateTime time = LocalDateTime.of(2026, 3, 2, 6, 0, 0).plusDays(machines);
        private double temperature = between(22, 30);
        private int rows;

        Machine(PrintWriter csv, String name) {
            this.csv = csv;
            this.name = name;
        }

        void run() {
            while (rows < ROWS) {
                stay(State.IDLE, between(40, 90));
                stay(State.STARTING, between(35, 60));
                stay(State.CUTTING, between(80, 180));
                if (random.nextDouble() < 0.7) {
                    stay(State.TOOL_WORN, between(60, 120));
                }
                stay(State.STOPPING, between(35, 60));
            }
        }

        private void stay(State state, double length) {
            double part = between(5, 7); // measurements that one workpiece takes
            for (int t = 0; t < length && rows < ROWS; t++, rows++) {
                boolean isCut = t % part < 0.7 * part; // else the next workpiece is clamped
                double done = t / length;
                switch (state) {
                    case IDLE -> measure(state, 0, 0.4, 0.3);
                    case STARTING -> measure(state, done * full, 0.8 + 2 * done, 0.4 + 1.2 * done);
                    case CUTTING -> measure(state, full, isCut ? 6 : 3, isCut ? 2.4 : 1.4);
                        // a blunt edge catches now and then: the same power, but it swings
                    case TOOL_WORN -> measure(
                            state, full, (isCut ? 6 : 3) + noise(1.3), (isCut ? 2.4 : 1.4) * Math.exp(noise(0.45)));
                    case STOPPING -> measure(state, (1 - done) * full, 2.8 - 2 * done, 1.6 - 1.2 * done);
                }
            }
        }

        private void measure(State state, double speed, double power, double vibration) {
            double drawn = Math.max(0.1, load * power + noise(0.35));
            temperature += 0.004 * (25 + 7 * drawn - temperature);
            csv.printf(
                    Locale.ROOT,
                    "%s,%s,%.0f,%.2f,%.2f,%.1f,%s\n",
                    name,
                    TIME.format(time),
                    Math.max(0, speed + noise(60)),
                    drawn,
                    Math.max(0.05, mounting * vibration + noise(0.25)),
                    temperature + noise(0.2),
                    state.label());
            time = time.plusSeconds(SECONDS);
        }
    }

    private double noise(double deviation) {
        return deviation * random.nextGaussian();
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
