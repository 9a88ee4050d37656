package org.posthouse;

import module java.base;

import org.posthouse.cli.ServeOptions.Ports;
import org.posthouse.conf.Conf;
import org.posthouse.conf.Reading;
import org.posthouse.conf.Section;
import org.posthouse.control.Notices;
import org.posthouse.dispatch.AliasSettings;
import org.posthouse.dispatch.Aliases;
import org.posthouse.dispatch.Bounces;
import org.posthouse.dispatch.DispatchSettings;
import org.posthouse.dispatch.HostSettings;
import org.posthouse.dispatch.KnownHosts;
import org.posthouse.dispatch.Names;
import org.posthouse.dispatch.Routes;
import org.posthouse.dispatch.Scheme;
import org.posthouse.ftpmail.FtpmailSender;
import org.posthouse.ftpmail.FtpmailSenderSettings;
import org.posthouse.intake.CollectingHost;
import org.posthouse.intake.Forwards;
import org.posthouse.intake.LocalUsers;
import org.posthouse.intake.Reception;
import org.posthouse.local.LocalSettings;
import org.posthouse.local.MaildirSender;
import org.posthouse.mtp.MtpSender;
import org.posthouse.mtp.MtpSenderSettings;
import org.posthouse.nimail.NimailSender;
import org.posthouse.nimail.NimailSenderSettings;
import org.posthouse.pickup.PickupSettings;
import org.posthouse.policy.PolicySettings;
import org.posthouse.policy.Relaying;
import org.posthouse.smtp.SmtpSender;
import org.posthouse.smtp.SmtpSenderSettings;
import org.posthouse.spool.Spool;
import org.posthouse.spool.SpoolSettings;

/// The whole configuration: each part's own settings, and what concerns them all.
///
/// @param data `data`: the directory of the spool, the Maildirs and the control socket
record Settings(
        Names names,
        Path data,
        List<ListenerSettings> listeners,
        Routes routes,
        PolicySettings policy,
        LocalUsers users,
        Forwards forwards,
        List<CollectingHost> collecting,
        LocalSettings local,
        PickupSettings pickup,
        SpoolSettings spool,
        DispatchSettings dispatch,
        HostSettings hosts,
        AliasSettings aliases,
        SmtpSenderSettings smtp,
        MtpSenderSettings mtp,
        FtpmailSenderSettings ftpmail,
        NimailSenderSettings nimail) {
    private static final List<Scheme> SCHEMES =
            List.of(
                    Scheme.host("smtp", SmtpSender.hopSettings()),
                    Scheme.host("mtp", MtpSender.hopSettings()),
                    Scheme.host("ftpmail", FtpmailSender.hopSettings()),
                    Scheme.host("nimail", NimailSender.hopSettings()),
                    Scheme.place(MaildirSender.SCHEME));

    /// Lets every part take its settings. What is wrong is in [Conf#mistakes] afterwards.
    ///
    /// @param override of the key `data`
    static Settings from(Conf conf, Optional<Path> override, Ports ports) {
        Section root = conf.root();
        Names names = Names.from(root);
        Path given = root.one("data", home(System.getenv()), Settings::directory);
        Path data = override.orElse(given).toAbsolutePath().normalize();
        Section local = root.table("local");
        DispatchSettings dispatch = DispatchSettings.from(root.table("queue"));
        Section send = root.table("send");
        return new Settings(
                names,
                data,
                ListenerSettings.from(root, ports),
                Routes.from(root, names, data, SCHEMES, dispatch),
                PolicySettings.from(root.table("policy")),
                LocalUsers.from(local),
                Forwards.from(local),
                CollectingHost.from(root.table("collect")),
                LocalSettings.from(local),
                PickupSettings.from(root.table("pickup"), data),
                SpoolSettings.from(root.table("spool")),
                dispatch,
                HostSettings.from(root.table("hosts")),
                AliasSettings.from(root.table("aliases")),
                SmtpSenderSettings.from(send.table("smtp")),
                MtpSenderSettings.from(send.table("mtp")),
                FtpmailSenderSettings.from(send.table("ftpmail")),
                NimailSenderSettings.from(send.table("nimail")));
    }

    /// What was learnt of other hosts, as this spool has it.
    KnownHosts known(Spool spool) {
        return new KnownHosts(spool.registers(), hosts, InstantSource.system());
    }

    /// The alias table of this spool.
    Aliases aliases(Spool spool) {
        return new Aliases(spool.registers(), aliases, InstantSource.system());
    }

    /// What may change while the program runs.
    Reception.Rules rules() {
        return new Reception.Rules(
                routes, new Relaying(policy), users, forwards, new Bounces(() -> routes, dispatch));
    }

    /// Writes the notices about what a person gives up.
    Notices notices() {
        return new Bounces(() -> routes, dispatch)::about;
    }

    private static Reading<Path> directory(String text) {
        try {
            return new Reading.Good<>(Path.of(text));
        } catch (InvalidPathException e) {
            return new Reading.Bad<>("\"" + text + "\" is no directory name");
        }
    }

    /// A service's state directory (systemd.exec(5)), else `$XDG_DATA_HOME/posthouse`.
    private static Path home(Map<String, String> environment) {
        String service = environment.getOrDefault("STATE_DIRECTORY", "");
        if (service.startsWith("/")) return Path.of(service.split(":", 2)[0]);
        String data = environment.getOrDefault("XDG_DATA_HOME", "");
        if (data.startsWith("/")) return Path.of(data, "posthouse");
        return Path.of(System.getProperty("user.home"), ".local", "share", "posthouse");
    }
}
