// SPDX-License-Identifier: Apache-2.0
package org.headwater.hypercert;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.WalletCall;
import org.headwater.chain.WalletCallDone;
import org.headwater.chain.WalletCalls;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.document.Document;
import org.headwater.document.InvalidDocument;
import org.headwater.document.Violation;
import org.headwater.ipfs.Cid;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Claims that their owners mint with wallets of their own. */
@Component
class WalletMints {

    private static final String PURPOSE = "wallet-mint/";

    private final Minting minting;
    private final Claims claims;
    private final ContractDeployments deployments;
    private final WalletCalls wallets;

    WalletMints(Minting minting, Claims claims, ContractDeployments deployments, WalletCalls wallets) {
        this.minting = minting;
        this.claims = claims;
        this.deployments = deployments;
        this.wallets = wallets;
    }

    /** What the keys of all mints of a forecast begin with. */
    static String keyOf(Cid forecast) {
        return PURPOSE + forecast + "/";
    }

    /**
     * Publishes the metadata of a forecast and prepares the mint of its claim in one fraction.
     *
     * @param owner address of the wallet, which owns the claim then
     * @throws InvalidDocument if the forecast has a claim, or another wallet is minting it
     */
    WalletCall prepare(Cid forecast, String owner) {
        String key = keyOf(forecast) + owner.toLowerCase(Locale.ROOT);
        Optional<WalletCall> known = wallets.find(key);
        if (known.isPresent() && known.get().state() == WalletCall.State.FINAL) {
            return known.get();
        }
        requireWithoutClaim(forecast, key);
        Minting.Source source = minting.source(forecast);
        Document metadata = source.metadata(null);
        minting.publish(source, metadata);
        String hypercerts = deployments.ensure().hypercerts();
        return wallets.prepare(
                key, owner, MintCall.of(hypercerts, owner, source.units(), metadata.cid(), Optional.empty()));
    }

    private void requireWithoutClaim(Cid forecast, String key) {
        boolean others = wallets.underWay(keyOf(forecast)) && !wallets.underWay(key);
        if (others || claims.on(forecast).isPresent()) {
            throw new InvalidDocument(List.of(new Violation(
                    "/forecastCid", forecast.text(), "a forecast that has no claim and that nobody else is minting")));
        }
    }

    @EventListener
    void record(WalletCallDone done) {
        if (done.call().key().startsWith(PURPOSE)) {
            Minting.Source source = minting.source(Cid.parse(done.call().key().split("/", -1)[1]));
            String uri = HypercertMinter.getClaimStoredEvents(done.transaction().receipt())
                    .getFirst()
                    .uri;
            Cid metadata = Cid.parse(uri.substring("ipfs://".length()));
            minting.record(
                    minting.claim(
                            done.transaction(), source, metadata, done.call().from()),
                    source.project());
        }
    }
}
