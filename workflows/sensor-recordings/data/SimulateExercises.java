import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Simulates a wristband on people who exercise, 10 measurements a second; the README beside it says how to run it. The
 * arm is a rod that swings about the shoulder or the elbow, so acceleration follows from its angle. All tables come of
 * one seed.
 */
class SimulateExercises {
    private static final double RATE = 10; // measurements a second
    private static final double GRAVITY = 9.81;
    private static final double DELTA = 0.01; // seconds, of numerical derivatives
    private static final int SHORTEST = 35;
    private static final int LONGEST = 60;

    private final Random random = new Random(20261130);
    private int persons;
    private int recordings;

    /** The range of the arm's angle in degrees, its length and that of a repetition, and what the body does. */
    enum Exercise {
        BICEP_CURL(20, 130, 0.3, 2.2, 0, 15),
        LATERAL_RAISE(5, 90, 0.6, 2.4, 0, 20),
        JUMPING_JACK(10, 160, 0.6, 1.1, 5, 60),
        KETTLEBELL_SWING(-20, 85, 0.7, 1.6, 1.5, 45),
        BATTLE_ROPE(30, 75, 0.5, 0.8, 0.5, 55),
        SQUAT(75, 95, 0.6, 2.3, 2, 35);

        final double from;
        final double to;
        final double length; // meters
        final double duration; // seconds
        final double bounce; // acceleration of the body, in m/s^2
        final double effort; // beats per minute

        Exercise(double from, double to, double length, double duration, double bounce, double effort) {
            this.from = Math.toRadians(from);
            this.to = Math.toRadians(to);
            this.length = length;
            this.duration = duration;
            this.bounce = bounce;
            this.effort = effort;
        }

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    /** How somebody wears the band and moves. */
    private record Person(double tilt, double drift, double pace, double range, double rest) {}

    public static void main(String... folder) throws IOException {
        var simulation = new SimulateExercises();
        simulation.write(Path.of(folder[0], "train.csv"), 18);
        simulation.write(Path.of(folder[0], "test.csv"), 8);
    }

    /** Writes the recordings of so many people, one row a measurement. */
    private void write(Path file, int people) throws IOException {
        try (var csv = new PrintWriter(Files.newBufferedWriter(file))) {
            csv.print("recording,person,time_ms,acc_x,acc_y,acc_z,rotation,heart_rate,exercise\n");
            for (int i = 0; i < people; i++) {
                var person = new Person(
                        between(-0.2, 0.2), between(-5, 5), between(0.9, 1.15), between(0.85, 1.1), between(60, 80));
                persons++;
                for (int repeated = 0; repeated < 3; repeated++) {
                    for (var exercise : Exercise.values()) {
                        record(csv, person, exercise);
                    }
                }
            }
        }
    }

    private void record(PrintWriter csv, Person person, Exercise exercise) {
        int steps = SHORTEST + random.nextInt(LONGEST - SHORTEST + 1);
        recordings++;
        double turn = 2 * Math.PI / (exercise.duration * person.pace * between(0.85, 1.15));
        double phase = between(0, 2 * Math.PI);
        double range = person.range * between(0.85, 1.1) * (exercise.to - exercise.from);
        double tilt = person.tilt + between(-0.1, 0.1);
        double effort = exercise.effort * between(0.7, 1.1);
        for (int t = 0; t < steps; t++) {
            double time = t / RATE;
            double angle = angle(exercise, range, turn * time + phase);
            double before = angle(exercise, range, turn * (time - DELTA) + phase);
            double after = angle(exercise, range, turn * (time + DELTA) + phase);
            double speed = (after - before) / (2 * DELTA);
            double change = (after - 2 * angle + before) / (DELTA * DELTA);
            double up = GRAVITY + exercise.bounce * Math.cos(2 * (turn * time + phase));
            double along = -up * Math.cos(angle) + exercise.length * speed * speed;
            double across = up * Math.sin(angle) + exercise.length * change;
            double beats = person.rest + effort * (1 - Math.exp(-(20 + time) / 30));
            csv.printf(
                    Locale.ROOT,
                    "%d,P%02d,%d,%.1f,%.1f,%.1f,%.0f,%.0f,%s\n",
                    recordings,
                    persons,
                    Math.round(1000 * time),
                    along * Math.cos(tilt) - across * Math.sin(tilt) + noise(0.6),
                    along * Math.sin(tilt) + across * Math.cos(tilt) + noise(0.6),
                    noise(1.2),
                    Math.toDegrees(speed) + person.drift + noise(8),
                    beats + noise(1.5),
                    exercise.label());
        }
    }

    private static double angle(Exercise exercise, double range, double phase) {
        return exercise.from + range * (1 - Math.cos(phase)) / 2;
    }

    private double noise(double deviation) {
        return deviation * random.nextGaussian();
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
