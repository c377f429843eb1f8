package wattle.unit.http;

/// The file of credentials is not as it has to be: what is wrong and the command that helps. Quotes
/// nothing of the file but its names.
public final class CredentialsException extends Exception {

    private static final long serialVersionUID = 1;

    CredentialsException(String message) {
        super(message);
    }
}
