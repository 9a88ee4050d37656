#!/usr/bin/env python3
"""An MTP sender, written from RFC 780 and RFC 772 alone; shares nothing with the one it checks.

Prints the dialogue (`S:` what it sends, `R:` what it is answered), `OUTCOME path code` for each
recipient, and `VIOLATION what` where the receiver broke the protocol. Ends with 0 when all
recipients have the message, 1 when some have not, 2 after a violation.
"""

import argparse
import random
import re
import select
import socket
import sys

from mtp_grammar import REPLIES, REPLY, without_telnet


class Lost(Exception):
    """The conversation cannot go on."""


class Session:
    """The dialogue, each reply held against the tables of RFC 780 5.3 or RFC 772."""

    def __init__(self, options):
        self.options, self.dialect = options, options.dialect
        self.channel = socket.create_connection(("127.0.0.1", options.port), timeout=60)
        self.buffer, self.violations, self.closed = b"", 0, False

    def say(self, *words):
        print(*words, flush=not self.options.quiet)

    def violation(self, what):
        self.violations += 1
        self.say("VIOLATION", what)

    def line(self):
        while b"\r\n" not in self.buffer:
            octets = self.channel.recv(65536)
            if not octets:
                raise Lost("closed")
            self.buffer += octets
        line, self.buffer = self.buffer.split(b"\r\n", 1)
        if self.dialect == "772":
            line = without_telnet(line)
        if len(line) + 2 > REPLY:
            self.violation("reply line of %d characters: %r" % (len(line) + 2, line))
        if any(octet > 127 for octet in line):
            self.violation("high-order bit set in a reply")
        text = line.decode("latin-1")
        if not self.options.quiet:
            self.say("R:", text)
        return text

    def reply(self, to):
        """One reply; `to` names the row of the table that it must be in."""
        line = self.line()
        while self.dialect == "772" and not re.match(r"\d{3}[ -]", line):
            line = self.line()  # a system message without a code
        if not re.match(r"\d{3}[ -]", line):
            self.violation("no reply: %r" % line)
            raise Lost(line)
        code = line[:3]
        while line[3] != " " or line[:3] != code:
            line = self.line()
            if self.dialect == "780" and not re.match(code + "[ -]", line):
                self.violation("line without the code in a long reply: %r" % line)
            line = line.ljust(4, "-")
        if code not in REPLIES[self.dialect][to]:
            self.violation("%s in answer to %s" % (code, to))
        if to.startswith("greeting") and code != "201" or code in ("221", "421"):
            first = line[4:].split(" ")[0]
            if first.upper() != self.options.receiver.upper():
                self.violation("first word of %r is not the host" % line)
        if code == "421":
            raise Lost(line)
        if self.buffer or select.select([self.channel], [], [], 0)[0]:
            self.unasked(code)
        return code, line[4:]

    def unasked(self, code):
        # Every command must generate exactly one reply (RFC 780 5.2); RFC 772 has 1xx and another.
        if self.dialect == "772" and code.startswith("1") or code == "221":
            return
        if self.buffer or self.channel.recv(1, socket.MSG_PEEK):
            self.violation("more after the reply %s: %r" % (code, self.buffer))

    def send(self, line):
        if not self.options.quiet:
            self.say("S:", line)
        self.octets(line.encode("latin-1") + b"\r\n")

    def octets(self, octets):
        if self.options.split:
            for octet in octets:
                self.channel.sendall(bytes([octet]))
        else:
            self.channel.sendall(octets)

    def command(self, line, row=None):
        self.send(line)
        return self.reply(row or line.split(" ")[0].upper())

    # the dialogue

    def greeted(self):
        code, _ = self.reply("greeting")
        if code == "120":
            if self.dialect == "772":
                self.reply("greeting/then")
            else:
                answer = "CONT" if self.options.wait else "ABRT"
                code, _ = self.command(answer, "greeting/" + answer)
                return code == "220"
        return True

    def proposal(self, row, code, text):
        """What a command ends with after its 151 or 152, if it has one."""
        if code not in ("151", "152"):
            return code, text
        if code == "151":
            named = re.search(r"(\S+@\S+)", text)
            if named:
                self.say("FORWARD", named[1])
            else:
                self.violation("151 without a mailbox: %r" % text)
        if self.dialect == "772":
            return self.reply(row + "/then")
        accept = self.options.accept_151 if code == "151" else self.options.accept_152
        answer = "CONT" if accept == "yes" else "ABRT"
        return self.command(answer, row + "/" + answer)

    def text(self, text):
        lines = text.split(b"\r\n")
        if lines[-1] == b"":
            lines.pop()
        out = b"".join((b"." if line.startswith(b".") else b"") + line + b"\r\n" for line in lines)
        self.octets(out)
        if not self.options.quiet:
            self.say("S: (%d lines)" % len(lines))
        return self.command(".", "text")

    def mail(self, sender, receiver, text):
        """MAIL and its text; gives the code it ends with."""
        to = " TO:<%s>" % receiver if receiver else ""
        code, words = self.command("MAIL FROM:<%s>%s" % (sender, to))
        code, _ = self.proposal("MAIL", code, words)
        if code == "354":
            code, _ = self.text(text)
        elif code[0] in "23" and code != "201":
            self.violation("%s where 354 was due" % code)
        return code

    def choose(self):
        """The scheme to use, negotiated where it is not given (4.1)."""
        wanted = self.options.scheme
        if wanted == "none":
            return None
        code, _ = self.command("MRSQ")
        if code != "200":
            return None
        code, words = self.command("MRSQ ?")
        if code != "215":
            return None
        if not re.match(r"[RrTt](?: |$)", words):
            self.violation("215 without a scheme: %r" % words)
        order = words[0].upper() + ("RT".replace(words[0].upper(), ""))
        for scheme in order if wanted == "auto" else [wanted]:
            code, _ = self.command("MRSQ " + scheme)
            if code == "200":
                return scheme
        return None

    def deliver(self, sender, receivers, text):
        scheme = self.choose()
        self.say("SCHEME", scheme or "none")
        if scheme is None:
            return {to: self.mail(sender, to, text) for to in receivers}
        if scheme == "T":
            code = self.mail(sender, None, text)
            if code[0] != "2":
                return {to: code for to in receivers}
            return {to: self.recipient(to) for to in receivers}
        return self.recipients_first(sender, receivers, text)

    def recipient(self, to):
        code, words = self.command("MRCP TO:<%s>" % to)
        return self.proposal("MRCP", code, words)[0]

    def recipients_first(self, sender, receivers, text):
        outcomes, stored, waiting = {}, [], list(receivers)
        while waiting:
            to = waiting.pop(0)
            code = self.recipient(to)
            if code in ("200", "250"):
                stored.append(to)
            elif code == "452" and stored:
                waiting.insert(0, to)
            else:
                outcomes[to] = code
            if stored and (code == "452" or not waiting):
                code = self.mail(sender, None, text)
                self.say("TRANSMITTED", len(stored), code)
                outcomes.update({name: code for name in stored})
                stored = []
        return outcomes

    def quit(self):
        self.command("QUIT")
        if self.buffer or self.channel.recv(1):
            self.violation("something after 221")


class Walk:
    """A random walk through commands, right and wrong ones, each reply held against the tables."""

    def __init__(self, session, options):
        self.session, self.options, self.chance = session, options, random.Random(options.seed)
        self.held = None

    def path(self):
        names = self.options.to + ["nobody@" + self.options.receiver]
        right = "<%s>" % self.chance.choice(names)
        wrong = ["<>", "<a>", "a@b", "<a@b", "<@a@b>", "<@a,b>", "<a@>", "< a@b >", "<" + "x" * 60 + ">",
                 "<a@#>", "<a@[1.2.3.4]>", "<a@[999.001.001.001]>", "<a\\@b>", "<a@b@c>", "", "<@,a@b>"]
        return right if self.chance.random() < 0.8 else self.chance.choice(wrong)

    def command(self):
        word = self.chance.choice(
            ["MAIL", "MAIL", "MAIL", "MRSQ", "MRSQ", "MRCP", "MRCP", "MRCP", "HELP", "NOOP",
             "CONT", "ABRT", "QUUX", "", "RCPT", "12", "MAILX", "MAI"])
        argument = {
            "MAIL": lambda: " FROM:<%s>%s" % (
                self.options.sender, self.chance.choice([" TO:" + self.path(), "", " TO:"])),
            "MRSQ": lambda: self.chance.choice(["", " R", " T", " ?", " r", " t", " X", " RT", " "]),
            "MRCP": lambda: " TO:" + self.path(),
            "HELP": lambda: self.chance.choice(["", " MAIL", " MRSQ", " nothing known"]),
            "": lambda: self.chance.choice(["", " ", "\t"]),
        }.get(word, lambda: self.chance.choice(["", "", "", " x"]))()
        if self.chance.random() < 0.1:
            argument = self.chance.choice(["", "  ", " \\", " TO", ":<", " FROM:<a@b> TO:<c@d> e"])
        case = self.chance.choice([str, str, str.lower, str.title])
        return case(word) + argument

    def row(self, line):
        word = line.split(" ")[0].upper()
        if word in ("CONT", "ABRT") and self.held and line.upper() == word:
            return self.held + "/" + word
        return word if word in REPLIES[self.options.dialect] else "other"

    def step(self):
        line = self.command()
        row = self.row(line)
        code, _ = self.session.command(line, row)
        base, self.held = row.split("/")[0], None
        if code in ("151", "152"):
            if self.options.dialect == "780":
                self.held = base
                return
            code, _ = self.session.reply(base + "/then")
        if code == "354":
            self.session.text(self.chance.choice([b"", b"a line\r\n", b".\r\n..\r\nMAIL\r\n\r\n"]))

    def run(self):
        for _ in range(self.options.walk):
            self.step()


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--receiver", required=True, help="the name its greeting must give")
    parser.add_argument("--dialect", choices=["780", "772"], default="780")
    parser.add_argument("--scheme", choices=["R", "T", "none", "auto"], default="auto")
    parser.add_argument("--from", dest="sender", default="waldo@A")
    parser.add_argument("--to", action="append", default=[], help="a path without its brackets")
    parser.add_argument("--text", help="a file; its lines end with CRLF")
    parser.add_argument("--accept-151", choices=["yes", "no"], default="yes")
    parser.add_argument("--accept-152", choices=["yes", "no"], default="yes")
    parser.add_argument("--abort-120", dest="wait", action="store_false")
    parser.add_argument("--split", action="store_true", help="each octet in a write of its own")
    parser.add_argument("--quiet", action="store_true", help="no dialogue")
    parser.add_argument("--walk", type=int, default=0, help="so many random commands instead")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    session = Session(options)
    outcomes = {}
    try:
        if session.greeted():
            if options.walk:
                Walk(session, options).run()
            else:
                with open(options.text, "rb") as file:
                    outcomes = session.deliver(options.sender, options.to, file.read())
        session.quit()
    except (Lost, OSError) as lost:
        print("LOST", lost)
        outcomes = {to: outcomes.get(to, "lost") for to in options.to}
    for to, code in outcomes.items():
        print("OUTCOME", to, code)
    if session.violations:
        sys.exit(2)
    sys.exit(0 if all(code[0] == "2" and code != "201" for code in outcomes.values()) else 1)


if __name__ == "__main__":
    main()
