package org.posthouse.gateway;

import module java.base;

import com.ibm.icu.lang.UCharacter;
import com.ibm.icu.text.Transliterator;

/// Any text in the letters of ASCII.
///
/// A letter with a mark becomes the letter alone: `ä` is `a`. `ae` would be right for German, but
/// the same letter is Swedish, Finnish, Estonian and Turkish, where it would be wrong, and nothing
/// in a message says whose name it is in. Other scripts are written as ICU's rules read them; what
/// has no letters (a drawing, an arrow without a sign of its own) is named in brackets: `[grinning
/// face]`. Nothing becomes a question mark or vanishes, but what was never seen: marks that join,
/// direct, or allow a break.
final class Latin {
    /// Loaded at the first text that needs it: reading ICU's rules takes a second or two.
    private static final class Rules {
        static final Transliterator ALL =
                Transliterator.getInstance(
                        "NFKC; [[:Cyrillic:][:Nonspacing Mark:]] Russian-Latin/BGN;"
                                + " Greek-Latin/UNGEGN; Any-Latin; Latin-ASCII;"
                                + " NFD; [:Nonspacing Mark:] Remove; NFC");
    }

    private static final int PIECE = 200;

    /// Latin letters that are more than another with a mark.
    private static final Map<Character, String> LETTERS =
            Map.ofEntries(
                    Map.entry('ß', "ss"),
                    Map.entry('æ', "ae"),
                    Map.entry('Æ', "AE"),
                    Map.entry('œ', "oe"),
                    Map.entry('Œ', "OE"),
                    Map.entry('ø', "o"),
                    Map.entry('Ø', "O"),
                    Map.entry('ł', "l"),
                    Map.entry('Ł', "L"),
                    Map.entry('đ', "d"),
                    Map.entry('Đ', "D"),
                    Map.entry('ð', "d"),
                    Map.entry('þ', "th"),
                    Map.entry('ı', "i"));

    /// Signs that mail is full of, and for which ICU has nothing, or less than a typist would.
    private static final Map<Integer, String> SIGNS = signs();

    private Latin() {}

    private static Map<Integer, String> signs() {
        String table =
                """
                ‘' ’' ‚' ‛' ′' ʼ' ʹ' ʿ' ʾ' “" ”" „" ‟" ″" ‹< ›> «<< »>>
                ‐- ‑- ‒- –- —-- ―-- −- …... •* ‣* ⁃- ·. ●* ▪* ◦* ■* ∙* ○o □o ▶> ►> ◀< ❤<3 ♥<3
                €EUR £GBP ¥JPY ₹INR ₽RUB ₩KRW ₿BTC ¢ct ©(C) ®(R) ™(TM) °deg ‰/1000 §Sec.
                ×x ÷/ ±+/- ≤<= ≥>= ≠!= ≈~ ∞infinity √sqrt µu ½1/2 ¼1/4 ¾3/4 ⅓1/3 ⅔2/3 ⁄/
                →-> ←<- ↑^ ↓v ⇒=> ⇐<= ↔<-> ✓[x] ✔[x] ✅[x] ☑[x] ☐[ ] ✗[-] ✘[-] ❌[-]
                ☺:-) 🙂:-) 😀:-D 😃:-D 😄:-D 😊:-) 😉;-) 🙁:-( ☹:-( 😢:'-( 😛:-P 😮:-O
                ¿? ¡!
                """;
        return table.strip()
                .lines()
                .flatMap(line -> Stream.of(line.replace("[ ]", "[_]").split(" ")))
                .collect(
                        Collectors.toUnmodifiableMap(
                                sign -> sign.codePointAt(0),
                                sign ->
                                        sign.substring(Character.charCount(sign.codePointAt(0)))
                                                .replace("[_]", "[ ]")));
    }

    /// @param text of any length; tabs and line ends are kept as they are
    /// @return ASCII; other controls as `^[` and the like, so that no terminal obeys them
    static String ascii(String text) {
        if (isPlain(text)) return text;
        String letters = signed(text);
        if (isPlain(letters)) return letters;
        var out = new StringBuilder(letters.length() + 16);
        for (int from = 0; from < letters.length(); ) {
            int end = pieceEnd(letters, from);
            out.append(piece(letters.substring(from, end)));
            from = end;
        }
        return out.toString();
    }

    private static String piece(String text) {
        if (isAscii(text)) return named(text);
        String bare = withoutMarks(text);
        return named(isAscii(bare) ? bare : Rules.ALL.transliterate(text));
    }

    /// What ICU does to Latin letters, some hundred times as fast.
    private static String withoutMarks(String text) {
        String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
        var out = new StringBuilder(apart.length());
        for (int i = 0; i < apart.length(); i++) {
            char c = apart.charAt(i);
            String letters = c < 128 ? null : LETTERS.get(c);
            if (letters != null) out.append(letters);
            else if (c < 128 || Character.getType(c) != Character.NON_SPACING_MARK) out.append(c);
        }
        return out.toString();
    }

    /// ICU moves the rest of a text for each letter it replaces, so that a long one is cut: behind
    /// a space, or where a script has none, anywhere.
    private static int pieceEnd(String text, int from) {
        if (text.length() - from <= PIECE) return text.length();
        int most = from + PIECE;
        for (int end = most; end > from + PIECE / 2; end--)
            if (text.charAt(end - 1) == ' ') return end;
        return Character.isHighSurrogate(text.charAt(most - 1)) ? most - 1 : most;
    }

    static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) if (text.charAt(i) > 127) return false;
        return true;
    }

    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > 126 || c < ' ' && c != '\t' && c != '\n' && c != '\r') return false;
        }
        return true;
    }

    /// Puts signs and what is not seen in order, before the letters.
    private static String signed(String text) {
        var out = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            String sign = SIGNS.get(c);
            if (sign != null) out.append(spaced(sign, out, text, i));
            else if (!isUnseen(c))
                out.append(Character.isSpaceChar(c) ? " " : Character.toString(c));
        }
        return out.toString();
    }

    /// `5 deg`, not `5deg`: a word beside a number gets a space.
    private static String spaced(String sign, CharSequence before, String text, int next) {
        if (!Character.isLetter(sign.charAt(0)) || sign.length() < 2) return sign;
        boolean glued =
                !before.isEmpty() && Character.isLetterOrDigit(before.charAt(before.length() - 1));
        boolean gluing = next < text.length() && Character.isLetterOrDigit(text.codePointAt(next));
        return (glued ? " " : "") + sign + (gluing ? " " : "");
    }

    private static boolean isUnseen(int c) {
        return Character.getType(c) == Character.FORMAT
                || c >= 0xfe00 && c <= 0xfe0f // variation selectors
                || c >= 0x1f3fb && c <= 0x1f3ff; // the colour of a drawing's skin
    }

    private static String named(String text) {
        var out = new StringBuilder(text.length() + 16);
        text.codePoints().forEach(c -> out.append(named(c)));
        return out.toString();
    }

    private static String named(int c) {
        if (c >= ' ' && c < 127 || c == '\t' || c == '\n' || c == '\r')
            return Character.toString(c);
        if (c < ' ') return "^" + (char) (c + '@');
        if (c == 127) return "^?";
        String sign = SIGNS.get(c);
        if (sign != null) return sign;
        String name = c < 0xa0 ? null : UCharacter.getName(c);
        return name == null ? "[U+%04X]".formatted(c) : "[" + name.toLowerCase(Locale.ROOT) + "]";
    }
}
