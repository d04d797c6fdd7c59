package org.seqnet.cudnn.binding;

import com.sun.jna.Library;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Opens shared libraries for the rest of the process. */
public final class SharedLibrary {
    private static final int RTLD_LAZY = 1;
    /** JNA closes a library that nobody refers to. */
    private static final Collection<NativeLibrary> OPEN = new ConcurrentLinkedQueue<>();

    private SharedLibrary() {}

    /**
     * Opens a library. On Linux its functions are seen only by those who ask for it: another extension may have loaded
     * another version of CUDA.
     *
     * @throws UnsatisfiedLinkError if it does not load
     */
    public static NativeLibrary open(Path library) {
        var opened = NativeLibrary.getInstance(
                library.toString(), Platform.isWindows() ? Map.of() : Map.of(Library.OPTION_OPEN_FLAGS, RTLD_LAZY));
        OPEN.add(opened);
        return opened;
    }
}
