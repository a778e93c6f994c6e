// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.time.Duration;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;

/** Calls over HTTP that take no longer, bring no more and lead nowhere else than was asked for. */
final class BoundedHttp {

    private final OkHttpClient client;

    /** What came back, whatever the status. */
    @SuppressWarnings("ArrayRecordComponent")
    record Answer(int status, byte[] body) {

        boolean ok() {
            return status == 200;
        }
    }

    /**
     * @param names gives the addresses of a host; no other is connected to
     * @param timeLimit for a whole call, from the look-up of the name to the last byte
     */
    BoundedHttp(Dns names, Duration timeLimit) {
        this.client = new OkHttpClient.Builder()
                .dns(names)
                .callTimeout(timeLimit)
                .readTimeout(timeLimit)
                .writeTimeout(timeLimit)
                .followRedirects(false)
                .followSslRedirects(false)
                .build();
    }

    /**
     * @param limit bytes of the body; no more than one more is read
     * @throws BlockStoreFailure if there are more
     * @throws IOException if there is no whole answer in time
     */
    Answer send(Request request, int limit) throws IOException {
        try (Response response = client.newCall(request).execute();
                ResponseBody body = response.body()) {
            Buffer read = new Buffer();
            if (body != null) {
                while (read.size() <= limit && body.source().read(read, limit + 1L - read.size()) >= 0) {}
            }
            if (read.size() > limit) {
                throw new BlockStoreFailure(request.url() + " gives more than " + limit + " bytes");
            }
            return new Answer(response.code(), read.readByteArray());
        }
    }
}
