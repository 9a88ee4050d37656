package org.posthouse.conf;

import module java.base;

import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/// A password as a configuration keeps it: `pbkdf2:ITERATIONS:SALT:HASH`, PBKDF2 with HMAC-SHA-256
/// (RFC 8018), salt and hash in base64.
public final class PasswordHash {
    private static final int ITERATIONS = 210_000;
    private static final int MOST_ITERATIONS = 10_000_000;
    private static final int BITS = 256;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final int iterations;
    private final byte[] salt;
    private final byte[] hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash) {
        this.iterations = iterations;
        this.salt = salt;
        this.hash = hash;
    }

    /// With a salt of its own.
    public static PasswordHash of(String password) {
        return of(password, ITERATIONS);
    }

    public static PasswordHash of(String password, int iterations) {
        byte[] salt = new byte[16];
        RANDOM.nextBytes(salt);
        return new PasswordHash(iterations, salt, derived(password, salt, iterations));
    }

    /// One that no password has.
    public static PasswordHash nobody() {
        return new PasswordHash(ITERATIONS, new byte[16], new byte[BITS / 8]);
    }

    /// @return nothing where it is written otherwise than [#toString] does
    public static Optional<PasswordHash> read(String text) {
        String[] parts = text.split(":", -1);
        if (parts.length != 4 || !parts[0].equals("pbkdf2")) return Optional.empty();
        try {
            int iterations = Integer.parseInt(parts[1]);
            if (iterations < 1 || iterations > MOST_ITERATIONS) return Optional.empty();
            byte[] salt = Base64.getDecoder().decode(parts[2]);
            byte[] hash = Base64.getDecoder().decode(parts[3]);
            return hash.length == BITS / 8 && salt.length > 0
                    ? Optional.of(new PasswordHash(iterations, salt, hash))
                    : Optional.empty();
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /// Takes about a tenth of a second, on purpose.
    public boolean matches(String password) {
        return MessageDigest.isEqual(hash, derived(password, salt, iterations));
    }

    private static byte[] derived(String password, byte[] salt, int iterations) {
        var key = new PBEKeySpec(password.toCharArray(), salt, iterations, BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(key)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has PBKDF2WithHmacSHA256", e);
        } finally {
            key.clearPassword();
        }
    }

    @Override
    public String toString() {
        Base64.Encoder encoder = Base64.getEncoder();
        return "pbkdf2:"
                + iterations
                + ":"
                + encoder.encodeToString(salt)
                + ":"
                + encoder.encodeToString(hash);
    }
}
