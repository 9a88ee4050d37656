package org.posthouse.conf;

import module java.base;

import org.tomlj.MutableTomlTable;
import org.tomlj.Toml;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// One configuration file as it was read. Reading never fails: what is wrong is in [#mistakes], and
/// a setting that is wrong has its default.
public final class Conf {
    private final Ledger ledger;
    private final Section root;

    private Conf(Ledger ledger, TomlTable toml, List<TomlParseError> errors) {
        this.ledger = ledger;
        errors.forEach(error -> ledger.add(error.position(), Syntax.words(error)));
        this.root = new Section("", toml, TomlPosition.positionAt(1, 1), ledger);
    }

    /// Reads a file. That it is not there is a mistake, too.
    public static Conf read(Path file) {
        try {
            return parse(file.toString(), Files.readString(file));
        } catch (IOException e) {
            var conf = empty(file.toString());
            conf.ledger.add(reason(e));
            return conf;
        }
    }

    private static String reason(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file; name another with --config";
            case AccessDeniedException _ ->
                    "may not be read; give its group or this user the right";
            case CharacterCodingException _ -> "is not UTF-8 text; save it as UTF-8";
            default -> "cannot be read: " + e.getMessage();
        };
    }

    /// @param name what mistakes call the text
    public static Conf parse(String name, String toml) {
        TomlParseResult result = Toml.parse(toml);
        return new Conf(new Ledger(name), result, result.errors());
    }

    /// A file that says nothing: all defaults.
    public static Conf empty() {
        return empty("(no configuration file)");
    }

    private static Conf empty(String name) {
        return new Conf(new Ledger(name), MutableTomlTable.create(), List.of());
    }

    public Section root() {
        return root;
    }

    /// All that is wrong, by place. To be asked after all parts took their settings: a key that
    /// none of them asked for is unknown.
    public List<Mistake> mistakes() {
        root.noteUnknown();
        return ledger.mistakes();
    }

    /// The settings in force as TOML, defaults included. To be asked after all parts took theirs.
    public String effective() {
        return Effective.toml(root);
    }
}
