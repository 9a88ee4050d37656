package org.posthouse.nimail.niftp;

import module java.base;

/// Plays one side of a recording to ours: says its next block once we have said as much as was said
/// before it in the recording.
record Partner(Recording recording, Recording.Side played) {
    private static final int PATIENCE = 60_000; // milliseconds

    /// @return all that ours said
    byte[] play(Socket socket) throws IOException {
        socket.setSoTimeout(PATIENCE);
        var heard = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        for (Recording.Block block : recording.blocks()) {
            if (block.side() == played) {
                hearUntil(whole(expected.toByteArray()), heard, socket);
                try {
                    socket.getOutputStream().write(block.octets());
                } catch (SocketException _) {
                    break; // ours has hung up; what it said will tell
                }
            } else {
                expected.writeBytes(block.octets());
            }
        }
        hearUntil(whole(expected.toByteArray()), heard, socket);
        if (!recording.closedByQ()) socket.shutdownOutput();
        try {
            socket.getInputStream().transferTo(heard);
        } catch (SocketException _) {
            // reset: the end all the same
        }
        return heard.toByteArray();
    }

    /// Says some of the blocks, each in its time.
    ///
    /// @return what ours said meanwhile
    byte[] say(List<Recording.Block> blocks, Socket socket) throws IOException {
        var heard = new ByteArrayOutputStream();
        var expected = new ByteArrayOutputStream();
        for (Recording.Block block : blocks) {
            if (block.side() == played) {
                hearUntil(whole(expected.toByteArray()), heard, socket);
                socket.getOutputStream().write(block.octets());
            } else {
                expected.writeBytes(block.octets());
            }
        }
        hearUntil(whole(expected.toByteArray()), heard, socket);
        return heard.toByteArray();
    }

    private void hearUntil(int wanted, ByteArrayOutputStream heard, Socket socket)
            throws IOException {
        byte[] some = new byte[4096];
        while (whole(heard.toByteArray()) < wanted) {
            int read;
            try {
                read = socket.getInputStream().read(some);
            } catch (SocketTimeoutException e) {
                throw new IOException(
                        "ours said only " + Said.events(heard.toByteArray(), 1).events(), e);
            }
            if (read < 0) return;
            heard.write(some, 0, read);
        }
    }

    private int whole(byte[] octets) {
        int from = 0;
        if (played == Recording.Side.Q) { // P begins with the service's name
            while (from < octets.length && octets[from] != 0) from++;
            from = Math.min(octets.length, from + 1);
        }
        return Said.events(Arrays.copyOfRange(octets, from, octets.length), recording.wordOctets())
                .whole();
    }
}
