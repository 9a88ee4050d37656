package org.posthouse.cli;

import org.posthouse.mail.Hop;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads the option `--via`: the host to talk to, as the URL of a next hop.
final class Via implements ITypeConverter<Hop.Remote> {
    @Override
    public Hop.Remote convert(String text) {
        return switch (Hop.parse(text)) {
            case Hop.Understood(Hop.Remote remote) -> remote;
            case Hop.Understood(Hop.Place(var scheme, var place)) when place.matches("\\d{1,5}") ->
                    throw new TypeConversionException(
                            "the protocol is missing; write smtp://" + scheme + ":" + place);
            case Hop.Understood _ ->
                    throw new TypeConversionException(
                            "\"" + text + "\" is no host to talk to; write smtp://host:port");
            case Hop.Malformed(var why) -> throw new TypeConversionException(why);
        };
    }
}
