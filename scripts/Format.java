import module java.base;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;

/// Holds the Java sources to google-java-format's AOSP style (four spaces, 100 columns): `check`
/// names the files that differ and fails, `apply` rewrites them; then follow the folders.
///
/// The build runs it on the toolchain's JDK (`mvn verify` checks, `mvn -q process-sources -Pformat`
/// applies), because a formatter inside Maven would parse with the Java that runs Maven, which may
/// be too old to know our sources' syntax.
final class Format {
    private static final Formatter FORMATTER =
            new Formatter(
                    JavaFormatterOptions.builder()
                            .style(JavaFormatterOptions.Style.AOSP)
                            .reorderModifiers(true)
                            .build());

    private record Source(Path path, String text, String formatted) {
        boolean differs() {
            return !text.equals(formatted);
        }
    }

    public static void main(String... args) throws IOException {
        boolean apply = args[0].equals("apply");
        List<Source> differing =
                Arrays.stream(args).skip(1).map(Path::of).flatMap(Format::sources).toList();
        for (Source source : differing) {
            if (apply) {
                Files.writeString(source.path, source.formatted);
            }
            System.out.println((apply ? "formatted " : "not formatted: ") + source.path);
        }
        if (!apply && !differing.isEmpty()) {
            System.err.println("Run `mvn -q process-sources -Pformat` to format them.");
            System.exit(1);
        }
    }

    private static Stream<Source> sources(Path folder) {
        try (Stream<Path> found = Files.walk(folder)) {
            List<Path> files = found.filter(f -> f.toString().endsWith(".java")).sorted().toList();
            return files.parallelStream()
                    .map(Format::format)
                    .filter(Source::differs)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Source format(Path path) {
        try {
            String text = Files.readString(path);
            return new Source(path, text, settled(RemoveUnusedImports.removeUnusedImports(text)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (FormatterException e) {
            throw new IllegalStateException(path + ": " + e.getMessage(), e);
        }
    }

    /// One pass may leave work for the next, when it moves a comment at the end of a line.
    private static String settled(String text) throws FormatterException {
        String before = text;
        String after = FORMATTER.formatSourceAndFixImports(before);
        for (int pass = 1; pass < 5 && !after.equals(before); pass++) {
            before = after;
            after = FORMATTER.formatSourceAndFixImports(before);
        }
        return after;
    }
}
