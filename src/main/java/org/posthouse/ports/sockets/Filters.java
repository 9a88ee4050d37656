package org.posthouse.ports.sockets;

import module java.base;

/// Reads the packet filters of the caller's network namespace, on a thread of its own beside the
/// reading of `/proc`, and starts no program where it could show nothing: without the right
/// (capabilities(7), CAP_NET_ADMIN), or where the kernel has no tables. What cannot be read is a
/// gap and no trouble.
final class Filters {
    private static final long ADMIN = 1L << 12; // CAP_NET_ADMIN, linux/capability.h

    private final ProcTree tree;
    private final FilterTools tools;
    private final Duration patience;

    Filters(ProcTree tree, Surroundings surroundings) {
        this.tree = tree;
        this.tools = surroundings.filters();
        this.patience = surroundings.patience();
    }

    /// What came of it: the rules, or why there are none, or neither where nothing suggests that
    /// there are any.
    private record Outcome(Firewall firewall, Optional<String> gap) {
        static Outcome gap(String words) {
            return new Outcome(Firewall.UNREAD, Optional.of(words));
        }
    }

    /// A reading under way.
    final class Reading {
        private final FutureTask<Outcome> task = new FutureTask<>(Filters.this::read);
        private final Thread thread = Thread.ofPlatform().daemon().unstarted(task);

        private Reading() {
            thread.start();
        }

        /// Waits for it, not long.
        ///
        /// @param gaps takes a sentence for what could not be read, where a socket makes it matter
        Firewall firewall(List<LocalSocket> sockets, List<String> gaps) {
            Outcome outcome = await();
            boolean matters =
                    sockets.stream()
                            .anyMatch(
                                    one ->
                                            one.reach() != Reach.LOOPBACK
                                                    && one.namespace() instanceof Namespace.Own);
            if (matters) outcome.gap.ifPresent(gaps::add);
            return outcome.firewall;
        }

        private Outcome await() {
            try {
                return task.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException _) {
                task.cancel(true); // and what it waits for is ended
            }
            return Outcome.gap("the packet filters could not be read in time");
        }
    }

    Reading start() {
        return new Reading();
    }

    private Outcome read() {
        Optional<Path> nft = tools.find("nft");
        boolean any = nft.isPresent() || tools.find("iptables-save").isPresent();
        if (!isAllowed()) return any ? Outcome.gap(notAllowed()) : nothing();
        try {
            Rules rules = Rules.NONE;
            if (mayHaveNft() && any) rules = nft.isPresent() ? nft(nft.get()) : saved("-nft");
            for (String family : List.of("ip", "ip6"))
                if (hasLegacy(family)) rules = rules.with(saved(family, "-legacy"));
            return new Outcome(Firewall.of(rules), Optional.empty());
        } catch (IOException e) {
            return Outcome.gap("the packet filters could not be read: " + e.getMessage());
        }
    }

    private static Outcome nothing() {
        return new Outcome(Firewall.UNREAD, Optional.empty());
    }

    /// `CapEff:` of `/proc/self/status` (proc(5)), in hexadecimal.
    private boolean isAllowed() {
        var file = new ProcFile();
        if (!file.read(tree.file("self/status"))) return false;
        return file.text()
                .lines()
                .filter(line -> line.startsWith("CapEff:"))
                .map(line -> line.substring(7).strip())
                .filter(digits -> digits.matches("[0-9a-f]{1,16}"))
                .anyMatch(digits -> (HexFormat.fromHexDigitsToLong(digits) & ADMIN) != 0);
    }

    private String notAllowed() {
        var file = new ProcFile();
        boolean root = file.read(tree.file("self/status")) && file.second("Uid:") == 0;
        return root
                ? "packet filters are not shown to root here: it takes CAP_NET_ADMIN"
                : "packet filters are shown to root only";
    }

    /// Whether nf_tables may be in the kernel. To ask nft(8) where it is not would load it.
    private boolean mayHaveNft() {
        var file = new ProcFile();
        if (!file.read(tree.file("modules"))) return true; // a kernel without modules
        if (file.text().contains("nf_tables ")) return true;
        if (!file.read(tree.file("sys/kernel/osrelease"))) return true;
        Path builtin = Path.of("/lib/modules", file.text().strip(), "modules.builtin");
        try (Stream<String> lines = Files.lines(builtin, StandardCharsets.ISO_8859_1)) {
            return lines.anyMatch(line -> line.endsWith("/nf_tables.ko"));
        } catch (IOException | UncheckedIOException _) {
            return true;
        }
    }

    /// Whether the kernel's older tables are in use (`/proc/net/ip_tables_names`).
    private boolean hasLegacy(String family) {
        var file = new ProcFile();
        return file.read(tree.file("self/net/" + family + "_tables_names"))
                && !file.text().isBlank();
    }

    private Rules nft(Path program) throws IOException {
        Nft.Ruleset read =
                Nft.read(tools.run(List.of(program.toString(), "-j", "list", "ruleset")))
                        .orElseThrow(() -> new IOException("nft prints something else"));
        Rules rules = read.rules();
        for (String family : read.foreign())
            if (family.startsWith("ip") && tool(family, "-nft").isPresent())
                rules = rules.with(saved(family, "-nft"));
        return rules;
    }

    private Rules saved(String variant) throws IOException {
        return saved("ip", variant).with(saved("ip6", variant));
    }

    private Optional<Path> tool(String family, String variant) {
        return tools.find(family + "tables" + variant + "-save")
                .or(() -> tools.find(family + "tables-save"));
    }

    private Rules saved(String family, String variant) throws IOException {
        Path program =
                tool(family, variant)
                        .orElseThrow(() -> new IOException("there is no iptables-save"));
        String text = tools.run(List.of(program.toString()));
        if (text.contains("is incompatible, use 'nft'"))
            throw new IOException("some are nft's, which is not installed");
        return Saved.read(family, text)
                .orElseThrow(() -> new IOException(program + " prints something else"));
    }
}
