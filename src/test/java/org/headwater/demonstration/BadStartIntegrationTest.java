// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.Headwater;
import org.headwater.Program;
import org.headwater.RunningService;
import org.headwater.cli.HeadwaterCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The program, started wrongly, says what is wrong and what is allowed, and ends with a code other than 0. */
class BadStartIntegrationTest {

    private static final Path ANVIL = Path.of("target", "contracts", "resources", "embedded", "anvil");

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--draws 5 | --draws | 5 | 100 to 100000",
                "--draws many | --draws | many | int",
                "--seed 7 | --reality-seed | 7 | another seed",
                "--observations schemas/examples/observations-back-test.json | --observations |"
                        + " observations-back-test.json | --project",
                "--project nowhere.json | --project | nowhere.json | a file that can be read",
                "--project schemas/examples/project-back-test.json | /synthetic | false | --observations",
                "--project schemas/examples/invalid/negative-area.json | /area/hectares | -2000 | more than 0",
                "--project schemas/examples/invalid/not-a-number.json | /area/hectares | not readable | a finite"
                        + " number",
                "--project schemas/examples/invalid/unknown-mechanism.json | /mechanism | \" | cost-sharing",
                "--project schemas/examples/project-synthetic.json --observations"
                        + " schemas/examples/observations-back-test.json | /observations/0/indicator | sediment-load |"
                        + " forest-health",
                "--nonsense | Unknown option | --nonsense | headwater demo --help",
            })
    void badInputOfTheDemonstrationIsRefusedBeforeAnythingStarts(
            String arguments, String where, String value, String allowed) throws Exception {
        Path untouched = directory.resolve("data");
        String[] words = Stream.concat(
                        Stream.of("demo", "--json", "--data-dir", untouched.toString()),
                        Stream.of(arguments.split(" ")))
                .toArray(String[]::new);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int code = talkingTo(bytes, words);

        String talk = bytes.toString(StandardCharsets.UTF_8);
        assertThat(code).as(talk).isEqualTo(2);
        assertThat(talk).contains(where).contains(value).contains(allowed).doesNotContain("\tat ");
        assertThat(untouched).doesNotExist();
    }

    /** In this JVM, for its refusals need no start of their own. */
    private static int talkingTo(ByteArrayOutputStream talk, String... arguments) {
        PrintStream before = System.err;
        try {
            System.setErr(new PrintStream(talk, true, StandardCharsets.UTF_8));
            return HeadwaterCommand.execute(Headwater.class, arguments);
        } finally {
            System.setErr(before);
        }
    }

    @Test
    void takenPortIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Program.Ended run = Program.run(
                    "--server.port=" + taken.getLocalPort(), "--headwater.data-dir=" + directory.resolve("data"));

            assertThat(run.code()).as(run.talk()).isNotZero();
            assertThat(run.talk())
                    .contains("server.port: was " + taken.getLocalPort())
                    .contains("or to 0 for any free one")
                    .doesNotContain("\tat ");
        }
    }

    @Test
    void nodeOfAnotherChainIsRefused() throws Exception {
        int port = freePort();
        Process node = new ProcessBuilder(
                        anvil().toString(), "--port", Integer.toString(port), "--chain-id", "4242", "--silent")
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("anvil.log").toFile())
                .start();
        try {
            awaitPort(port);
            try (Program program = Program.start(
                    List.of("-Dheadwater.chain.url=http://127.0.0.1:" + port),
                    "demo",
                    "--data-dir",
                    directory.resolve("data").toString())) {
                Program.Ended run = program.ended();

                assertThat(run.code()).as(run.talk()).isNotZero();
                assertThat(run.talk())
                        .contains("headwater.chain.id")
                        .contains("4242")
                        .contains("31337")
                        .doesNotContain("\tat ");
            }
        } finally {
            node.destroy();
            node.waitFor();
        }
    }

    /** The packed program without its execute permission, in a place where it may have it. */
    private Path anvil() throws IOException {
        Path anvil = Files.copy(ANVIL, directory.resolve("anvil"));
        assertThat(anvil.toFile().setExecutable(true)).isTrue();
        return anvil;
    }

    @Test
    void directoryThatCannotBeIsRefused() throws Exception {
        Path file = Files.createFile(directory.resolve("file"));

        Program.Ended run =
                Program.run("demo", "--json", "--data-dir", file.resolve("data").toString());

        assertThat(run.code()).as(run.talk()).isEqualTo(1);
        assertThat(run.talk())
                .contains("headwater.data-dir")
                .contains(file.toString())
                .doesNotContain("\tat ");
        assertThat(run.output()).isEmpty();
    }

    @Test
    void fullDiskIsToldAndTheNextStartWithSpaceSucceeds() throws Exception {
        Path small = Files.createDirectory(directory.resolve("small"));
        assumeTrue(
                command("mount", "-t", "tmpfs", "-o", "size=20m", "tmpfs", small.toString()) == 0,
                "a small file system can be mounted by root only");
        try {
            Program.Ended full = Program.run(
                    "demo", "--json", "--data-dir", small.resolve("data").toString());
            assertThat(full.code()).as(full.talk()).isEqualTo(1);
            assertThat(full.talk())
                    .contains("headwater.data-dir")
                    .contains("No space left")
                    .contains("200 MB")
                    .doesNotContain("\tat ");

            assertThat(command("mount", "-o", "remount,size=800m", small.toString()))
                    .isZero();
            Program.Ended enough = Program.run(
                    "demo", "--json", "--data-dir", small.resolve("data").toString());
            assertThat(enough.code()).as(enough.talk()).isZero();
        } finally {
            command("umount", small.toString());
        }
    }

    @Test
    void secondProcessOnTheDirectoryIsRefusedAndTheFirstServesOn() throws Exception {
        RunningService service = RunningService.get();

        Program.Ended run =
                Program.run("demo", "--data-dir", service.directory().toString());

        assertThat(run.code()).as(run.talk()).isEqualTo(1);
        assertThat(run.talk())
                .contains("headwater.data-dir")
                .contains(service.directory().toString())
                .contains("another Headwater process")
                .doesNotContain("\tat ");
        assertThat(service.get("/api/v1/claims").status()).isEqualTo(200);
    }

    private static int command(String... words) throws Exception {
        return new ProcessBuilder(words).inheritIO().start().waitFor();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void awaitPort(int port) throws InterruptedException {
        for (int attempt = 0; attempt < 200; attempt++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                assertThat(socket.isConnected()).isTrue();
                return;
            } catch (IOException notYet) {
                Thread.sleep(50);
            }
        }
        throw new AssertionError("anvil does not listen on port " + port);
    }
}
