package org.posthouse.ports.sockets;

import module java.base;

/// The `.socket` units of this machine, from the folders in which systemd looks for them
/// (systemd.unit(5), "Unit File Load Path"). The files are read rather than `systemctl` asked: it
/// starts a program, and needs a bus that containers lack. That a unit listens is not told by them;
/// the socket itself, in the hands of process 1, is.
final class SocketUnits {
    /// The first that has a unit of a name has its file.
    private static final List<String> FOLDERS =
            List.of(
                    "etc/systemd/system.control",
                    "run/systemd/system.control",
                    "run/systemd/transient",
                    "run/systemd/generator.early",
                    "etc/systemd/system",
                    "run/systemd/system",
                    "run/systemd/generator",
                    "usr/local/lib/systemd/system",
                    "usr/lib/systemd/system",
                    "lib/systemd/system",
                    "run/systemd/generator.late");

    private static final int MOST = 1_000; // units

    private final List<Path> folders;
    private final List<SocketUnit> units = new ArrayList<>();

    /// Those that some target or unit wants started.
    private final Set<String> enabled = new HashSet<>();

    private SocketUnits(Path root) {
        folders = FOLDERS.stream().map(root::resolve).toList();
    }

    /// @param root `/`
    static SocketUnits read(Path root) {
        var all = new SocketUnits(root);
        var names = new TreeSet<String>();
        for (Path folder : all.folders)
            for (String name : names(folder)) {
                if (name.endsWith(".socket") && !name.contains("@")) names.add(name);
                if (name.endsWith(".wants") || name.endsWith(".requires"))
                    all.enabled.addAll(names(folder.resolve(name)));
            }
        for (String name : names.stream().limit(MOST).toList()) all.units.add(all.unit(name));
        return all;
    }

    /// The unit that a socket of process 1 is of: the only one there, or the only enabled one.
    /// Nothing is told where two may be meant.
    Optional<SocketUnit> of(Found socket) {
        List<SocketUnit> there = units.stream().filter(unit -> unit.isOf(socket)).toList();
        List<SocketUnit> wanted =
                there.size() < 2
                        ? there
                        : there.stream().filter(unit -> enabled.contains(unit.name())).toList();
        return wanted.size() == 1 ? Optional.of(wanted.getFirst()) : Optional.empty();
    }

    private SocketUnit unit(String name) {
        var texts = new ArrayList<String>();
        folders.stream()
                .map(folder -> folder.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .ifPresent(file -> texts.add(text(file)));
        for (Path dropIn : dropIns(name + ".d")) texts.add(text(dropIn));
        return SocketUnit.parse(name, texts);
    }

    /// In the order of their names, whatever folder they are in; of one name the first's.
    private Collection<Path> dropIns(String folder) {
        var files = new TreeMap<String, Path>();
        for (Path one : folders)
            for (String name : names(one.resolve(folder)))
                if (name.endsWith(".conf"))
                    files.putIfAbsent(name, one.resolve(folder).resolve(name));
        return files.values();
    }

    private static List<String> names(Path folder) {
        String[] names = folder.toFile().list();
        return names == null ? List.of() : List.of(names);
    }

    private static String text(Path file) {
        var reader = new ProcFile();
        return reader.read(file.toString()) ? reader.text() : "";
    }
}
