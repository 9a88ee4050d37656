package org.posthouse.cli;

import module java.base;

import org.posthouse.mail.Intake;
import org.posthouse.smtp.SmtpReceiver;
import org.posthouse.smtp.SmtpSettings;
import org.posthouse.wire.Connection;
import org.posthouse.wire.Transcript;

/// SMTP with whoever started this process, on standard input and output (`sendmail -bs`). Between
/// them and the receiver lies a connection of this process with itself, since only a socket's
/// reading can be ended by a deadline.
final class SpokenOnPipes {
    private final InputStream in;
    private final OutputStream out;

    SpokenOnPipes(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    void converse(Intake intake) throws IOException {
        try (var door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var near = new Socket(door.getInetAddress(), door.getLocalPort());
                var far = accept(door, near.getLocalPort())) {
            Thread.ofPlatform().daemon().name("sendmail-in").start(() -> hear(near));
            Thread speaking =
                    Thread.ofPlatform().daemon().name("sendmail-out").start(() -> say(near));
            try (var connection = new Connection(far, Transcript.NONE)) {
                new SmtpReceiver(SmtpSettings.defaults(), intake).converse(connection);
            }
            speaking.join();
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /// Nobody else of this machine, who may have been quicker.
    private static Socket accept(ServerSocket door, int port) throws IOException {
        while (true) {
            Socket socket = door.accept();
            if (socket.getPort() == port) return socket;
            socket.close();
        }
    }

    private void hear(Socket near) {
        try {
            in.transferTo(near.getOutputStream());
            near.shutdownOutput();
        } catch (IOException _) {
            // the conversation is over
        }
    }

    private void say(Socket near) {
        try {
            byte[] block = new byte[8192];
            InputStream said = near.getInputStream();
            for (int n = said.read(block); n >= 0; n = said.read(block)) {
                out.write(block, 0, n);
                out.flush();
            }
        } catch (IOException _) {
            // nobody listens
        }
    }
}
