// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.RawTransaction;
import org.web3j.crypto.Sign;
import org.web3j.crypto.TransactionEncoder;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/** A key in this process, from a key file. */
public final class KeySigner implements Signer {

    private final Credentials credentials;

    /** A key that is in memory already. */
    public KeySigner(Credentials credentials) {
        this.credentials = credentials;
    }

    /**
     * The key of a keystore file, version 3.
     *
     * @param chainId where it is to be used; public development keys are refused on any chain but the local one
     * @throws IOException if the file cannot be read or opened with the password
     * @throws IllegalArgumentException if the key is public
     */
    public static KeySigner open(Path keystore, String password, long chainId) throws IOException {
        try {
            return new KeySigner(PublicKeys.refuse(WalletUtils.loadCredentials(password, keystore.toFile()), chainId));
        } catch (CipherException e) {
            throw new IOException("%s cannot be opened with the password".formatted(keystore), e);
        }
    }

    /** As {@link #open(Path, String, long)}, the password being the first line of a file. */
    static KeySigner open(Path keystore, Path password, long chainId) throws IOException {
        return open(keystore, Files.readAllLines(password).getFirst(), chainId);
    }

    @Override
    public String address() {
        return credentials.getAddress();
    }

    @Override
    public byte[] sign(RawTransaction transaction) {
        return TransactionEncoder.signMessage(transaction, credentials);
    }

    @Override
    public Sign.SignatureData signTypedData(String typedData) {
        try {
            return Sign.signTypedData(typedData, credentials.getEcKeyPair());
        } catch (IOException e) {
            throw new SigningFailed("typed data: cannot be read: " + e.getMessage(), e);
        }
    }
}
