// SPDX-License-Identifier: Apache-2.0
package org.headwater.attestation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the releases of the Ethereum Attestation Service have signed (EIP-712) for a delegated attestation or revocation. A
 * signature in one form means nothing to a release of another.
 */
enum DelegationForm {
    /** Before 1.2: a signature holds until its nonce is used. */
    WITHOUT_DEADLINE(false, false),

    /** 1.2: the value that is sent along and the end of the signature are signed too. */
    WITH_DEADLINE(true, false),

    /** From 1.3 on: also who attests. */
    WITH_ATTESTER(true, true);

    private static final Pattern VERSION = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})(\\.\\d{1,4})?");

    private final boolean deadline;
    private final SignedMessage.Type attest;
    private final SignedMessage.Type revoke;

    DelegationForm(boolean deadline, boolean attester) {
        this.deadline = deadline;
        this.attest = attest(deadline, attester);
        this.revoke = revoke(deadline, attester);
    }

    /** The form of a release; empty where the text is no version of one that is known. */
    static Optional<DelegationForm> ofVersion(String version) {
        Matcher numbers = VERSION.matcher(version);
        if (!numbers.matches()) {
            return Optional.empty();
        }
        int major = Integer.parseInt(numbers.group(1));
        int minor = Integer.parseInt(numbers.group(2));
        return switch (major) {
            case 0 -> minor >= 26 ? Optional.of(WITHOUT_DEADLINE) : Optional.empty();
            case 1 -> Optional.of(minor < 2 ? WITHOUT_DEADLINE : minor == 2 ? WITH_DEADLINE : WITH_ATTESTER);
            default -> Optional.empty();
        };
    }

    /** Whether a deadline is part of the calls. */
    boolean deadline() {
        return deadline;
    }

    SignedMessage.Type attest() {
        return attest;
    }

    SignedMessage.Type revoke() {
        return revoke;
    }

    private static SignedMessage.Type attest(boolean deadline, boolean attester) {
        List<Map<String, String>> members = new ArrayList<>();
        if (attester) {
            members.add(SignedMessage.field("attester", "address"));
        }
        members.add(SignedMessage.field("schema", "bytes32"));
        members.add(SignedMessage.field("recipient", "address"));
        members.add(SignedMessage.field("expirationTime", "uint64"));
        members.add(SignedMessage.field("revocable", "bool"));
        members.add(SignedMessage.field("refUID", "bytes32"));
        members.add(SignedMessage.field("data", "bytes"));
        return new SignedMessage.Type("Attest", ending(members, deadline));
    }

    private static SignedMessage.Type revoke(boolean deadline, boolean revoker) {
        List<Map<String, String>> members = new ArrayList<>();
        if (revoker) {
            members.add(SignedMessage.field("revoker", "address"));
        }
        members.add(SignedMessage.field("schema", "bytes32"));
        members.add(SignedMessage.field("uid", "bytes32"));
        return new SignedMessage.Type("Revoke", ending(members, deadline));
    }

    private static List<Map<String, String>> ending(List<Map<String, String>> members, boolean deadline) {
        if (deadline) {
            members.add(SignedMessage.field("value", "uint256"));
        }
        members.add(SignedMessage.field("nonce", "uint256"));
        if (deadline) {
            members.add(SignedMessage.field("deadline", "uint64"));
        }
        return members;
    }
}
