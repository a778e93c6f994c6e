// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/** Published files as one archive, and the files of an archive published here. */
@RestController
class ArchiveController {

    private final BlockStore blocks;

    ArchiveController(BlockStore blocks) {
        this.blocks = blocks;
    }

    /** @param root identifiers of files that are here, from 1 to 1,024, none twice */
    @GetMapping("/api/v1/archive")
    ResponseEntity<StreamingResponseBody> exported(@RequestParam List<Cid> root) {
        CarHeader.section(root);
        for (Cid cid : root) {
            if (blocks.block(cid).isEmpty()) {
                throw new IllegalArgumentException("root is " + cid + "; allowed: files that are stored here");
            }
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_TYPE, Car.MEDIA_TYPE)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"headwater.car\"")
                .header("X-Content-Type-Options", "nosniff")
                .body(out -> Car.write(root, blocks::block, out));
    }

    /**
     * Stores and pins the files that the archive's roots name; nothing is stored if anything is wrong with the archive.
     *
     * @return the roots
     */
    @PostMapping(path = "/api/v1/archive", consumes = "application/vnd.ipld.car")
    List<Cid> imported(InputStream archive) throws IOException {
        Car car = Car.read(archive);
        List<byte[]> files = car.roots().stream().map(root -> file(car, root)).toList();
        files.forEach(blocks::add);
        return car.roots();
    }

    private static byte[] file(Car car, Cid root) {
        try {
            byte[] file = car.file(root).orElseThrow();
            if (Cid.of(file).equals(root)) {
                return file;
            }
        } catch (BlockStoreFailure e) {
            throw new MalformedCar(String.valueOf(e.getMessage()), "whole files");
        }
        throw new MalformedCar(
                root + " is cut into other blocks", "files in chunks of 256 KiB below nodes of 174 links");
    }
}
