package org.posthouse.control;

import module java.base;

import org.posthouse.dispatch.Alias;
import org.posthouse.dispatch.Aliases;
import org.posthouse.dispatch.KnownFact;
import org.posthouse.dispatch.KnownHosts;
import org.posthouse.mail.MailPath;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// [Neighbours] where the spool is: those of a running server, or of a process that has the spool
/// to itself.
public record SpoolNeighbours(KnownHosts known, Aliases table) implements Neighbours {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolNeighbours.class);
    private static final int PAGE = 500;

    @Override
    public void hosts(Sink<Fact> to) throws IOException {
        List<KnownFact> page = known.facts(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (KnownFact fact : page)
                to.take(new Fact(fact.host(), fact.what(), fact.value(), fact.confirmed()));
            page = known.facts(Optional.of(page.getLast()), PAGE);
        }
    }

    @Override
    public long forget(String host) throws IOException {
        int facts = known.forget(host);
        if (facts > 0) LOG.info("host {} forgotten by=postmaster facts={}", host, facts);
        return facts;
    }

    @Override
    public void aliases(Sink<Name> to) throws IOException {
        List<Alias> page = table.list(Optional.empty(), PAGE);
        while (!page.isEmpty()) {
            for (Alias alias : page) to.take(name(alias));
            page = table.list(Optional.of(page.getLast()), PAGE);
        }
    }

    @Override
    public Optional<Name> alias(MailPath path, Optional<String> name) throws IOException {
        if (name.isPresent()) return table.restore(name.get(), path).map(SpoolNeighbours::name);
        return table.name(path).isPresent()
                ? table.find(path).map(SpoolNeighbours::name)
                : Optional.empty();
    }

    private static Name name(Alias alias) {
        return new Name(alias.name(), alias.path(), alias.made(), alias.used());
    }

    @Override
    public boolean unalias(String name) throws IOException {
        boolean gone = table.remove(name);
        if (gone) LOG.info("alias {} removed by=postmaster", name);
        return gone;
    }
}
