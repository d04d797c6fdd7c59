import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * Starts a contender as OSGi would: the engine in one class space, the bundle org.seqnet.onednn in another, since its
 * JavaCPP is another one than ND4J's. Its arguments are the class path of each, the contender's class and what that is
 * told.
 */
final class Launcher {
    private Launcher() {}

    /** Classes that find themselves, and those of the other space whose names begin like this. */
    private static final class Space extends URLClassLoader {
        private final String imported;
        private Space other;

        Space(String classPath, String imported) {
            super(
                    Arrays.stream(classPath.split(File.pathSeparator))
                            .map(Space::address)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
            this.imported = imported;
        }

        private static URL address(String file) {
            try {
                return Path.of(file).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalArgumentException(e);
            }
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            return name.startsWith(imported) ? other.loadClass(name) : super.findClass(name);
        }
    }

    public static void main(String[] arguments) throws Exception {
        var engine = new Space(arguments[0], "org.seqnet.onednn.");
        var bundle = new Space(arguments[1], "org.seqnet.engine.");
        engine.other = bundle;
        bundle.other = engine;
        Thread.currentThread().setContextClassLoader(engine);
        var main = engine.loadClass(arguments[2]).getDeclaredMethod("main", String[].class);
        main.setAccessible(true);
        main.invoke(null, (Object) Arrays.copyOfRange(arguments, 3, arguments.length));
    }
}
