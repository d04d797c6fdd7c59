package org.seqnet.onednn;

import static org.bytedeco.dnnl.global.dnnl.dnnl_cpu;
import static org.bytedeco.dnnl.global.dnnl.dnnl_engine_create;
import static org.bytedeco.dnnl.global.dnnl.dnnl_set_primitive_cache_capacity;
import static org.bytedeco.dnnl.global.dnnl.dnnl_success;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bytedeco.dnnl.dnnl_engine;
import org.bytedeco.dnnl.global.dnnl;
import org.bytedeco.javacpp.Loader;
import org.seqnet.engine.backend.SecondJavaCpp;
import org.seqnet.engine.kernel.product.MatrixProducts;

/** Loads oneDNN, which another thread than the one that asks for it does. */
final class Loading {
    /** The name of the folder that it is unpacked to; another version needs another name. */
    private static final String NAME = "org.seqnet.onednn-3.13-1.5.14";

    private static final String LIBRARY = "/org/bytedeco/dnnl/linux-x86_64/libdnnl.so.3";

    private static final String LOCK = "loading.lock";

    private Loading() {}

    /** Returns the folder that it is unpacked to. */
    static Path folder() {
        return SecondJavaCpp.folder(NAME);
    }

    /** Returns the processor as oneDNN sees it. */
    static dnnl_engine processor() {
        // First: both share the OpenMP that is loaded first, and its JavaCPP reads other settings of the process.
        MatrixProducts.fastest();
        return SecondJavaCpp.start(NAME, Loading::start);
    }

    /** One process at a time: JavaCPP may unpack the library anew, which must not be loaded as it is then. */
    private static void load() {
        try (var file = FileChannel.open(
                        Loader.getCacheDir().toPath().resolve(LOCK),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.WRITE);
                var lock = file.lock()) {
            OwnSymbols.make(Loader.cacheResource(dnnl.class, LIBRARY).toPath());
            Loader.load(dnnl.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static dnnl_engine start() {
        load();
        var engine = new dnnl_engine();
        // Operations keeps primitives itself.
        if (dnnl_set_primitive_cache_capacity(0) != dnnl_success
                || dnnl_engine_create(engine, dnnl_cpu, 0) != dnnl_success) {
            throw new IllegalStateException("oneDNN does not start.");
        }
        return engine;
    }
}
