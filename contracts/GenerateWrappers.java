// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.web3j.codegen.SolidityFunctionWrapperGenerator;

/** Writes a Java wrapper for each contract that build.mjs compiled: {@code GenerateWrappers CONTRACTS OUTPUT PACKAGE}. */
final class GenerateWrappers {
    private GenerateWrappers() {}

    public static void main(String[] arguments) throws IOException {
        var contracts = Path.of(arguments[0]);
        var output = Path.of(arguments[1]);
        for (Path abi : abis(contracts.resolve("abi"))) {
            var name = abi.getFileName().toString().replace(".abi", "");
            SolidityFunctionWrapperGenerator.main(new String[] {
                "-a", abi.toString(),
                "-b", contracts.resolve("bin").resolve(name + ".bin").toString(),
                "-o", output.toString(),
                "-p", arguments[2]
            });
        }
        Files.copy(contracts.resolve("stamp.json"), output.resolve("stamp.json"));
    }

    private static List<Path> abis(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }
}
