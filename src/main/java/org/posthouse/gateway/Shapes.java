package org.posthouse.gateway;

import module java.base;

import org.posthouse.gateway.MimeWalk.Broken;
import org.posthouse.gateway.Outline.TooMuch;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Message;

/// Brings one message into shapes that peers can take and their people can read, for one attempt to
/// deliver it. A message that needs no change is not changed by an octet.
public final class Shapes implements Closeable {
    /// Protocols of before MIME. What came by one of them was written for readers like its own.
    private static final Set<String> OLD = Set.of("MTP", "FTP", "FTPMAIL", "LOCAL");

    private static final long MOST = 1L << 30; // of a shape, whatever the peer would take

    private final Message message;
    private final Content content;
    private final Environment environment;
    private final List<ShapedContent> made = new ArrayList<>();

    /// @param content of the message, as it is to be read
    public Shapes(Message message, Content content, Environment environment) {
        this.message = message;
        this.content = content;
        this.environment = environment;
    }

    /// @return the content, a shape of it, or the limit that nothing can meet. A shape lasts until
    ///   this is closed
    /// @throws IOException when the store fails
    public Fit fit(Limits limits) throws IOException {
        return switch (environment.shape().style()) {
            case NONE -> Fitting.fit(content, limits);
            case TEXT -> plain(limits);
            case AUTO ->
                    switch (limits.readers()) {
                        case PLAIN -> plain(limits);
                        case MIME -> Fitting.fit(content, limits);
                    };
        };
    }

    private Fit plain(Limits limits) throws IOException {
        try {
            Outline outline = Outline.of(content);
            if (isOld()
                    && !outline.header().isMime()
                    && Fitting.fit(content, limits) instanceof Fit.Fits fits) return fits;
            return flattened(outline, limits);
        } catch (TooMuch e) {
            return Fitting.unfit("5.6.0", e.why);
        } catch (Broken _) {
            return bare(limits);
        } catch (Sheet.Full e) {
            return Fitting.unfit("5.3.4", e.why);
        }
    }

    private boolean isOld() {
        return OLD.contains(message.origin().peer().protocol());
    }

    private Fit flattened(Outline outline, Limits limits) throws IOException, Broken {
        try (var sheet = new Sheet(Math.min(limits.size(), MOST))) {
            new Flattening(environment, limits.textLine() - 2, sheet)
                    .write(content, outline, message);
            return Fitting.fit(kept(sheet.content()), limits);
        }
    }

    /// What no reader of MIME understands is text as it stands.
    private Fit bare(Limits limits) throws IOException {
        Optional<Header> header;
        try (InputStream in = content.open()) {
            header = Header.read(in);
        }
        if (header.isEmpty()) return Fitting.unfit("5.6.0", "a header of more than 256 KiB");
        try (var sheet = new Sheet(Math.min(limits.size(), MOST))) {
            new Flattening(environment, limits.textLine() - 2, sheet)
                    .writeBare(content, header.get(), message);
            return Fitting.fit(kept(sheet.content()), limits);
        } catch (Sheet.Full e) {
            return Fitting.unfit("5.3.4", e.why);
        }
    }

    private ShapedContent kept(ShapedContent shape) {
        made.add(shape);
        return shape;
    }

    @Override
    public void close() throws IOException {
        for (ShapedContent shape : made) shape.close();
    }
}
