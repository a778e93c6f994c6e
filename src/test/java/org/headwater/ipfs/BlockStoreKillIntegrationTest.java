// SPDX-License-Identifier: Apache-2.0
package org.headwater.ipfs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process that is writing blocks, and looks at what it left. */
class BlockStoreKillIntegrationTest {

    @TempDir
    Path directory;

    @RepeatedTest(3)
    void killedWriterLeavesWholeBlocksAndEveryAcknowledgedFile(RepetitionInfo repetition) throws Exception {
        Path log = directory.resolve("acknowledged");
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Writer.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectOutput(log.toFile())
                .start();
        while (wholeLines(log).size() < 4 * repetition.getCurrentRepetition()) {
            assertThat(writer.isAlive()).isTrue();
            Thread.sleep(5);
        }
        writer.destroyForcibly().waitFor();
        List<Cid> acknowledged = wholeLines(log).stream().map(Cid::parse).toList();

        assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(4);
        assertThat(blockFiles())
                .allSatisfy(file -> assertThat(
                                Cid.parse(file.getFileName().toString()).matches(Files.readAllBytes(file)))
                        .isTrue());
        EmbeddedBlockStore store = new EmbeddedBlockStore(directory);
        assertThat(acknowledged).allSatisfy(cid -> assertThat(store.read(cid)).isPresent());
        assertThat(acknowledged)
                .allSatisfy(cid -> assertThat(store.pinState(cid)).isEqualTo(PinState.PINNED));
    }

    private static List<String> wholeLines(Path log) throws IOException {
        String text = Files.readString(log);
        return text.substring(0, text.lastIndexOf('\n') + 1).lines().toList();
    }

    private List<Path> blockFiles() throws IOException {
        try (Stream<Path> files = Files.walk(directory.resolve("blocks"))) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().startsWith("baf"))
                    .toList();
        }
    }

    /** Adds files of several blocks until it is killed, and says the name of each one that is safe. */
    static final class Writer {

        private Writer() {}

        public static void main(String[] arguments) {
            EmbeddedBlockStore store = new EmbeddedBlockStore(Path.of(arguments[0]));
            Random random = new Random(7);
            while (true) {
                byte[] content = new byte[random.nextInt(2_000_000)];
                random.nextBytes(content);
                System.out.println(store.add(content));
            }
        }
    }
}
