// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What a node or a gateway may say instead of the truth: from question and real answer to the answer given. */
final class Lies {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final int WORD = 64;

    private Lies() {}

    /** Another answer to one method of JSON-RPC. */
    static BinaryOperator<byte[]> inMethod(String method, Consumer<ObjectNode> lie) {
        return about("\"" + method + "\"", lie);
    }

    /** Other events of one kind. */
    static BinaryOperator<byte[]> inEvents(Event event, Consumer<ArrayNode> lie) {
        return about(EventEncoder.encode(event), answer -> lie.accept((ArrayNode) answer.path("result")));
    }

    /** Another result of a contract's function, such as {@code credit(address)}. */
    static BinaryOperator<byte[]> inCall(String function, Consumer<ObjectNode> lie) {
        return about("\"" + Hash.sha3String(function).substring(0, 10), lie);
    }

    private static BinaryOperator<byte[]> about(String mark, Consumer<ObjectNode> lie) {
        return (question, real) -> {
            if (!new String(question, StandardCharsets.UTF_8).contains(mark)) {
                return real;
            }
            ObjectNode answer = (ObjectNode) MAPPER.readTree(real);
            lie.accept(answer);
            return MAPPER.writeValueAsBytes(answer);
        };
    }

    /** Every answer with some texts replaced by others of the same length. */
    static BinaryOperator<byte[]> replacing(Map<String, String> texts) {
        return (question, real) -> {
            String answer = new String(real, StandardCharsets.UTF_8);
            for (Map.Entry<String, String> text : texts.entrySet()) {
                answer = answer.replace(text.getKey(), text.getValue());
            }
            return answer.getBytes(StandardCharsets.UTF_8);
        };
    }

    /** The data of a result or an event, with one of its 32-byte words replaced. */
    static void word(JsonNode holder, String member, int index, BigInteger value) {
        String data = Numeric.cleanHexPrefix(holder.path(member).asString());
        ((ObjectNode) holder)
                .put(
                        member,
                        "0x" + data.substring(0, index * WORD) + Numeric.toHexStringNoPrefixZeroPadded(value, WORD)
                                + data.substring((index + 1) * WORD));
    }

    /** One of the 32-byte words of a result or an event. */
    static BigInteger word(JsonNode holder, String member, int index) {
        String data = Numeric.cleanHexPrefix(holder.path(member).asString());
        return new BigInteger(data.substring(index * WORD, (index + 1) * WORD), 16);
    }

    /** A file of the gateway with one byte changed. */
    static BinaryOperator<byte[]> inFile(String cid, Consumer<byte[]> change) {
        return (path, real) -> {
            if (isOf(path, cid)) {
                change.accept(real);
            }
            return real;
        };
    }

    /** Another file in the place of this one. */
    static BinaryOperator<byte[]> instead(String cid, byte[] other) {
        return (path, real) -> isOf(path, cid) ? other : real;
    }

    private static boolean isOf(byte[] path, String cid) {
        return new String(path, StandardCharsets.UTF_8).equals("/ipfs/" + cid);
    }
}
