package org.posthouse.gateway;

import module java.base;

import org.posthouse.gateway.MimeWalk.Broken;
import org.posthouse.gateway.Outline.TooMuch;
import org.posthouse.mail.Content;
import org.posthouse.mail.Fit;
import org.posthouse.mail.Limits;
import org.posthouse.mail.Measure;
import org.posthouse.mail.Message;

/// Brings one message into shapes that peers can take and their people can read, for one attempt to
/// deliver it. A message that needs no change is not changed by an octet.
public final class Shapes implements Closeable {
    /// Protocols of before MIME. What came by one of them was written for readers like its own.
    private static final Set<String> OLD = Set.of("MTP", "FTP", "NIMAIL");

    /// Where files may be written by programs as old as that, or by a person.
    private static final String PICKUP = "PICKUP";

    private static final long MOST = 1L << 30; // of a shape, whatever the peer would take

    private final Message message;
    private final Content content;
    private final Environment environment;
    private final List<ShapedContent> made = new ArrayList<>();
    private Optional<String> kept = Optional.empty();

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
                        case MIME -> modern(limits);
                    };
        };
    }

    private Fit plain(Limits limits) throws IOException {
        Optional<Header> header;
        try (InputStream in = content.open()) {
            header = Header.read(in);
        }
        if (header.isEmpty()) return Fitting.unfit("5.6.0", "a header of more than 256 KiB");
        if (!header.get().isMime()) return text(header.get(), limits);
        try {
            Outline outline = Outline.of(content);
            return flattened(outline, limits);
        } catch (TooMuch e) {
            return Fitting.unfit("5.6.0", e.why);
        } catch (Broken _) {
            return bare(header.get(), limits);
        }
    }

    /// A text of before MIME, which its writer laid out for readers like these.
    private Fit text(Header header, Limits limits) throws IOException {
        boolean fits = Fitting.fit(content, limits) instanceof Fit.Fits;
        if (fits && (isOld() || isNotice())) return new Fit.Fits(content);
        boolean laidOut =
                fits
                        && content.measure().width() == Measure.Width.SEVEN_BIT
                        && environment.shape().letters() == ShapeSettings.Case.AS_IS;
        return laidOut
                ? shaped(limits, flat -> flat.writeAsLaidOut(content, header, message))
                : bare(header, limits);
    }

    /// What no reader of MIME understands is text as it stands.
    private Fit bare(Header header, Limits limits) throws IOException {
        return shaped(
                limits,
                flat -> {
                    flat.writeBare(content, header, message);
                    flat.name(original());
                });
    }

    /// Kept once for all shapes.
    private Optional<String> original() throws IOException {
        if (kept.isEmpty()) kept = environment.keeping().keep();
        return kept;
    }

    private interface Writing<X extends Exception> {
        void on(Flattening flattening) throws IOException, X;
    }

    private Fit flattened(Outline outline, Limits limits) throws IOException, Broken {
        return shaped(
                limits,
                (Writing<Broken>)
                        flat -> {
                            flat.write(content, outline, message);
                            flat.name(original());
                        });
    }

    private <X extends Exception> Fit shaped(Limits limits, Writing<X> writing)
            throws IOException, X {
        try (var sheet = new Sheet(Math.min(limits.size(), MOST))) {
            writing.on(new Flattening(environment, limits.textLine() - 2, sheet));
            return Fitting.fit(kept(sheet.content()), limits);
        } catch (Sheet.Full e) {
            return Fitting.unfit("5.3.4", e.why);
        }
    }

    /// What came from the old world gets a header the modern one understands.
    private Fit modern(Limits limits) throws IOException {
        if (!isOld() && !protocol().equals(PICKUP)) return encoded(content, limits);
        Optional<ShapedContent> shape = new Modern(environment, message, content).shape();
        shape.ifPresent(made::add);
        return encoded(shape.isPresent() ? shape.get() : content, limits);
    }

    /// What does not fit and is MIME, or can be made it, is encoded until it does.
    private Fit encoded(Content unencoded, Limits limits) throws IOException {
        Fit asItIs = Fitting.fit(unencoded, limits);
        if (asItIs instanceof Fit.Fits || unencoded.measure().size() > limits.size()) return asItIs;
        try (var sheet = new Sheet(Math.min(limits.size(), MOST))) {
            EncodingPlan plan = EncodingPlan.of(unencoded, limits);
            Reencoding.write(unencoded, plan, limits, sheet);
            return Fitting.fit(kept(sheet.content()), limits);
        } catch (TooMuch e) {
            return Fitting.unfit("5.6.0", e.why);
        } catch (Broken | EncodingPlan.Sealed _) {
            return asItIs;
        } catch (Sheet.Full e) {
            return Fitting.unfit("5.3.4", e.why);
        }
    }

    /// Our own are written for whoever gets them.
    private boolean isNotice() {
        return protocol().equals("LOCAL") && message.from().isNotice();
    }

    private boolean isOld() {
        return OLD.contains(protocol());
    }

    private String protocol() {
        return message.origin().peer().protocol();
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
