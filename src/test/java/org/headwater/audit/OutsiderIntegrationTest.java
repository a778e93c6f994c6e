// SPDX-License-Identifier: Apache-2.0
package org.headwater.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.headwater.chain.Anchors;
import org.headwater.chain.contract.DemonstrationToken;
import org.headwater.chain.contract.HypercertMinter;
import org.headwater.chain.contract.PerformanceContract;
import org.headwater.chain.contract.PerformanceContractFactory;
import org.headwater.document.Document;
import org.headwater.document.DocumentType;
import org.headwater.document.Documents;
import org.headwater.document.Json;
import org.headwater.document.Schemas;
import org.headwater.forecast.Forecast;
import org.headwater.forecast.ForecastRun;
import org.headwater.hypercert.ClaimId;
import org.headwater.hypercert.HypercertMetadata;
import org.headwater.ipfs.Cid;
import org.headwater.project.ContractTerms;
import org.headwater.project.Project;
import org.headwater.verification.Verification;
import org.headwater.verification.VerificationRun;
import org.headwater.verification.VerificationRun.AttestedObservation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.datatypes.Event;
import org.web3j.protocol.Web3j;
import org.web3j.protocol.core.DefaultBlockParameterName;
import org.web3j.protocol.core.methods.request.EthFilter;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.http.HttpService;
import org.web3j.tx.ReadonlyTransactionManager;
import org.web3j.tx.gas.DefaultGasProvider;
import tools.jackson.databind.JsonNode;

/** What anybody can do who knows a claim, a factory, a node and a gateway; the audit's own code is not used. */
class OutsiderIntegrationTest {

    private static final String NOBODY = "0x0000000000000000000000000000000000000001";

    private final ServedLoop loop = ServedLoop.get();
    private final Anchors.Contracts contracts = Anchors.read(loop.anchors()).contracts();
    private final ClaimId claim = loop.claim().id();
    private final Web3j node = Web3j.build(new HttpService(loop.rpc()));

    OutsiderIntegrationTest() throws IOException {}

    @Test
    void outsiderRecomputesWhatTheBeneficiaryHolds() throws Exception {
        HypercertMetadata metadata = metadata();
        Document projectDocument = document(DocumentType.PROJECT, reference(metadata, "project"));
        Document forecast = document(DocumentType.FORECAST, reference(metadata, "impact-forecast"));
        Project project = Project.from(projectDocument);
        Forecast said = forecast.as(Forecast.class);
        Forecast again = ForecastRun.of(projectDocument, said.draws(), said.seedValue(), 1);
        assertThat(Documents.compose(DocumentType.FORECAST, again).cid()).isEqualTo(forecast.cid());

        PerformanceContractFactory.PerformanceContractCreatedEventResponse escrow = escrow();
        VerificationRun run = VerificationRun.of(project, forecast, 1);
        BigInteger total = BigInteger.ZERO;
        for (Log settlement : logs(escrow.performanceContract, PerformanceContract.MILESTONESETTLED_EVENT)) {
            var settled = PerformanceContract.getMilestoneSettledEventFromLog(settlement);
            int milestone = settled.milestone.intValueExact();
            BigInteger due = payout(project, run, milestone, verification(escrow.performanceContract, milestone));
            assertThat(settled.paid).isEqualTo(due);
            total = total.add(due);
        }
        assertThat(total).isPositive().isEqualTo(balance(escrow.beneficiary));
    }

    /** The packaged jar with an archive, a node and anchors; neither the service nor its data directory is in reach. */
    @Test
    void machineThatNeverSawTheServiceVerifiesWithTheJarAlone(@TempDir Path machine) throws Exception {
        Path home = Files.createDirectory(machine.resolve("home"));
        Path archive = machine.resolve("claim.car");
        Path anchors = Files.copy(loop.anchors(), machine.resolve("anchors.json"));
        assertThat(ServedLoop.verify(
                                claim.toString(),
                                "--rpc",
                                loop.rpc(),
                                "--gateway",
                                loop.gateway(),
                                "--anchors",
                                anchors.toString(),
                                "--save-car",
                                archive.toString())
                        .exitCode())
                .isZero();

        JsonNode report = Json.parse(outsider(
                home,
                claim.toString(),
                "--rpc",
                loop.rpc(),
                "--car",
                archive.toString(),
                "--anchors",
                anchors.toString()));
        assertThat(Schemas.violations("audit-report", report)).isEmpty();
        assertThat(report.path("ok").booleanValue()).isTrue();
        assertThat(Json.parse(outsider(home, loop.claim().forecastCid(), "--car", archive.toString()))
                        .path("ok")
                        .booleanValue())
                .isTrue();
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
    }

    private static byte[] outsider(Path home, String... arguments) throws Exception {
        Path jar = Path.of(System.getProperty("headwater.jar", "target/headwater.jar"))
                .toAbsolutePath();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", jar.toString(), "verify"));
        command.addAll(List.of(arguments));
        command.add("--json");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(home.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().put("HOME", home.toString());
        Process process = builder.start();
        byte[] said = process.getInputStream().readAllBytes();
        assertThat(process.waitFor())
                .as(new String(said, StandardCharsets.UTF_8))
                .isZero();
        return said;
    }

    private HypercertMetadata metadata() throws IOException {
        String uri = logs(claim.contract(), HypercertMinter.CLAIMSTORED_EVENT).stream()
                .map(HypercertMinter::getClaimStoredEventFromLog)
                .filter(stored -> stored.claimID.equals(claim.tokenId()))
                .findFirst()
                .orElseThrow()
                .uri;
        return document(DocumentType.HYPERCERT_METADATA, uri).as(HypercertMetadata.class);
    }

    private static String reference(HypercertMetadata metadata, String name) {
        return metadata.properties().stream()
                .filter(property -> property.traitType().equals(name))
                .map(HypercertMetadata.Property::src)
                .findFirst()
                .orElseThrow();
    }

    private Document document(DocumentType type, String uri) {
        Cid cid = Cid.parse(uri.replace("ipfs://", ""));
        byte[] bytes = ServedLoop.httpGet(loop.gateway() + "/ipfs/" + cid);
        assertThat(Cid.of(bytes)).isEqualTo(cid);
        return Documents.compose(type, Documents.check(cid, bytes).json());
    }

    private PerformanceContractFactory.PerformanceContractCreatedEventResponse escrow() throws IOException {
        return logs(
                        contracts.performanceContractFactory().address(),
                        PerformanceContractFactory.PERFORMANCECONTRACTCREATED_EVENT)
                .stream()
                .map(PerformanceContractFactory::getPerformanceContractCreatedEventFromLog)
                .filter(created -> created.claimId.equals(claim.tokenId()))
                .findFirst()
                .orElseThrow();
    }

    private Verification verification(String escrow, int milestone) throws IOException {
        return logs(escrow, PerformanceContract.MILESTONEATTESTED_EVENT).stream()
                .map(PerformanceContract::getMilestoneAttestedEventFromLog)
                .filter(attested -> attested.milestone.intValueExact() == milestone)
                .map(attested -> document(DocumentType.VERIFICATION, attested.verificationCid))
                .findFirst()
                .orElseThrow()
                .as(Verification.class);
    }

    private BigInteger payout(Project project, VerificationRun run, int milestone, Verification said) {
        ContractTerms contract = project.contract();
        List<AttestedObservation> observations = said.observations().stream()
                .map(observation -> new AttestedObservation(
                        document(DocumentType.OBSERVATION, observation.cid()), observation.attestations()))
                .toList();
        Verification again = run.verify(contract.milestones().get(milestone), observations);
        assertThat(again).isEqualTo(said);
        return contract.schedule()
                .payout(milestone, again.attributable().conservative().unscaledValue());
    }

    private BigInteger balance(String party) throws Exception {
        return DemonstrationToken.load(
                        contracts.token().address(),
                        node,
                        new ReadonlyTransactionManager(node, NOBODY),
                        new DefaultGasProvider())
                .balanceOf(party)
                .send();
    }

    private List<Log> logs(String contract, Event event) throws IOException {
        var filter = new EthFilter(DefaultBlockParameterName.EARLIEST, DefaultBlockParameterName.LATEST, contract);
        filter.addSingleTopic(EventEncoder.encode(event));
        Stream<Log> logs = node.ethGetLogs(filter).send().getLogs().stream().map(result -> (Log) result.get());
        return logs.toList();
    }
}
