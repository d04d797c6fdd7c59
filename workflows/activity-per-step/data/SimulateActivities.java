import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Simulates a sensor at the hip of people who change between activities, ten measurements per second; the README beside
 * it says how to run it. All tables come of one seed.
 */
class SimulateActivities {
    private static final double GRAVITY = 9.81;

    private final Random random = new Random(20261130);
    private int recordings;

    enum Activity {
        STANDING(0, 0, 0.1),
        WALKING(1.8, 2.2, 0.5),
        STAIRS(1.4, 2.4, 0.7),
        RUNNING(2.7, 6, 1.2);

        /** Steps per second. */
        final double pace;

        final double strength;
        final double noise;

        Activity(double pace, double strength, double noise) {
            this.pace = pace;
            this.strength = strength;
            this.noise = noise;
        }

        String label() {
            return this == STAIRS ? "climbing stairs" : name().toLowerCase(Locale.ROOT);
        }
    }

    public static void main(String... folder) throws IOException {
        var simulation = new SimulateActivities();
        simulation.write(Path.of(folder[0], "train.csv"), 48);
        simulation.write(Path.of(folder[0], "test.csv"), 16);
    }

    /** Writes the rows of so many recordings, each of another person, one after the other. */
    private void write(Path file, int count) throws IOException {
        try (var csv = new PrintWriter(Files.newBufferedWriter(file))) {
            csv.print("recording,time_s,acc_x,acc_y,acc_z,activity\n");
            for (int i = 0; i < count; i++) {
                new Recording(csv, "R%02d".formatted(++recordings)).run();
            }
        }
    }

    /** A recording of a person with a pace, a strength and a way to wear the sensor. */
    private final class Recording {
        private final PrintWriter csv;
        private final String name;
        private final double pace = between(0.85, 1.15);
        private final double strength = between(0.8, 1.2);
        private final double tilt = between(-0.3, 0.3);
        private double phase = between(0, 2 * Math.PI);
        private int rows;

        Recording(PrintWriter csv, String name) {
            this.csv = csv;
            this.name = name;
        }

        void run() {
            var last = Activity.STANDING;
            for (int part = 4 + random.nextInt(4); part > 0; part--) {
                stay(last, 20 + random.nextInt(35));
                var next = Activity.values()[random.nextInt(3)];
                last = next == last ? Activity.RUNNING : next;
            }
        }

        private void stay(Activity activity, int length) {
            for (int i = 0; i < length; i++) {
                phase += 2 * Math.PI * activity.pace * pace / 10;
                double swing = activity.strength * strength;
                double up = GRAVITY + swing * Math.sin(phase);
                // on stairs, each other step pushes harder
                double forward =
                        0.5 * swing * Math.cos(phase) + (activity == Activity.STAIRS ? 0.8 * Math.sin(phase / 2) : 0);
                measure(
                        activity,
                        Math.cos(tilt) * forward - Math.sin(tilt) * up,
                        0.3 * swing * Math.sin(phase / 2),
                        Math.sin(tilt) * forward + Math.cos(tilt) * up);
            }
        }

        private void measure(Activity activity, double x, double y, double z) {
            csv.printf(
                    Locale.ROOT,
                    "%s,%.1f,%.2f,%.2f,%.2f,%s\n",
                    name,
                    rows++ / 10.0,
                    x + noise(activity),
                    y + noise(activity),
                    z + noise(activity),
                    activity.label());
        }

        private double noise(Activity activity) {
            return activity.noise * random.nextGaussian();
        }
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
