// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Why a connection to a node could not be made secure, in words that an operator can act on. */
final class TlsFault {

    private TlsFault() {}

    static String of(SSLException fault) {
        return Stream.iterate((Throwable) fault, cause -> cause != null, Throwable::getCause)
                .flatMap(cause -> words(cause).stream())
                .findFirst()
                .orElse("TLS: " + fault.getMessage());
    }

    private static Optional<String> words(Throwable cause) {
        return Optional.ofNullable(
                switch (cause) {
                    case CertificateExpiredException e ->
                        "TLS: its certificate has expired (%s)".formatted(e.getMessage());
                    case CertificateNotYetValidException e ->
                        "TLS: its certificate is not valid yet (%s)".formatted(e.getMessage());
                    case SSLPeerUnverifiedException _ -> "TLS: its certificate is that of another host";
                    case CertPathBuilderException _ -> "TLS: nobody who is trusted here has signed its certificate";
                    default -> null;
                });
    }
}
