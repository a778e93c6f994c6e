// SPDX-License-Identifier: Apache-2.0
package org.headwater.cli;

import org.headwater.ipfs.Cid;
import org.headwater.ipfs.MalformedCid;
import picocli.CommandLine.ITypeConverter;

/** A CID as an argument. */
final class ContentIdentifier implements ITypeConverter<Cid> {

    @Override
    public Cid convert(String value) {
        try {
            return Cid.parse(value);
        } catch (MalformedCid e) {
            throw VerifyCommand.notAllowed(value, MalformedCid.ALLOWED);
        }
    }
}
