import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/**
 * Simulates the force while a press joins two parts, measured at 40 positions; the README beside it says how to run it.
 * All tables come of one seed.
 */
class SimulatePress {
    private static final int POSITIONS = 40;
    private static final int PARTS_PER_FAILURE = 50;
    private static final double NOISE = 0.15; // kilonewtons, as are all forces

    private final Random random = new Random(20261130);
    private int parts;

    public static void main(String... folder) throws IOException {
        var simulation = new SimulatePress();
        simulation.write(Path.of(folder[0], "train.csv"), 3000);
        simulation.write(Path.of(folder[0], "test.csv"), 2000);
    }

    /** Writes so many parts, one row each. */
    private void write(Path file, int count) throws IOException {
        try (var csv = new PrintWriter(Files.newBufferedWriter(file))) {
            csv.print("id");
            for (int i = 1; i <= POSITIONS; i++) {
                csv.printf(Locale.ROOT, ",force_%02d", i);
            }
            csv.print(",result\n");
            int failure = 0;
            for (int i = 0; i < count; i++) {
                if (i % PARTS_PER_FAILURE == 0) {
                    failure = i + random.nextInt(PARTS_PER_FAILURE);
                }
                press(csv, i == failure);
            }
        }
    }

    private void press(PrintWriter csv, boolean fails) {
        double contact = between(4, 9); // the position at which the parts touch
        double steepness = between(0.25, 0.35);
        double full = between(4, 6);
        double drift = between(-0.3, 0.3);
        double jam = fails ? 2.9 + 0.8 * random.nextGaussian() : random.nextGaussian(); // a tilted part jams
        csv.print(++parts);
        for (int i = 0; i < POSITIONS; i++) {
            double pressed = Math.max(0, i - contact);
            double force = full * (1 - Math.exp(-steepness * pressed)) + 0.02 * jam * pressed + drift;
            csv.printf(Locale.ROOT, ",%.2f", force + NOISE * random.nextGaussian());
        }
        csv.print(fails ? ",failure\n" : ",ok\n");
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
