// SPDX-License-Identifier: Apache-2.0
package org.headwater.demonstration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.headwater.HaltAgent;
import org.headwater.HaltAgent.Boundary;
import org.headwater.Program;
import org.headwater.chain.Chain;
import org.headwater.chain.ContractDeployments;
import org.headwater.chain.Deployment;
import org.headwater.chain.Keyring;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.EAS;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.hypercert.Minting;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.TypeEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/**
 * Kills the packaged program, restarts it until the loop is complete, and counts on the chain: at each boundary between two
 * steps of a write, {@code -Dheadwater.soak.boundary-kills=N} times each (2), and at seeded moments, {@code
 * -Dheadwater.soak.random-kills=N} times (10); {@code -Dheadwater.kill.seed=S} draws both.
 */
@Tag("soak")
class KillIntegrationTest {

    private static final int KILLS = Integer.getInteger("headwater.soak.random-kills", 10);
    private static final int KILLS_OF_ONE_BOUNDARY = Integer.getInteger("headwater.soak.boundary-kills", 2);
    private static final long SEED = Long.getLong("headwater.kill.seed", 20_260_724);
    private static final int KILLS_OF_ONE_LOOP = 10;
    private static final String STARTED = "PostgreSQL ready";
    private static final int STEPS = 47;

    /** At most so many times a boundary is passed before the kill; then one loop holds many kills. */
    private static final int PASSES = 4;

    private static final String ROOMS = "org.headwater.";

    private static final List<Boundary> BOUNDARIES = List.of(
            Boundary.before(ROOMS + "document.Documents", "publish"),
            Boundary.after(ROOMS + "ipfs.EmbeddedBlockStore", "add"),
            Boundary.after(ROOMS + "chain.Simulation", "refusal"),
            Boundary.after(ROOMS + "chain.VariantSigning", "signed"),
            Boundary.before(ROOMS + "chain.TransactionLedger", "insertVariant"),
            Boundary.after(ROOMS + "chain.TransactionLedger", "store"),
            Boundary.after(ROOMS + "chain.NodeConnection", "broadcast"),
            Boundary.after(ROOMS + "chain.TransactionLedger", "sent"),
            Boundary.after(ROOMS + "chain.TransactionProgress", "receipt"),
            Boundary.after(ROOMS + "chain.TransactionLedger", "included"),
            Boundary.after(ROOMS + "chain.TransactionLedger", "finish"),
            Boundary.before(ROOMS + "hypercert.Minting", "record"),
            Boundary.before(ROOMS + "attestation.Attestations", "record"));

    /** What is killed. */
    enum Victim {
        /** The JVM; chain node and database server stay behind and have to be taken care of. */
        SERVICE,
        /** The JVM, and at once the chain node and the database server, as when the machine fails. */
        EVERYTHING
    }

    /** A moment: so long after so many steps were told. */
    private record Moment(int steps, int milliseconds) {

        static Moment draw(Random random) {
            int steps = random.nextInt(STEPS + 1) - 1;
            return new Moment(steps, random.nextInt(steps < 0 ? 4_000 : steps < 2 ? 1_500 : 150));
        }
    }

    @TempDir
    private Path directory;

    @ParameterizedTest
    @EnumSource(Victim.class)
    void killedLoopCompletesWithEverythingOnce(Victim victim) throws Exception {
        Random random = new Random(SEED + victim.ordinal());
        int tries = victim == Victim.SERVICE ? KILLS - KILLS / 2 : KILLS / 2;
        int killed = 0;
        for (int tried = 0; tried < tries; tried += KILLS_OF_ONE_LOOP) {
            Path own = directory.resolve("loop-" + tried);
            killed += killAndComplete(own, victim, Math.min(tries - tried, KILLS_OF_ONE_LOOP), random);
        }
        assertThat(killed)
                .as("kills that found the program running, of %d", tries)
                .isPositive();
    }

    @Test
    void loopKilledAtEachBoundaryCompletesWithEverythingOnce() throws Exception {
        Random random = new Random(SEED);
        List<Boundary> wanted = new ArrayList<>();
        for (int i = 0; i < KILLS_OF_ONE_BOUNDARY; i++) {
            wanted.addAll(BOUNDARIES);
        }
        Collections.shuffle(wanted, random);
        Path agent = HaltAgent.jar(directory);
        int killed = 0;
        int loops = 0;
        while (killed < wanted.size()) {
            killed += killAtBoundaries(
                    directory.resolve("boundaries-" + loops++), wanted.subList(killed, wanted.size()), agent, random);
        }
        System.out.printf("%d kills at %d boundaries in %d loops%n", killed, BOUNDARIES.size(), loops);
    }

    /** Kills one loop until it is complete, or nothing is left to kill; gives the number of kills. */
    private static int killAtBoundaries(Path own, List<Boundary> wanted, Path agent, Random random) throws Exception {
        int killed = 0;
        try {
            while (killed < wanted.size()) {
                // A fresh loop passes every boundary; a resumed one may have the rare ones behind it.
                int pass = 1 + random.nextInt(killed == 0 ? 1 : PASSES);
                Program.Ended run = Program.run(
                        List.of("-XX:TieredStopAtLevel=1", wanted.get(killed).option(agent, pass)),
                        "demo",
                        "--data-dir",
                        own.toString(),
                        "--json");
                System.out.printf("%s, pass %d: exit %d%n", wanted.get(killed), pass, run.code());
                if (run.code() != HaltAgent.CODE) {
                    assertThat(run.code()).as(run.talk() + run.output()).isZero();
                    requireEverythingOnce(own, run.json());
                    assertThat(killed)
                            .as("kills at %s of a fresh loop", wanted.get(killed))
                            .isPositive();
                    return killed;
                }
                killed++;
            }
            Program.Ended run = Program.run("demo", "--data-dir", own.toString(), "--json");
            assertThat(run.code()).as(run.talk() + run.output()).isZero();
            requireEverythingOnce(own, run.json());
            return killed;
        } finally {
            recorded(own).forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static int killAndComplete(Path directory, Victim victim, int kills, Random random) throws Exception {
        int killed = 0;
        try {
            for (int attempt = 0; attempt < kills; attempt++) {
                killed += kill(directory, victim, Moment.draw(random)) ? 1 : 0;
            }
            long begin = System.nanoTime();
            Program.Ended run = Program.run("demo", "--data-dir", directory.toString(), "--json");
            assertThat(run.code()).as(run.talk() + run.output()).isZero();
            System.out.printf(
                    "%s: %d kills, then complete in %d ms%n",
                    victim, killed, TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin));
            requireEverythingOnce(directory, run.json());
            return killed;
        } finally {
            for (ProcessHandle orphan : recorded(directory)) {
                orphan.destroyForcibly();
            }
        }
    }

    private static boolean kill(Path directory, Victim victim, Moment moment) throws Exception {
        try (Program program = Program.start("demo", "--data-dir", directory.toString(), "--json")) {
            if (moment.steps() >= 0) {
                program.awaitTalk(talk -> talk.stream().anyMatch(line -> line.contains(STARTED))
                        && talk.stream().filter(KillIntegrationTest::isStep).count() >= moment.steps());
            }
            Thread.sleep(moment.milliseconds());
            boolean running = program.running();
            List<ProcessHandle> parts = victim == Victim.EVERYTHING ? recorded(directory) : List.of();
            program.kill();
            parts.forEach(ProcessHandle::destroyForcibly);
            System.out.printf(
                    "%s killed %d ms after its start, %d ms after step %d: %s%n",
                    running ? victim : "nothing",
                    program.age().toMillis(),
                    moment.milliseconds(),
                    moment.steps(),
                    program.talk().lines().filter(KillIntegrationTest::isStep).reduce("-", (before, last) -> last));
            return running;
        }
    }

    private static boolean isStep(String line) {
        return line.matches("  [a-z]+ +.* \\(\\d+ ms\\)");
    }

    private static List<ProcessHandle> recorded(Path directory) throws IOException {
        List<ProcessHandle> processes = new ArrayList<>();
        for (String file : List.of("chain/anvil.pid", "postgres/data/postmaster.pid")) {
            Path path = directory.resolve(file);
            List<String> lines = Files.exists(path) ? Files.readAllLines(path) : List.of();
            if (!lines.isEmpty() && lines.getFirst().strip().matches("\\d+")) {
                ProcessHandle.of(Long.parseLong(lines.getFirst().strip()))
                        .filter(process -> belongs(process, directory))
                        .ifPresent(processes::add);
            }
        }
        return processes;
    }

    /** Process identifiers are used again; only what names the directory on its command line is ours. */
    private static boolean belongs(ProcessHandle process, Path directory) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"))
                    .contains(directory.toString());
        } catch (IOException gone) {
            return false;
        }
    }

    private static void requireEverythingOnce(Path directory, JsonNode result) {
        try (ConfigurableApplicationContext inside = Program.inside(directory)) {
            Chain chain = inside.getBean(Chain.class);
            Deployment deployment = inside.getBean(ContractDeployments.class).ensure();
            requireOneClaim(chain, deployment, result);
            requireOnePaymentPerMilestone(chain, deployment, inside.getBean(Keyring.class), result);
            requireAllAttestations(chain, deployment, inside.getBean(JdbcClient.class));
            requireWholeRecords(inside.getBean(JdbcClient.class), result);
        }
    }

    private static void requireOneClaim(Chain chain, Deployment deployment, JsonNode result) {
        List<Log> stored = chain.logs(deployment.hypercerts(), EventEncoder.encode(HypercertMinter.CLAIMSTORED_EVENT));
        assertThat(stored)
                .singleElement()
                .satisfies(log -> assertThat(HypercertMinter.getClaimStoredEventFromLog(log).uri)
                        .endsWith(result.path("metadataCid").asString()));
    }

    private static void requireOnePaymentPerMilestone(
            Chain chain, Deployment deployment, Keyring keyring, JsonNode result) {
        String contract = result.path("contract").asString();
        List<BigInteger> settled =
                chain.logs(contract, EventEncoder.encode(PerformanceContract.MILESTONESETTLED_EVENT)).stream()
                        .map(log -> PerformanceContract.getMilestoneSettledEventFromLog(log).paid)
                        .toList();
        List<BigInteger> transferred = chain
                .logs(
                        deployment.token(),
                        EventEncoder.encode(DemonstrationToken.TRANSFER_EVENT),
                        topic(contract),
                        topic(keyring.address(Minting.OWNER)))
                .stream()
                .map(log -> DemonstrationToken.getTransferEventFromLog(log).value)
                .toList();
        List<BigInteger> told = result.path("milestones")
                .valueStream()
                .map(milestone -> new BigInteger(milestone.path("paid").asString()))
                .toList();
        assertThat(told).hasSize(3);
        assertThat(settled).isEqualTo(told);
        assertThat(transferred)
                .isEqualTo(told.stream().filter(paid -> paid.signum() > 0).toList());
    }

    private static String topic(String address) {
        return "0x" + TypeEncoder.encode(new Address(address));
    }

    private static void requireAllAttestations(Chain chain, Deployment deployment, JdbcClient database) {
        Map<Boolean, List<String>> onChain =
                chain.logs(deployment.eas(), EventEncoder.encode(EAS.ATTESTED_EVENT)).stream()
                        .map(EAS::getAttestedEventFromLog)
                        .collect(Collectors.partitioningBy(
                                attested ->
                                        Numeric.toHexString(attested.schemaUID).equals(deployment.revisionSchema()),
                                Collectors.mapping(
                                        attested -> Numeric.toHexString(attested.uid), Collectors.toList())));
        List<String> kept =
                database.sql("select uid from attestation").query(String.class).list();
        assertThat(onChain.get(false))
                .hasSize(2 * 7 + 2 * 3)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(kept);
        List<String> told = database.sql("select uid from timeline_entry where kind = 'revision'")
                .query(String.class)
                .list();
        assertThat(onChain.get(true))
                .hasSize(1 + 7 + 3)
                .doesNotHaveDuplicates()
                .containsExactlyInAnyOrderElementsOf(told);
        assertThat(chain.logs(deployment.eas(), EventEncoder.encode(EAS.REVOKED_EVENT)))
                .isEmpty();
    }

    /** What a listener records in the same database transaction as what it records. */
    private static void requireWholeRecords(JdbcClient database, JsonNode result) {
        assertThat(count(database, "observation")).isEqualTo(7);
        assertThat(count(database, "verification")).isEqualTo(3);
        assertThat(count(database, "payout")).isEqualTo(3);
        assertThat(count(database, "portfolio_row")).isEqualTo(7);
        assertThat(count(database, "timeline_entry where kind = 'attestation'")).isEqualTo(20);
        assertThat(count(database, "timeline_entry where kind = 'payment'")).isEqualTo(3);
        assertThat(count(database, "chain_transaction where state <> 'FINAL'")).isZero();
        Set<String> hashes = new HashSet<>(database.sql("select hash from chain_transaction")
                .query(String.class)
                .list());
        assertThat(hashes).contains(result.path("mintTx").asString());
    }

    private static long count(JdbcClient database, String what) {
        return database.sql("select count(*) from " + what).query(Long.class).single();
    }
}
