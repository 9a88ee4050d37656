package org.posthouse.ftpmail;

/// What HELP says of a command.
final class Helping {
    private Helping() {}

    /// @param subject upper case, empty for none
    static Reply on(String subject, Generation generation) {
        String words =
                switch (subject) {
                    case "" ->
                            "MAIL MLFL XSEN XSEM XMAS XRSQ XRCP PORT PASV TYPE STAT NOOP HELP QUIT";
                    case "MAIL" -> "MAIL [user[@host]]; the text follows, a lone period ends it";
                    case "MLFL" -> "MLFL [user[@host]]; the text comes on a data connection";
                    case "XSEN", "MSND" -> subject + ": nobody has a terminal here; use MAIL";
                    case "XSEM", "XMAS", "MSOM", "MSAM" -> subject + " user: the same as MAIL here";
                    case "XRSQ", "MRSQ" -> subject + " [R | T | ?] selects a scheme";
                    case "XRCP", "MRCP" -> subject + " user[@host], after XRSQ R or T";
                    case "PORT" -> "PORT h,h,h,h,p,p; your own address only";
                    case "PASV", "EPSV" -> subject + ": this host listens for the next MLFL";
                    case "EPRT" -> "EPRT |2|address|port|; your own address only";
                    case "SOCK" -> "SOCK port, at your own address";
                    case "TYPE", "STRU", "MODE", "BYTE", "FORM" ->
                            "TYPE A, STRU F, MODE S, BYTE 8, FORM U and no others";
                    case "USER", "PASS", "ACCT" -> "No login is needed for mail";
                    case "STAT" -> "STAT tells what is in effect";
                    case "NOOP" -> "NOOP does nothing";
                    case "HELP" -> "HELP [command]";
                    case "QUIT", "BYE" -> subject + " ends the conversation";
                    default -> "";
                };
        return words.isEmpty()
                ? Saying.NO_SUCH_HELP.in(generation)
                : Saying.HELP.in(generation, words);
    }
}
