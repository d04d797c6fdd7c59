package org.seqnet.engine.example;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.LongStream;
import org.seqnet.engine.example.ExampleTable.Numbers;
import org.seqnet.engine.example.ExampleTable.Texts;
import org.seqnet.engine.rdata.RValue;

/** Tables of R's time series, which have no times of their own, or state them as years. */
final class RSeries {
    private static final LocalDateTime TAYLORS_FIRST = LocalDateTime.of(2000, 6, 5, 0, 0);
    private static final int MINUTES = 30;
    private static final int MONTHS = 12;

    private RSeries() {}

    /** Returns the demand of each half-hour. The series counts weeks; its documentation tells the first day. */
    static ExampleTable halfHours(RValue value) {
        var demand = numbers(value);
        var times = LongStream.range(0, demand.length)
                .mapToObj(i -> TAYLORS_FIRST.plusMinutes(MINUTES * i))
                .toList();
        return halfHours(times, demand);
    }

    static ExampleTable halfHours(List<LocalDateTime> times, double[] demand) {
        return new ExampleTable(List.of(
                new Texts("Time", times.stream().map(LocalDateTime::toString).toList()),
                new Texts(
                        "Half-hour",
                        times.stream()
                                .map(time -> time.toLocalTime().toString())
                                .toList()),
                new Numbers("Demand", demand)));
    }

    /** Returns the values of a monthly series, which states the year that it begins in. */
    static ExampleTable months(String name, RValue value) {
        var values = numbers(value);
        if (!(value.attribute("tsp").orElse(RValue.NOTHING) instanceof RValue.Numbers time)
                || time.values().length != 3
                || time.values()[2] != MONTHS
                || !(time.values()[0] >= 0 && time.values()[0] < 10_000)) {
            throw new IllegalArgumentException("it is not a monthly series");
        }
        var first = LocalDate.of(0, 1, 1).plusMonths(Math.round(MONTHS * time.values()[0]));
        var months = new ArrayList<String>();
        for (int i = 0; i < values.length; i++) {
            months.add(first.plusMonths(i).toString());
        }
        return months(name, months, values);
    }

    static ExampleTable months(String name, List<String> months, double[] values) {
        return new ExampleTable(List.of(
                new Texts("Series", Collections.nCopies(values.length, name)),
                new Texts("Month", months),
                new Numbers("Value", values)));
    }

    private static double[] numbers(RValue value) {
        if (value instanceof RValue.Numbers numbers && numbers.values().length > 0) {
            return numbers.values();
        }
        throw new IllegalArgumentException("it is not a series of numbers");
    }
}
