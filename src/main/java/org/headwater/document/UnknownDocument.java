// SPDX-License-Identifier: Apache-2.0
package org.headwater.document;

import org.headwater.ipfs.Cid;

/** No document of this identifier is stored here. */
public final class UnknownDocument extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Cid cid;

    public UnknownDocument(Cid cid) {
        super("no document " + cid + " is stored here");
        this.cid = cid;
    }

    public Cid cid() {
        return cid;
    }
}
