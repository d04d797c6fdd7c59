import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Simulates a three-axis accelerometer on a hand that makes gestures, 20 measurements a second; the README beside it
 * says how to run it. All tables come of one seed.
 */
class SimulateGestures {
    private static final double RATE = 20; // measurements a second
    private static final double NOISE = 0.15; // in units of gravity, as are all amplitudes
    private static final int SHORTEST = 20;
    private static final int LONGEST = 60;

    private final Random random = new Random(20251125);
    private int recordings;

    enum Gesture {
        CIRCLE_LEFT,
        CIRCLE_RIGHT,
        LIFT,
        LOWER,
        SHAKE;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    public static void main(String... folder) throws IOException {
        var simulation = new SimulateGestures();
        simulation.write(Path.of(folder[0], "train.csv"), 60);
        simulation.write(Path.of(folder[0], "validation.csv"), 20);
        simulation.write(Path.of(folder[0], "test.csv"), 40);
    }

    /** Writes so many recordings of each gesture, one row a measurement. */
    private void write(Path file, int ofEach) throws IOException {
        try (var csv = new PrintWriter(Files.newBufferedWriter(file))) {
            csv.print("recording,time,x,y,z,gesture\n");
            for (int i = 0; i < ofEach; i++) {
                for (var gesture : Gesture.values()) {
                    record(csv, ++recordings, gesture);
                }
            }
        }
    }

    private void record(PrintWriter csv, int recording, Gesture gesture) {
        int steps = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
        var movement = movement(gesture, steps / RATE);
        double[] gravity = {between(-0.4, 0.4), between(-0.4, 0.4), between(0.8, 1)}; // the hand is held askew
        for (int t = 0; t < steps; t++) {
            var moved = movement.at(t / RATE);
            csv.printf(Locale.ROOT, "%d,%d", recording, Math.round(1000 * t / RATE));
            for (int axis = 0; axis < 3; axis++) {
                csv.printf(Locale.ROOT, ",%.2f", moved[axis] + gravity[axis] + NOISE * random.nextGaussian());
            }
            csv.print("," + gesture.label() + "\n");
        }
    }

    /** The acceleration at a time in seconds, without gravity. */
    private interface Movement {
        double[] at(double time);
    }

    private Movement movement(Gesture gesture, double duration) {
        return switch (gesture) {
            case CIRCLE_LEFT -> circle(1);
            case CIRCLE_RIGHT -> circle(-1);
            case LIFT -> stroke(1, duration);
            case LOWER -> stroke(-1, duration);
            case SHAKE -> shake();
        };
    }

    /** To the left, y follows x by a quarter of a turn; to the right, x follows y. */
    private Movement circle(int direction) {
        double amplitude = between(0.15, 0.5);
        double flatness = between(0.4, 1);
        double turns = between(0.7, 1.5);
        double phase = between(0, 2 * Math.PI);
        return time -> {
            double angle = 2 * Math.PI * turns * time + phase;
            return new double[] {amplitude * Math.cos(angle), direction * flatness * amplitude * Math.sin(angle), 0};
        };
    }

    /** Lifting, the hand is pushed up and then braked; lowering, the other way round. */
    private Movement stroke(int direction, double duration) {
        double amplitude = between(0.2, 0.7);
        double length = duration * between(0.4, 0.9);
        double begin = between(0, duration - length);
        double sideways = between(-0.3, 0.3);
        return time -> {
            double part = (time - begin) / length;
            double push = part < 0 || part > 1 ? 0 : direction * amplitude * Math.sin(2 * Math.PI * part);
            return new double[] {sideways * push, 0, push};
        };
    }

    /** To and fro, faster than any circle but for the slowest. */
    private Movement shake() {
        double amplitude = between(0.15, 0.5);
        double turns = between(1.4, 3);
        double phase = between(0, 2 * Math.PI);
        double slant = between(-0.6, 0.6);
        return time -> {
            double swing = amplitude * Math.sin(2 * Math.PI * turns * time + phase);
            return new double[] {swing, slant * swing, 0};
        };
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
