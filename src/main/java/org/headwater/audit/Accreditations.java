// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.headwater.chain.Anchors;
import org.headwater.chain.contract.VerifierRegistry;
import org.web3j.protocol.core.methods.response.Log;

/** Who was an accredited verifier when; a removal leaves the weight of what was attested before. */
final class Accreditations {

    /**
     * A change of a verifier's standing, at its place in the order of all events.
     *
     * @param until first second (Unix time) at which it is no longer accredited; zero where it was removed
     */
    private record Change(BigInteger block, BigInteger index, String verifier, BigInteger until) {

        static Change of(Log log, String verifier, BigInteger until) {
            return new Change(log.getBlockNumber(), log.getLogIndex(), verifier.toLowerCase(Locale.ROOT), until);
        }

        boolean before(Log event) {
            int order = block.compareTo(event.getBlockNumber());
            return order < 0 || order == 0 && index.compareTo(event.getLogIndex()) < 0;
        }
    }

    private final RemoteChain chain;
    private final List<Change> changes;

    private Accreditations(RemoteChain chain, List<Change> changes) {
        this.chain = chain;
        this.changes = changes;
    }

    static Accreditations read(RemoteChain chain, Anchors anchors) {
        String registry = anchors.contracts().verifierRegistry().address();
        Stream<Change> given = chain.events(registry, anchors.fromBlock(), VerifierRegistry.ACCREDITED_EVENT).stream()
                .map(log -> {
                    var event = VerifierRegistry.getAccreditedEventFromLog(log);
                    return Change.of(log, event.verifier, event.until);
                });
        Stream<Change> taken =
                chain.events(registry, anchors.fromBlock(), VerifierRegistry.ACCREDITATIONREMOVED_EVENT).stream()
                        .map(log -> Change.of(
                                log,
                                VerifierRegistry.getAccreditationRemovedEventFromLog(log).verifier,
                                BigInteger.ZERO));
        return new Accreditations(
                chain,
                Stream.concat(given, taken)
                        .sorted(Comparator.comparing(Change::block).thenComparing(Change::index))
                        .toList());
    }

    /** Whether the verifier was accredited at the moment of an event. */
    boolean at(Log event, String verifier) {
        return changes.stream()
                .filter(change -> change.verifier().equals(verifier.toLowerCase(Locale.ROOT)))
                .filter(change -> change.before(event))
                .reduce((earlier, later) -> later)
                .map(change ->
                        BigInteger.valueOf(chain.time(event).getEpochSecond()).compareTo(change.until()) < 0)
                .orElse(false);
    }
}
