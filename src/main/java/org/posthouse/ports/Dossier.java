package org.posthouse.ports;

import module java.base;

import org.posthouse.ports.registry.Chapter;
import org.posthouse.ports.registry.Dates;
import org.posthouse.ports.registry.Entry;
import org.posthouse.ports.registry.History;
import org.posthouse.ports.registry.Lineage;
import org.posthouse.ports.registry.Registry;
import org.posthouse.ports.registry.Remark;
import org.posthouse.ports.registry.Standing;
import org.posthouse.ports.registry.Story;
import org.posthouse.ports.registry.Survey;
import org.posthouse.ports.registry.Transport;

/// All that is written about one port: what it is registered for, its story, what it came from and
/// led to, who held it. What is observed of it on a machine is no part of this.
///
/// @param transport the one that was asked for; empty when all were
/// @param standings by transport, only those asked for
/// @param data of which dates the sources are
public record Dossier(
        int port,
        Optional<Transport> transport,
        List<Standing> standings,
        List<Chapter> story,
        List<Lineage> lineage,
        List<Holder> holders,
        List<Remark> remarks,
        List<Survey> survey,
        DataDates data) {
    public Dossier {
        standings = List.copyOf(standings);
        story = List.copyOf(story);
        lineage = List.copyOf(lineage);
        holders = List.copyOf(holders);
        remarks = List.copyOf(remarks);
        survey = List.copyOf(survey);
    }

    /// Of which dates the sources are; every report shows it, so that nobody takes an old answer
    /// for a new one.
    public record DataDates(String registry, String logFrom, String logTo, String lists) {
        public static DataDates of(Registry registry) {
            return new DataDates(
                    registry.date(),
                    Dates.logBegins(),
                    Dates.logEnds(),
                    Dates.FIRST_YEAR + ".." + Dates.LAST_LIST);
        }

        /// In one line.
        public String words() {
            return "registry " + registry + "; log " + logFrom + ".." + logTo + "; lists " + lists;
        }
    }

    public static Dossier of(int port, Optional<Transport> transport, Registry registry) {
        List<Chapter> story = Story.of(port, transport, registry);
        List<Entry> rows = registry.at(port);
        return new Dossier(
                port,
                transport,
                transport.map(List::of).orElse(List.of(Transport.values())).stream()
                        .map(one -> Standing.of(port, one, rows))
                        .toList(),
                story,
                History.lineage(port),
                Holder.of(story),
                History.remarks(port),
                History.survey(port),
                DataDates.of(registry));
    }
}
