package org.seqnet.spark.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FSError;
import org.apache.spark.sql.SparkSession;
import org.seqnet.spark.table.ClosestName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Starts the application that the first argument names. */
@Command(
        name = Main.NAME,
        description = "Sequence Networks on Apache Spark: trains networks and applies them.",
        customSynopsis = "spark-submit [Spark's options] " + Main.NAME + " (train | score) [options]",
        footer = {
            "",
            "'" + Main.NAME + " train --help' lists the options of train.",
            "Exit codes: 0 done, 1 failed, 2 wrong arguments."
        },
        versionProvider = Version.class,
        mixinStandardHelpOptions = true)
public final class Main {
    static final String NAME = "seqnet-spark.jar";
    static final int DONE = 0;
    static final int FAILED = 1;
    static final int WRONG_ARGUMENTS = 2;

    private static final Pattern UNKNOWN_OPTION = Pattern.compile("'(--?[^'=]+)");

    private final PrintStream out;
    private final PrintStream problems;
    private final Supplier<SparkSession> spark;

    /**
     * Makes an application.
     *
     * @param spark starts Spark; asked only once the arguments are right
     */
    Main(PrintStream out, PrintStream problems, Supplier<SparkSession> spark) {
        this.out = out;
        this.problems = problems;
        this.spark = spark;
    }

    /**
     * Runs an application for spark-submit.
     *
     * @throws Exception with the exit code if it is not 0: of all ways to end, this one alone makes each
     *     cluster manager report a failed application with this code
     */
    public static void main(String[] arguments) throws Exception {
        int code;
        try (var start = new SparkStart()) {
            code = new Main(System.out, System.err, start).run(arguments);
        }
        if (code != DONE) {
            if (System.getProperty("spark.submit.deployMode") == null) {
                System.exit(code); // without spark-submit, nobody makes an exit code of the exception
            }
            throw ExitCode.exception(code);
        }
    }

    /** Runs an application and returns its exit code. */
    int run(String... arguments) {
        var report = asksForEvents(arguments)
                ? new EventReport(out, problems, System::nanoTime)
                : new TextReport(out, problems, System::nanoTime);
        try {
            return commandLine(report).execute(arguments);
        } catch (OutOfMemoryError | FSError e) { // what else is an error is one of the program
            report.fails(Failure.message(e));
            return FAILED;
        }
    }

    CommandLine commandLine(Report report) {
        return new CommandLine(this)
                .addSubcommand(new Train(report, spark))
                .addSubcommand(new Score(report, spark))
                .setOut(Printing.to(out))
                .setErr(Printing.to(problems))
                .setColorScheme(CommandLine.Help.defaultColorScheme(Ansi.OFF))
                .setUsageHelpWidth(100)
                .setUnmatchedOptionsAllowedAsOptionParameters(false) // or a mistyped one is taken for another path
                .registerConverter(Integer.class, Numbers.INTEGERS)
                .registerConverter(int.class, Numbers.INTEGERS)
                .registerConverter(Long.class, Numbers.LONGS)
                .registerConverter(Double.class, Numbers.DOUBLES)
                .setUsageHelpLongOptionsMaxWidth(34)
                .setExecutionStrategy(parsed -> {
                    Repeated.refuse(parsed);
                    return new CommandLine.RunLast().execute(parsed);
                })
                .setParameterExceptionHandler((wrong, all) -> wrong(report, wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(report, failure, command, parsed));
    }

    private static int wrong(Report report, ParameterException wrong) {
        report.fails(message(wrong) + hint(wrong.getCommandLine()));
        return WRONG_ARGUMENTS;
    }

    private static String message(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched);
        }
        var message = wrong.getMessage().strip();
        return message.endsWith(".") ? message : message + ".";
    }

    private static String unknown(UnmatchedArgumentException unmatched) {
        // picocli lists no argument that stands where the value of an option may, but its message quotes it
        var quoted = UNKNOWN_OPTION.matcher(unmatched.getMessage());
        var arguments = unmatched.getUnmatched().isEmpty() && quoted.find()
                ? List.of(quoted.group(1))
                : unmatched.getUnmatched();
        var argument = arguments.isEmpty() ? "" : arguments.get(0);
        return "'%s' is not known.".formatted(argument)
                + ClosestName.of(argument, known(unmatched.getCommandLine()))
                        .or(() -> similar(unmatched.getCommandLine(), arguments))
                        .map(closest -> " Did you mean %s?".formatted(closest))
                        .orElse("");
    }

    private static Optional<String> similar(CommandLine command, List<String> arguments) {
        return new UnmatchedArgumentException(command, arguments)
                .getSuggestions().stream().findFirst();
    }

    private static List<String> known(CommandLine command) {
        return Stream.concat(
                        command.getSubcommands().keySet().stream(),
                        command.getCommandSpec().optionsMap().keySet().stream())
                .toList();
    }

    private static String hint(CommandLine command) {
        var name = command.getParent() == null ? NAME : NAME + " " + command.getCommandName();
        return " '" + name + " --help' explains the arguments.";
    }

    private static int failed(Report report, Exception failure, CommandLine command, CommandLine.ParseResult parsed) {
        if (parsed.asCommandLineList().stream()
                .anyMatch(each -> each.getParseResult().hasMatchedOption("--stacktrace"))) {
            failure.printStackTrace(command.getErr());
        }
        if (failure instanceof WrongArgument) {
            report.fails(failure.getMessage() + hint(command));
            return WRONG_ARGUMENTS;
        }
        report.fails(Failure.message(failure));
        return FAILED;
    }

    /** Looks for the option by itself: wrong arguments are to be told as an event, too. */
    private static boolean asksForEvents(String[] arguments) {
        return Arrays.stream(arguments)
                .anyMatch(argument -> argument.equals("--events")
                        || argument.startsWith("@") && lists(argument.substring(1), "--events"));
    }

    private static boolean lists(String file, String option) {
        try {
            return Pattern.compile("(^|\\s)\"?" + option + "\"?(\\s|$)")
                    .matcher(Files.readString(Path.of(file)))
                    .find();
        } catch (IOException | RuntimeException e) {
            return false; // picocli tells that it cannot be read
        }
    }
}
