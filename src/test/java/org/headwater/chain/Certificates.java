// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of a test's own authority, which this JVM trusts until {@link #close}. */
final class Certificates implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final List<String> PROPERTIES =
            List.of("javax.net.ssl.trustStore", "javax.net.ssl.trustStorePassword", "javax.net.ssl.trustStoreType");

    private final Path keys;

    Certificates(Path directory) throws Exception {
        this.keys = directory.resolve("keys.p12");
        keytool("authority", "-ext", "bc:c", "-validity", "30");
        KeyStore trusted = empty();
        trusted.setCertificateEntry("authority", load().getCertificate("authority"));
        Path file = directory.resolve("trusted.p12");
        try (OutputStream out = Files.newOutputStream(file)) {
            trusted.store(out, PASSWORD.toCharArray());
        }
        System.setProperty(PROPERTIES.get(0), file.toString());
        System.setProperty(PROPERTIES.get(1), PASSWORD);
        System.setProperty(PROPERTIES.get(2), "PKCS12");
    }

    /** Valid, and that of 127.0.0.1. */
    SSLContext valid() throws Exception {
        return signed("valid", "-ext", "san=ip:127.0.0.1");
    }

    SSLContext expired() throws Exception {
        return signed("expired", "-ext", "san=ip:127.0.0.1", "-startdate", "-10d", "-validity", "5");
    }

    SSLContext ofAnotherHost() throws Exception {
        return signed("elsewhere", "-ext", "san=dns:node.example");
    }

    SSLContext selfSigned() throws Exception {
        keytool("alone", "-ext", "san=ip:127.0.0.1");
        return context("alone");
    }

    private SSLContext signed(String name, String... options) throws Exception {
        List<String> all = new ArrayList<>(List.of("-signer", "authority"));
        all.addAll(List.of(options));
        keytool(name, all.toArray(String[]::new));
        return context(name);
    }

    private void keytool(String name, String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-alias",
                name));
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes());
        if (process.waitFor() != 0) {
            throw new IllegalStateException("keytool: " + said);
        }
    }

    private SSLContext context(String name) throws Exception {
        KeyStore all = load();
        KeyStore one = empty();
        one.setKeyEntry(
                name, all.getKey(name, PASSWORD.toCharArray()), PASSWORD.toCharArray(), all.getCertificateChain(name));
        KeyManagerFactory identity = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        identity.init(one, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(identity.getKeyManagers(), null, null);
        return context;
    }

    private KeyStore load() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        return store;
    }

    private static KeyStore empty() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        return store;
    }

    @Override
    public void close() {
        PROPERTIES.forEach(System::clearProperty);
    }
}
