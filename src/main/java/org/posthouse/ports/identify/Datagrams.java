package org.posthouse.ports.identify;

import module java.base;

/// Asks a UDP port. There is no connection that could tell whether anyone is there: it is open when
/// it answers, closed when the host says so, and else may be either. One question does for all: a
/// name server answers it, an echo repeats it, and time, daytime, quotes and characters come for
/// whatever is sent.
final class Datagrams {
    private static final int LONGEST = 4096;

    /// The second when the first was lost, or passed over in silence.
    private static final List<byte[]> QUESTIONS = List.of(DnsMessage.VERSION, DnsMessage.ROOT);

    private final Target target;
    private final Patience patience;
    private final List<Evidence> evidence = new ArrayList<>();

    Datagrams(Target target, Patience patience) {
        this.target = target;
        this.patience = patience;
    }

    Checked check() {
        long began = System.nanoTime();
        try (var socket = new DatagramSocket()) {
            socket.connect(target.address(), target.port());
            Optional<String> answer = answer(socket);
            if (answer.isEmpty())
                return checked(Reach.OPEN_OR_FILTERED, "no answer", began, Optional.empty());
            Finding finding = told(answer.get());
            return checked(Reach.OPEN, "", began, Optional.of(identity(finding)));
        } catch (PortUnreachableException _) {
            return checked(
                    Reach.CLOSED, "the host says that nobody is there", began, Optional.empty());
        } catch (IOException | UncheckedIOException e) {
            String why = Objects.requireNonNullElse(e.getMessage(), "no way there");
            return checked(Reach.UNREACHABLE, why, began, Optional.empty());
        }
    }

    private Checked checked(Reach reach, String why, long began, Optional<Identity> identity) {
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        return new Checked(target, reach, why, took, identity);
    }

    private Identity identity(Finding finding) {
        return new Identity(
                finding.observed(), finding.product(), Optional.empty(), finding.notes(), evidence);
    }

    private Optional<String> answer(DatagramSocket socket) throws IOException {
        socket.setSoTimeout(
                Math.toIntExact(Math.max(1, patience.probe().toMillis() / QUESTIONS.size())));
        for (byte[] question : QUESTIONS) {
            evidence.add(new Evidence(Evidence.Side.SENT, DnsMessage.octets(question)));
            socket.send(new DatagramPacket(question, question.length));
            var packet = new DatagramPacket(new byte[LONGEST], LONGEST);
            try {
                socket.receive(packet);
            } catch (SocketTimeoutException _) {
                continue;
            }
            String said =
                    new String(
                            packet.getData(), 0, packet.getLength(), StandardCharsets.ISO_8859_1);
            evidence.add(new Evidence(Evidence.Side.READ, said));
            return Optional.of(said);
        }
        return Optional.empty();
    }

    private Finding told(String answer) {
        boolean repeated = QUESTIONS.stream().map(DnsMessage::octets).anyMatch(answer::equals);
        if (repeated) return Finding.speaks(Protocol.ECHO, Confidence.CERTAIN, "");
        if (DnsMessage.isAnswer(answer)) return Dns.found(DnsMessage.text(answer));
        return new Brief(answer, true, target.like(), Instant.now())
                .told()
                .orElseGet(() -> Finding.unknown("it answers, and the answer fits nothing known"));
    }
}
