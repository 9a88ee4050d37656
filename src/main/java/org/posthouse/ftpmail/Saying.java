package org.posthouse.ftpmail;

import org.posthouse.mail.Verdict.Trouble;

/// Everything the receiver says, with the code for it in each [Generation]. The old ones are those
/// of RFC 454, but where RFC 743 has its own for XRSQ and XRCP; 520 is RFC 743's for a recipient
/// rejected, which leaves 450 to mean what it means in RFC 751's survey: no such mailbox.
enum Saying {
    READY(300, 220, "FTP mail service ready"),
    GOODBYE(231, 221, "Goodbye"),
    CLOSING(436, 421, "Service not available, closing connection"),
    FULL(401, 421, "Too many conversations, try again later"),
    OKAY(200, 200, "Command okay"),
    LOGGED_IN(230, 230, "No login is needed for mail, proceed"),
    NO_ALLOCATION(200, 202, "No storage allocation necessary"),
    NOTHING_TO_ABORT(202, 226, "No transfer in progress"),
    STATUS(100, 211, "Status"),
    HELP(50, 214, "Help"),

    NO_SCHEME(200, 200, "OK, no scheme selected"),
    THAT_SCHEME(200, 200, "OK, using that scheme"),
    RECIPIENTS_FIRST(215, 215, "R Recipients first, please"),
    TEXT_FIRST(215, 215, "T Text first, please"),
    NAME_STORED(200, 200, "OK, name stored"),
    FORWARDING(0, 151, "User not local; will forward to"),
    WILL_TRY_MAILBOX(0, 119, "Terminal not available, will try mailbox"),
    START_MAIL(350, 354, "Start mail input; end with <CRLF>.<CRLF>"),
    MAIL_SENT(256, 250, "Mail sent"),
    MAIL_STORED(256, 250, "Mail stored"),

    SOCKET(255, 255, "SOCK"),
    PASSIVE(227, 227, "Entering Passive Mode."),
    EXTENDED_PASSIVE(229, 229, "Entering Extended Passive Mode"),
    START_DATA(250, 150, "About to take mail on the data connection"),
    DATA_SENT(252, 226, "Closing data connection; mail sent"),
    DATA_STORED(252, 226, "Closing data connection; mail stored"),
    NO_DATA_CONNECTION(454, 425, "Cannot open data connection"),
    DATA_BROKEN(452, 426, "Connection closed; transfer aborted"),

    NO_TERMINAL(450, 450, "User is not logged in; try his mailbox"),
    NULL_RECIPIENT(450, 550, "Null recipient"),
    TABLE_FULL(440, 452, "Recipient table full, this name not stored"),
    BUSY(455, 450, "Mailbox busy, try again later"),
    BAD_NAME(520, 553, "Recipient name rejected"),
    NO_SUCH_USER(520, 553, "No such user here"),
    NO_ROUTE(520, 550, "No way to that host is known"),
    NO_RELAYING(520, 550, "No relaying for you"),
    NOT_TAKEN(520, 550, "Mailbox takes no mail"),

    LOCAL_ERROR(455, 451, "Local error in processing, try again later"),
    NO_ROOM(453, 451, "Insufficient storage space, try again later"),
    TOO_BIG(507, 552, "Exceeded storage allocation: mail too big"),
    OVER_QUOTA(507, 552, "Exceeded storage allocation"),
    LOOP(507, 552, "Too many hosts have passed this on"),
    REFUSED(507, 552, "Mail refused"),

    UNKNOWN(500, 500, "Command unrecognized"),
    TOO_LONG(500, 500, "Command line too long"),
    STRAY(500, 500, "A command line ends with CRLF"),
    MALFORMED(501, 501, "Syntax error in parameters or arguments"),
    NOT_THAT_SCHEME(501, 501, "I understand that command but can't use that scheme"),
    NOT_YOUR_ADDRESS(501, 501, "Data connections go to your own host, port 1024 or above"),
    USE_XRSQ(507, 503, "No scheme specified yet; use XRSQ or MRSQ"),
    USE_MAIL(505, 503, "No text stored yet; use MAIL or MLFL"),
    NO_FILES(506, 502, "Not implemented; this host takes mail and keeps no files"),
    NO_SUCH_PARAMETER(506, 504, "Not implemented for that parameter"),
    NO_PASV(506, 502, "No form for this address in PASV; try EPSV"),
    NO_SUCH_HELP(506, 502, "No help on that; try HELP");

    private final int old;
    private final int revised;
    private final String text;

    Saying(int old, int revised, String text) {
        this.old = old;
        this.revised = revised;
        this.text = text;
    }

    Reply in(Generation generation) {
        return in(generation, text);
    }

    /// With a name or a number after its words.
    Reply with(Object more, Generation generation) {
        return in(generation, text + " " + more);
    }

    Reply in(Generation generation, String words) {
        return new Reply(
                switch (generation) {
                    case RFC743 -> old;
                    case RFC765 -> revised;
                },
                words);
    }

    /// Of a recipient. 452 must not be among these: it would say that the table is full.
    static Saying ofRecipient(Trouble trouble) {
        return switch (trouble) {
            case BUSY, BROKEN, NO_ROOM -> BUSY;
            case NO_SUCH_USER -> NO_SUCH_USER;
            case BAD_NAME -> BAD_NAME;
            case NO_ROUTE -> NO_ROUTE;
            case NO_RELAYING -> NO_RELAYING;
            case OVER_QUOTA, TOO_BIG, LOOP -> NOT_TAKEN;
        };
    }

    /// Of a text, once it has come: RFC 765 has but 451 and 552 there.
    static Saying ofText(Trouble trouble) {
        return switch (trouble) {
            case BUSY, BROKEN -> LOCAL_ERROR;
            case NO_ROOM -> NO_ROOM;
            case TOO_BIG -> TOO_BIG;
            case OVER_QUOTA -> OVER_QUOTA;
            case LOOP -> LOOP;
            case NO_SUCH_USER, BAD_NAME, NO_ROUTE, NO_RELAYING -> REFUSED;
        };
    }
}
