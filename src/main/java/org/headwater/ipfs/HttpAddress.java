// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.net.URI;

/** Checks addresses that a person has configured. */
final class HttpAddress {

    private HttpAddress() {}

    /**
     * The address without trailing slashes.
     *
     * @throws IllegalArgumentException naming the setting, its value and what is allowed
     */
    static String of(String setting, URI address) {
        boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
        if (!http || address.getHost() == null || address.getUserInfo() != null || address.getQuery() != null) {
            throw new IllegalArgumentException(setting + " is '" + address
                    + "'; allowed: an http or https URL with a host, without user and query");
        }
        return address.toString().replaceAll("/+$", "");
    }
}
