package org.seqnet.spark.cluster;

import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The smallest application: adds numbers in partitions, and tells in how many processes that was done. */
public final class CountingJob {
    private CountingJob() {}

    /** Prints the sum of 1 to 1,000 and the number of processes. */
    public static void main(String[] arguments) {
        try (var spark = new JavaSparkContext(new SparkConf().setAppName("counting"))) {
            List<Integer> numbers = IntStream.rangeClosed(1, 1000).boxed().toList();
            var sum = spark.parallelize(numbers, 8).reduce(Integer::sum);
            var processes = spark.parallelize(Collections.nCopies(8, 0), 8)
                    .map(number -> {
                        Thread.sleep(500);
                        return ProcessHandle.current().pid();
                    })
                    .distinct()
                    .count();
            System.out.println("sum " + sum + ", processes " + processes);
        }
    }
}
