package org.seqnet.spark.app;

import java.util.HashSet;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** Options that are given twice: picocli would forget all other options of their group. */
final class Repeated {
    private Repeated() {}

    /**
     * Makes sure that there are none.
     *
     * @throws ParameterException if there is one
     */
    static void refuse(ParseResult parsed) {
        var command = parsed.hasSubcommand() ? parsed.subcommand() : parsed;
        var seen = new HashSet<String>();
        for (var argument : parsed.expandedArgs()) {
            var option = argument.replaceFirst("=.*", "");
            if (option.startsWith("--") && !mayBeRepeated(command, option) && !seen.add(option)) {
                throw new ParameterException(
                        command.commandSpec().commandLine(), option + " is given twice. Leave one of them out.");
            }
        }
    }

    private static boolean mayBeRepeated(ParseResult parsed, String name) {
        var option = parsed.commandSpec().findOption(name);
        return option != null && option.isMultiValue();
    }
}
