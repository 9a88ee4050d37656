package org.posthouse.control;

import module java.base;

/// Where in a data directory a server's socket is, and how it gets there.
///
/// The place is `control.sock`. Where the directory's name is so long that a socket's path would
/// not fit, the socket lies in a private directory elsewhere, which `control.path` names.
final class SocketPlace {
    static final String SOCKET = "control.sock";
    static final String POINTER = "control.path";
    private static final String MAKING = ".control";

    /// sun_path holds 108 octets on Linux and 104 elsewhere, its final NUL among them; `.control/s`
    /// is no longer than `control.sock`.
    private static final int LONGEST = 103;

    private static final FileAttribute<Set<PosixFilePermission>> PRIVATE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    private static final Set<PosixFilePermission> OWNER_ONLY =
            PosixFilePermissions.fromString("rw-------");

    private SocketPlace() {}

    /// Where a server of this data directory would listen, if there is anything there.
    static Optional<Path> find(Path data) throws IOException {
        Path usual = data.resolve(SOCKET).toAbsolutePath();
        if (fits(usual)) return Files.exists(usual) ? Optional.of(usual) : Optional.empty();
        Path pointer = data.resolve(POINTER);
        if (!Files.exists(pointer)) return Optional.empty();
        Path elsewhere = Path.of(Files.readString(pointer).strip());
        return Files.exists(elsewhere) ? Optional.of(elsewhere) : Optional.empty();
    }

    private static boolean fits(Path socket) {
        return socket.toString().getBytes(StandardCharsets.UTF_8).length <= LONGEST;
    }

    /// Binds the data directory's socket; only its owner may ever connect to it.
    ///
    /// @throws IOException when a server answers there already
    static Bound bind(Path data) throws IOException {
        Optional<Path> before = find(data);
        if (before.isPresent() && answers(before.get()))
            throw new IOException("a server answers at " + before.get() + " already");
        Path usual = data.resolve(SOCKET).toAbsolutePath();
        return fits(usual) ? bindAt(usual) : bindElsewhere(data);
    }

    /// Whether somebody listens there; a socket that a killed server left behind refuses.
    static boolean answers(Path socket) throws IOException {
        try (var line = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            return line.isConnected();
        } catch (ConnectException | NoSuchFileException _) {
            return false;
        } catch (SocketException e) {
            // The file went between two looks, or is no socket at all.
            if (!Files.exists(socket)) return false;
            throw e;
        }
    }

    /// The socket is made in a directory that nobody else can enter and put in its place when its
    /// mode is right, so that there is no moment at which the umask decides who may connect. It
    /// takes the place of a stale one.
    private static Bound bindAt(Path place) throws IOException {
        Path making = place.resolveSibling(MAKING);
        Path socket = making.resolve("s");
        Files.deleteIfExists(socket);
        Files.deleteIfExists(making);
        Files.createDirectory(making, PRIVATE);
        ServerSocketChannel channel = listen(socket);
        try {
            Files.move(socket, place, StandardCopyOption.ATOMIC_MOVE);
            Files.delete(making);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Bound(channel, List.of(place));
    }

    private static Bound bindElsewhere(Path data) throws IOException {
        Path pointer = data.resolve(POINTER);
        Optional<Path> stale = find(data);
        if (stale.isPresent()) {
            Files.deleteIfExists(stale.get());
        }
        Path room = Files.createTempDirectory("posthouse", PRIVATE);
        Path socket = room.resolve("s");
        if (!fits(socket)) throw new IOException("the path of a socket is too long: " + socket);
        ServerSocketChannel channel = listen(socket);
        Files.deleteIfExists(pointer);
        Files.createFile(pointer, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        Files.writeString(pointer, socket + "\n");
        return new Bound(channel, List.of(pointer, socket, room));
    }

    private static ServerSocketChannel listen(Path socket) throws IOException {
        var channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.bind(UnixDomainSocketAddress.of(socket));
            Files.setPosixFilePermissions(socket, OWNER_ONLY);
            return channel;
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /// A socket that listens, and the files it is known by.
    record Bound(ServerSocketChannel channel, List<Path> files) implements Closeable {
        @Override
        public void close() throws IOException {
            channel.close();
            for (Path file : files) Files.deleteIfExists(file);
        }
    }
}
