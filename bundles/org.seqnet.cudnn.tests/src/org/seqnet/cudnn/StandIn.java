package org.seqnet.cudnn;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.NativeLibrary;
import java.nio.file.Files;
import java.nio.file.Path;
import org.seqnet.cudnn.binding.Cublas;
import org.seqnet.cudnn.binding.Cudnn;
import org.seqnet.cudnn.binding.Driver;
import org.seqnet.cudnn.card.Card;

/**
 * A library that stands in for a card, its driver, cuBLAS and cuDNN, and computes on the processor; its sources are in
 * the folder {@code standin}. It is built once for each process, where there is a compiler.
 */
public final class StandIn {
    private static StandIn one;

    private final Path folder;
    private final NativeLibrary library;

    private StandIn(Path folder) {
        this.folder = folder;
        var driver = folder.resolve("libcuda.so.1");
        this.library = NativeLibrary.getInstance(driver.toString());
        Driver.load(driver);
        Cublas.load(folder.resolve("libcublas.so.13"));
        Cudnn.load(folder.resolve("libcudnn.so.9"));
    }

    /** Returns it, loaded, with nothing noted; the test is skipped where there is no compiler. */
    public static synchronized StandIn start() {
        if (one == null) {
            assumeTrue(Files.isExecutable(Path.of("/usr/bin/g++")), "No C++ compiler is installed: /usr/bin/g++.");
            one = new StandIn(StandInBuild.folder());
        }
        one.reset();
        return one;
    }

    /** Returns the folder with all the names. */
    public Path folder() {
        return folder;
    }

    /** Returns a card that computes in full precision. */
    public Card card() {
        return new Card(0, true);
    }

    /** Forgets what was noted. */
    public void reset() {
        call("standin_reset");
        call("standin_refuse_no_algorithm");
        refusePersistent(0);
    }

    /**
     * Makes an algorithm of convolutions unsupported until the reset.
     *
     * @param direction 0 for the forward pass, 1 for the gradient of data, 2 for that of filters
     * @param isLate whether that turns out only when it is run
     */
    public void refuseAlgorithm(int direction, int algorithm, boolean isLate) {
        call("standin_refuse_algorithm", direction, algorithm, isLate ? 1 : 0);
    }

    /** Makes the n-th call from the reset on fail, counted from 1. */
    public void failAt(long call) {
        call("standin_fail_at", call);
    }

    /** Makes the n-th call from the reset on fail, and all after it, those of the driver with this status. */
    public void breakAt(long call, int status) {
        call("standin_break_at", call, status);
    }

    /** Returns how often the card is retained. */
    public long contexts() {
        return library.getFunction("standin_contexts").invokeLong(new Object[0]);
    }

    /** Returns the number of calls since the reset. */
    public long calls() {
        return library.getFunction("standin_calls").invokeLong(new Object[0]);
    }

    /**
     * Makes cuDNN's persistent algorithm say that it does not compute a network: 1 when its descriptor is set, 2 when
     * asked for sizes, 3 in the forward pass, 4 and 5 in the two calls of the backward pass; 0 for never.
     */
    public void refusePersistent(long call) {
        call("standin_refuse_persistent", call);
    }

    /** Returns how often it has said so since then. */
    public long refusals() {
        return library.getFunction("standin_refusals").invokeLong(new Object[0]);
    }

    /** Makes every call of a function fail, until the reset. */
    public void refuse(String function) {
        call("standin_refuse_calls", function);
    }

    /** Makes work wait until it is waited for, as late as a card may do it, until the reset. */
    public void workLate() {
        call("standin_late");
    }

    /** Returns how many pieces of work have been queued and not been done. */
    public long waiting() {
        return library.getFunction("standin_waiting").invokeLong(new Object[0]);
    }

    /** Sets how much memory the card has. */
    public void memory(long bytes) {
        call("standin_memory", bytes);
    }

    /** Returns the first thing that was wrong with a call; empty if nothing was. */
    public String trouble() {
        return library.getFunction("standin_trouble").invokeString(new Object[0], false);
    }

    /** Returns what has been made and not been destroyed; empty if nothing has. */
    public String left() {
        return library.getFunction("standin_left").invokeString(new Object[0], false);
    }

    /** Records the calls that follow in a file. */
    public void record(Path journal) {
        call("standin_journal", journal.toString());
    }

    /** Ends the record. */
    public void endRecord() {
        call("standin_journal", "");
    }

    private void call(String function, Object... arguments) {
        library.getFunction(function).invokeVoid(arguments);
    }
}
