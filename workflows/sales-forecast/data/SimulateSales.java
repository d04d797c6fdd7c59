import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Random;

/**
 * Simulates the daily sales of a shop's products, with promotions that are planned two weeks ahead; the README beside
 * it says how to run it. All rows come of one seed.
 */
class SimulateSales {
    private static final String[] PRODUCTS = {"bread", "cheese", "coffee", "juice", "pasta", "soap", "tea", "umbrellas"
    };
    private static final double[] LEVELS = {120, 35, 60, 45, 25, 12, 8, 1.5}; // items a day
    private static final double[] WEEK = {0.85, 0.8, 0.9, 1, 1.25, 1.5, 0.7}; // from Monday to Sunday
    private static final int DAYS = 364;
    private static final int PLANNED = 14;
    private static final LocalDate FIRST = LocalDate.of(2025, 12, 1); // a Monday

    private final Random random = new Random(20261130);

    public static void main(String... folder) throws IOException {
        try (var csv = new PrintWriter(Files.newBufferedWriter(Path.of(folder[0], "sales.csv")))) {
            csv.print("product,date,promotion,weekend,sales\n");
            var simulation = new SimulateSales();
            for (int product = 0; product < PRODUCTS.length; product++) {
                simulation.write(csv, product);
            }
        }
    }

    /** Writes the rows of a product, whose promotions last three days and raise its sales by a factor of its own. */
    private void write(PrintWriter csv, int product) {
        double trend = between(-0.3, 0.5); // in a year
        double habit = between(0.6, 1.4); // how far it follows the week
        double lift = between(1.6, 2.4);
        int promoted = 0;
        for (int day = 0; day < DAYS + PLANNED; day++) {
            if (promoted == 0 && random.nextInt(16) == 0) {
                promoted = 3;
            }
            double expected = LEVELS[product]
                    * (1 + trend * day / 364)
                    * Math.pow(WEEK[day % 7], habit)
                    * (promoted > 0 ? lift : 1);
            var sales = day < DAYS ? String.valueOf(poisson(expected * Math.exp(0.08 * random.nextGaussian()))) : "";
            csv.printf(
                    Locale.ROOT,
                    "%s,%s,%d,%d,%s\n",
                    PRODUCTS[product],
                    FIRST.plusDays(day),
                    promoted > 0 ? 1 : 0,
                    day % 7 > 4 ? 1 : 0,
                    sales);
            promoted = Math.max(0, promoted - 1);
        }
    }

    private int poisson(double mean) {
        int count = -1;
        for (double time = 0; time < mean; time -= Math.log(1 - random.nextDouble())) {
            count++;
        }
        return Math.max(0, count);
    }

    private double between(double low, double high) {
        return low + (high - low) * random.nextDouble();
    }
}
