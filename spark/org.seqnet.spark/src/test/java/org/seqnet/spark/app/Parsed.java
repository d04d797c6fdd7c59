package org.seqnet.spark.app;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.seqnet.engine.network.Encoder;
import org.seqnet.engine.network.Head;
import org.seqnet.engine.options.TrainingOptions;
import org.seqnet.engine.sequence.LabelDomain;
import org.seqnet.spark.Recipe;
import picocli.CommandLine;

/** What arguments of train mean. */
final class Parsed {
    private Parsed() {}

    static CommandLine commandLine() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream());
        return new Main(nowhere, nowhere, () -> null).commandLine(new TextReport(nowhere, nowhere, System::nanoTime));
    }

    static RecipeArguments arguments(String... arguments) {
        var all = new ArrayList<String>(List.of("train"));
        all.addAll(List.of(arguments));
        var parsed = commandLine().parseArgs(all.toArray(String[]::new)).subcommand();
        var recipe = ((Train) parsed.commandSpec().userObject()).recipe;
        recipe.require(parsed);
        return recipe;
    }

    /** Returns the recipe of arguments, for 6,000 training rows and with data to validate on. */
    static Recipe recipe(String... arguments) {
        return arguments(arguments).recipe(() -> 6000, true, Map.of());
    }

    /** Returns the options of a network that learns classes. */
    static TrainingOptions options(String... arguments) {
        return recipe(ofClasses(arguments)).options();
    }

    /** Returns the encoder of a network that learns classes. */
    static Encoder encoder(String... arguments) {
        return recipe(ofClasses(arguments)).encoder();
    }

    /** Returns the head of a network for three labels or targets. */
    static Head head(String... arguments) {
        return recipe(arguments).head().apply(LabelDomain.of("a", "b", "c"));
    }

    static String[] ofClasses(String... arguments) {
        var all = new ArrayList<String>(List.of("--label", "class"));
        all.addAll(List.of(arguments));
        return all.toArray(String[]::new);
    }
}
