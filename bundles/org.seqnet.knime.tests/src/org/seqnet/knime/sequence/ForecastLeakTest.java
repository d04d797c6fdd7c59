package org.seqnet.knime.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.seqnet.knime.Tables.row;
import static org.seqnet.knime.Tables.string;
import static org.seqnet.knime.Tables.strings;
import static org.seqnet.knime.Tables.table;
import static org.seqnet.knime.sequence.Reshaped.doubles;
import static org.seqnet.knime.sequence.Reshaped.number;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.knime.core.data.DataCell;
import org.knime.core.data.DataTableSpec;
import org.seqnet.knime.Tables;
import org.seqnet.knime.tensor.TensorValue;

/** Nothing from behind an origin is in its window, and nothing from behind the first test origin is learned. */
class ForecastLeakTest {
    private static final DataTableSpec SPEC =
            new DataTableSpec(strings("shop"), strings("day"), doubles("sales"), doubles("stock"), doubles("holiday"));
    private static final LocalDate FIRST = LocalDate.of(2026, 1, 1);

    private record Day(int shop, LocalDate date, double sales, double stock, double holiday) {
        DataCell[] cells() {
            return row(string("s" + shop), string(date.toString()), number(sales), number(stock), number(holiday));
        }

        Day corrupted(Random random) {
            return new Day(shop, date, random.nextGaussian() * 1e9, random.nextGaussian() * 1e9, holiday);
        }
    }

    @RepeatedTest(20)
    void values_behind_an_origin_change_no_window_of_the_past(RepetitionInfo repetition) throws Exception {
        var random = new Random(repetition.getCurrentRepetition());
        var parameters = parameters(random);
        var days = days(random);
        parameters.forecastWindows = WindowChoice.TEST;
        var test = made(parameters, days);
        var cut = test.stream().map(window -> window.get("Origin")).min(String::compareTo);
        parameters.forecastWindows = WindowChoice.TRAINING;
        var training = made(parameters, days);
        if (cut.isEmpty()) {
            assertThat(training).isEmpty();
            return;
        }

        var corrupted = days.stream()
                .map(day -> day.date.toString().compareTo(cut.get()) > 0 ? day.corrupted(random) : day)
                .toList();

        assertThat(made(parameters, corrupted)).isEqualTo(training);
        parameters.forecastWindows = WindowChoice.TEST;
        assertThat(sequencesUpTo(cut.get(), made(parameters, corrupted))).isEqualTo(sequencesUpTo(cut.get(), test));
    }

    private static SequenceReshaperParameters parameters(Random random) {
        var parameters = Reshaped.parameters(Input.WINDOWS);
        parameters.forecast = true;
        parameters.withinGroups = true;
        parameters.groupColumn = "shop";
        parameters.orderColumn = "day";
        parameters.numericColumns = new String[] {"sales", "stock"};
        parameters.targetColumns = new String[] {"sales"};
        parameters.knownColumns = random.nextBoolean() ? new String[] {"holiday"} : new String[] {};
        parameters.missingSteps = MissingSteps.KEEP;
        parameters.windowLength = 1 + random.nextInt(4);
        parameters.forecastHorizon = 1 + random.nextInt(4);
        parameters.windowStride = 1 + random.nextInt(2);
        parameters.testOrigins = 1 + random.nextInt(3);
        parameters.testOriginDistance = 1 + random.nextInt(4);
        return parameters;
    }

    /** Returns the days of three shops, which open and close at different times and are closed at some days. */
    private static List<Day> days(Random random) {
        var days = new ArrayList<Day>();
        int[] opened = {random.nextInt(10), random.nextInt(10), random.nextInt(10)};
        int[] closed = {25 + random.nextInt(10), 25 + random.nextInt(10), 25 + random.nextInt(10)};
        for (int t = 0; t < 40; t++) {
            for (int shop = 0; shop < 3; shop++) {
                if (t >= opened[shop] && t < closed[shop] && random.nextInt(20) > 0) {
                    days.add(new Day(
                            shop, FIRST.plusDays(t), random.nextGaussian(), random.nextGaussian(), random.nextInt(2)));
                }
            }
        }
        return days;
    }

    private static List<Map<String, String>> made(SequenceReshaperParameters parameters, List<Day> days)
            throws Exception {
        var table = Reshaped.execute(
                        parameters, table(SPEC, days.stream().map(Day::cells).toArray(DataCell[][]::new)))
                .table();
        return Tables.rows(table).stream()
                .map(row -> Map.of(
                        "key", row.getKey().getString(),
                        "sequence", values(row.getCell(1)),
                        "Origin", row.getCell(2).toString(),
                        "Target", values(row.getCell(3))))
                .toList();
    }

    private static String values(DataCell cell) {
        var tensor = ((TensorValue) cell).tensor();
        return IntStream.range(0, tensor.size())
                .mapToObj(i -> Double.toHexString(tensor.unroundedValue(i)))
                .toList()
                .toString();
    }

    private static List<String> sequencesUpTo(String last, List<Map<String, String>> windows) {
        return windows.stream()
                .filter(window -> window.get("Origin").compareTo(last) <= 0)
                .map(window -> window.get("key") + window.get("sequence"))
                .toList();
    }
}
