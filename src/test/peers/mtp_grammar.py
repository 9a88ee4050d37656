"""What both peers know of MTP's words, read from RFC 780 (5.1.2, 5.3, 5.5.3) and RFC 772 alone."""

import re

# RFC 780 5.1.2: <specials>; a char is an ordinary one, or a backslash and any one.
_ORDINARY = r'[^<>()\\,;:@"\x00-\x1f\x7f\x80-\xff]'
_STRING = r'(?:%s|\\[\x00-\x7f])+' % _ORDINARY
_NUMBER = r'(?:[01]\d\d|2[0-4]\d|25[0-5])'
_HOST_780 = r'(?:[A-Za-z](?:%s)?|\#\d+|\[%s(?:\.%s){3}\])' % (_STRING, _NUMBER, _NUMBER)
# RFC 772, Command Syntax: any character but CR and LF; what delimits a path cannot stand in it.
_HOST_772 = r'[^<>,@\r\n\x80-\xff]+'
_USER_772 = r'[^<>@\r\n\x80-\xff]+'

_PATHS = {
    "780": re.compile(r'<(?P<route>(?:@%s,)*)(?P<user>%s)@(?P<host>%s)>' % (_HOST_780, _STRING, _HOST_780)),
    "772": re.compile(r'<(?P<route>(?:@%s,)*)(?P<user>%s)@(?P<host>%s)>' % (_HOST_772, _USER_772, _HOST_772)),
}

USER, HOST, PATH, COMMAND, REPLY, TEXT = 40, 20, 100, 200, 65, 1000  # RFC 780 5.5.3


class Path:
    """A sender-path or receiver-path: hosts to go by, and a mailbox, as they were written."""

    def __init__(self, hosts, user, host):
        self.hosts, self.user, self.host = hosts, user, host

    @classmethod
    def parse(cls, written, dialect):
        """The path between its angle brackets, or None."""
        found = _PATHS[dialect].fullmatch(written)
        if not found:
            return None
        hosts = [host[1:] for host in found["route"].split(",") if host]
        return cls(hosts, found["user"], found["host"])

    def user_itself(self):
        """Without the backslashes that quote (RFC 780 5.1.2)."""
        return re.sub(r'\\(.)', r'\1', self.user, flags=re.S)

    def too_long(self):
        """Which limits of 5.5.3 it passes."""
        length = sum(len(host) + 2 for host in self.hosts) + len(self.user) + len(self.host) + 1
        over = []
        if len(self.user_itself()) > USER:
            over.append("user")
        if any(len(host) > HOST for host in self.hosts + [self.host]):
            over.append("host")
        if length > PATH:
            over.append("path")
        return over

    def __str__(self):
        return "".join("@%s," % host for host in self.hosts) + self.user + "@" + self.host


FAILURES = {"451", "552", "450", "550", "452", "553"}

# RFC 780 5.3: what may answer what. `text` is the end of the text; CONT and ABRT with nothing held.
REPLIES_780 = {
    "greeting": {"120", "220", "421"},
    "greeting/CONT": {"220", "421"},
    "greeting/ABRT": {"201", "421"},
    "MAIL": {"151", "152", "354", "500", "501", "502", "421"} | FAILURES,
    "MAIL/CONT": {"354", "421"} | FAILURES,
    "MAIL/ABRT": {"201", "421"} | FAILURES,
    "text": {"250", "421"} | FAILURES,
    "MRSQ": {"200", "215", "500", "501", "502", "504", "421"},
    "MRCP": {"151", "152", "200", "215", "250", "500", "501", "502", "503", "421"} | FAILURES,
    "MRCP/CONT": {"200", "215", "250", "421"} | FAILURES,
    "MRCP/ABRT": {"201", "421"} | FAILURES,
    "QUIT": {"221", "500", "421"},
    "HELP": {"211", "214", "500", "501", "502", "504", "421"},
    "NOOP": {"200", "500", "421"},
    "CONT": {"500", "501", "502", "504", "421"},
    "ABRT": {"201", "500", "501", "502", "504", "421"},
    "other": {"500", "502", "421"},
}

# RFC 772, Command-Reply Sequences. Its scheme T gives MRCP the replies of MAIL, 250 in appendix B.
REPLIES_772 = {
    "greeting": {"120", "220", "421"},
    "greeting/then": {"220", "421"},
    "MAIL": {"151", "152", "354", "450", "550", "452", "553", "500", "501", "502", "421"},
    "MAIL/then": {"354", "421", "450", "550", "452", "553"},
    "text": {"250", "451", "552", "421"},
    "MRSQ": {"200", "215", "500", "501", "502", "421"},
    "MRCP": {"151", "152", "200", "250", "450", "550", "452", "553", "451", "552"}
    | {"500", "501", "502", "503", "421"},
    "MRCP/then": {"200", "250", "450", "550", "452", "553", "451", "552", "421"},
    "QUIT": {"221", "421"},
    "HELP": {"211", "214", "500", "501", "502", "421"},
    "NOOP": {"200", "500", "421"},
    "CONT": {"500", "502", "421"},
    "ABRT": {"500", "502", "421"},
    "other": {"500", "502", "421"},
}

REPLIES = {"780": REPLIES_780, "772": REPLIES_772}

IAC, SE, SB, DM = 255, 240, 250, 242


def without_telnet(octets):
    """TELNET's commands taken out (RFC 772, Command Semantics); IAC IAC is an octet 255."""
    out, at = bytearray(), 0
    while at < len(octets):
        if octets[at] != IAC or at + 1 == len(octets):
            out.append(octets[at])
            at += 1
        elif octets[at + 1] == IAC:
            out.append(IAC)
            at += 2
        else:
            at += 3 if 251 <= octets[at + 1] <= 254 else 2
    return bytes(out)
