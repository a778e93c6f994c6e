// SPDX-License-Identifier: Apache-2.0
package org.headwater.chain;

import java.time.Instant;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.RemoteFunctionCall;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.TransactionManager;
import org.web3j.tx.gas.ContractGasProvider;
import org.web3j.tx.gas.DefaultGasProvider;

/** Read-only calls of contracts, whoever holds the connection: the service, or a party at its own machine. */
public final class ContractReads {

    private static final String NOBODY = "0x0000000000000000000000000000000000000001";

    private final NodeConnection node;

    ContractReads(NodeConnection node) {
        this.node = node;
    }

    /** The method {@code load} of a generated wrapper. */
    @FunctionalInterface
    public interface Wrapper<T> {
        T load(String address, Web3j web3j, TransactionManager manager, ContractGasProvider gas);
    }

    /** The wrapper of a contract; it reads, and refuses to send. */
    public <T> T at(String address, Wrapper<T> wrapper) {
        return wrapper.load(
                address, node.web3j(), new ReadonlyTransactionManager(node.web3j(), NOBODY), new DefaultGasProvider());
    }

    /**
     * The answer to a call of a wrapper.
     *
     * @throws ChainNotAvailable if the node or the contract does not answer
     */
    public <T> T read(RemoteFunctionCall<T> call) {
        try {
            return call.send();
        } catch (Exception e) {
            throw new ChainNotAvailable("the contract does not answer: " + e.getMessage(), e);
        }
    }

    /** The id of the chain that the nodes serve. */
    public long chainId() {
        return node.chainId();
    }

    /** The time of the newest block, whole seconds. */
    public Instant time() {
        return node.time(DefaultBlockParameterName.LATEST);
    }
}
