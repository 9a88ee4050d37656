package org.posthouse;

import module java.base;

import org.posthouse.cli.Exit;
import org.posthouse.cli.Serve;
import org.posthouse.cli.ServeOptions;
import org.posthouse.conf.Conf;
import org.posthouse.conf.ConfFile;
import org.posthouse.conf.Mistake;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// `posthouse serve`: reads the configuration, starts the [Server], says where it listens, and
/// waits for signals. SIGTERM and SIGINT end it in order, a second one at once; SIGHUP reads the
/// configuration again.
final class Serving implements Serve {
    private static final Logger LOG = LoggerFactory.getLogger(Serving.class);

    private enum Asked {
        STOP,
        RELOAD
    }

    private final PrintStream out;
    private final PrintStream err;

    Serving(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    @Override
    public int run(ServeOptions options) throws IOException {
        Optional<Path> file = options.config().or(ConfFile::find);
        Optional<Settings> settings = settings(file, options);
        if (settings.isEmpty()) return Exit.USAGE.code();
        if (System.getProperty("user.name").equals("root"))
            LOG.warn(
                    "running as root, which nothing here needs: use the systemd unit, or a user of"
                            + " its own");
        var asked = new LinkedBlockingQueue<Asked>();
        try (Server server = Server.start(settings.get())) {
            FirstContact.tell(out, settings.get(), file, server.places());
            listen(asked);
            while (await(asked) == Asked.RELOAD) reload(server, file, options);
            LOG.info(
                    "stopping: conversations and attempts under way have {} s",
                    settings.get().dispatch().drain().toSeconds());
        }
        LOG.info("stopped");
        return Exit.DONE.code();
    }

    private Optional<Settings> settings(Optional<Path> file, ServeOptions options) {
        Conf conf = file.map(Conf::read).orElseGet(Conf::empty);
        Settings settings = Settings.from(conf, options.data(), options.ports());
        List<Mistake> mistakes = conf.mistakes();
        mistakes.forEach(err::println);
        return mistakes.isEmpty() ? Optional.of(settings) : Optional.empty();
    }

    private void reload(Server server, Optional<Path> file, ServeOptions options) {
        settings(file, options)
                .ifPresentOrElse(
                        changed -> {
                            server.reload(changed);
                            LOG.info(
                                    "configuration read again: routes, policy and users are in"
                                            + " force");
                        },
                        () ->
                                LOG.error(
                                        "configuration has mistakes; what was in force stays in"
                                                + " force"));
    }

    private static void listen(Queue<Asked> asked) {
        var stopping = new AtomicBoolean();
        for (String stop : List.of("TERM", "INT")) {
            Signals.on(
                    stop,
                    () -> {
                        if (!stopping.compareAndSet(false, true))
                            Runtime.getRuntime().halt(Exit.DONE.code());
                        asked.add(Asked.STOP);
                    });
        }
        Signals.on("HUP", () -> asked.add(Asked.RELOAD));
    }

    private static Asked await(BlockingQueue<Asked> asked) {
        try {
            return asked.take();
        } catch (InterruptedException e) {
            return Asked.STOP;
        }
    }
}
