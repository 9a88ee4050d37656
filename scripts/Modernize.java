import module java.base;

import java.lang.classfile.ClassElement;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.MethodModel;
import java.lang.classfile.MethodTransform;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/// Writes the class files of a jar that are older than Java 6 as Java 8 writes them, with stack
/// maps (JVMS 4.7.4), and copies all else.
///
/// The JVM takes no older ones into a start-up cache (JEP 483): it would have to verify them anew
/// at every start. Picocli's are of Java 5, and took 80 of the 490 ms of processor time that a
/// listing of ports needed. What the classes do is not changed; the verifier has to agree with
/// each.
final class Modernize {
    private static final int OLD = ClassFile.JAVA_6_VERSION;
    private static final int NEW = ClassFile.JAVA_8_VERSION;
    private static final String NOTE =
            "The class files in this archive were rewritten from version %d to version "
                    + NEW
                    + " when Posthouse was built, with stack maps, so that the JVM's start-up cache"
                    + " takes them. Nothing else was changed.\n";

    public static void main(String... args) throws IOException {
        Path from = Path.of(args[0]);
        Path to = Path.of(args[1]);
        try (var libraries = new URLClassLoader(new URL[] {from.toUri().toURL()}, null);
                var in = new ZipInputStream(Files.newInputStream(from));
                var out = new ZipOutputStream(Files.newOutputStream(to))) {
            var hierarchy =
                    ClassHierarchyResolver.ofResourceParsing(libraries)
                            .orElse(ClassHierarchyResolver.defaultResolver());
            copy(
                    in,
                    out,
                    ClassFile.of(
                            StackMapsOption.GENERATE_STACK_MAPS,
                            ClassHierarchyResolverOption.of(hierarchy)));
        }
    }

    private static void copy(ZipInputStream in, ZipOutputStream out, ClassFile files)
            throws IOException {
        int oldest = NEW;
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
            byte[] octets = in.readAllBytes();
            if (entry.getName().endsWith(".class")) {
                ClassModel old = files.parse(octets);
                oldest = Math.min(oldest, old.majorVersion());
                if (old.majorVersion() < OLD) octets = verified(files, modern(files, old));
            }
            put(out, entry.getName(), entry.getLastModifiedTime(), octets);
        }
        if (oldest < OLD)
            put(
                    out,
                    "META-INF/CHANGED.txt",
                    FileTime.fromMillis(0),
                    NOTE.formatted(oldest).getBytes(StandardCharsets.UTF_8));
    }

    private static void put(ZipOutputStream out, String name, FileTime time, byte[] octets)
            throws IOException {
        var entry = new ZipEntry(name);
        entry.setLastModifiedTime(time);
        out.putNextEntry(entry);
        out.write(octets);
        out.closeEntry();
    }

    private static byte[] modern(ClassFile files, ClassModel old) {
        ClassTransform bodies =
                (builder, element) -> {
                    switch ((ClassElement) element) {
                        case ClassFileVersion _ -> {}
                        case MethodModel method when method.code().isPresent() ->
                                builder.transformMethod(
                                        method,
                                        MethodTransform.transformingCode(CodeTransform.ACCEPT_ALL));
                        default -> builder.with(element);
                    }
                };
        return files.transformClass(
                old, bodies.andThen(ClassTransform.endHandler(b -> b.withVersion(NEW, 0))));
    }

    private static byte[] verified(ClassFile files, byte[] octets) {
        List<VerifyError> errors = files.verify(octets);
        if (!errors.isEmpty()) throw errors.getFirst();
        return octets;
    }
}
