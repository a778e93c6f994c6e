// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeElement;
import java.lang.classfile.CodeTransform;
import java.lang.classfile.instruction.ReturnInstruction;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * A Java agent that ends its JVM at a boundary between two steps, at once and without any shutdown, as SIGKILL would: the
 * boundary is the entry or the exit of a method, passed for the n-th time. The program itself knows nothing of it.
 */
public final class HaltAgent {

    /** The exit code, that of a process ended by SIGKILL. */
    public static final int CODE = 137;

    private static final ClassDesc SELF = ClassDesc.of("org.headwater.HaltAgent");
    private static final AtomicInteger LEFT = new AtomicInteger();

    private HaltAgent() {}

    /**
     * A place in the program.
     *
     * @param type name of the class, dotted
     * @param exit at each return, instead of at the entry
     */
    public record Boundary(String type, String method, boolean exit) {

        /** Before the method does anything. */
        public static Boundary before(String type, String method) {
            return new Boundary(type, method, false);
        }

        /** When the method has done everything. */
        public static Boundary after(String type, String method) {
            return new Boundary(type, method, true);
        }

        /** The option of the JVM that halts it there at the given pass, counted from 1. */
        public String option(Path agent, int pass) {
            return "-javaagent:%s=%s,%s,%s,%d".formatted(agent, type, method, exit, pass);
        }
    }

    /** Writes the agent's jar. */
    public static Path jar(Path directory) throws IOException {
        Path jar = directory.resolve("halt-agent.jar");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", HaltAgent.class.getName());
        try (var output = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
            for (Class<?> part : new Class<?>[] {HaltAgent.class, Boundary.class, Transformer.class, Halting.class}) {
                String name = part.getName().replace('.', '/') + ".class";
                output.putNextEntry(new JarEntry(name));
                try (InputStream bytes = HaltAgent.class.getResourceAsStream("/" + name)) {
                    bytes.transferTo(output);
                }
            }
        }
        return jar;
    }

    public static void premain(String argument, Instrumentation instrumentation) {
        String[] words = argument.split(",");
        LEFT.set(Integer.parseInt(words[3]));
        var boundary = new Boundary(words[0], words[1], Boolean.parseBoolean(words[2]));
        instrumentation.addTransformer(new Transformer(boundary));
    }

    /** Called from the boundary. */
    public static void pass() {
        if (LEFT.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(CODE);
        }
    }

    private record Transformer(Boundary boundary) implements ClassFileTransformer {

        @Override
        public byte @Nullable [] transform(
                ClassLoader loader, String name, Class<?> redefined, ProtectionDomain domain, byte[] bytes) {
            return boundary.type().replace('.', '/').equals(name) ? halting(boundary, loader, bytes) : null;
        }
    }

    private static byte[] halting(Boundary boundary, ClassLoader loader, byte[] bytes) {
        var resolver =
                ClassHierarchyResolver.ofResourceParsing(loader).orElse(ClassHierarchyResolver.defaultResolver());
        var file = ClassFile.of(ClassFile.ClassHierarchyResolverOption.of(resolver));
        return file.transformClass(
                file.parse(bytes),
                ClassTransform.transformingMethodBodies(
                        method -> method.methodName().equalsString(boundary.method()), new Halting(boundary.exit())));
    }

    private record Halting(boolean exit) implements CodeTransform {

        @Override
        public void atStart(CodeBuilder code) {
            if (!exit) {
                call(code);
            }
        }

        @Override
        public void accept(CodeBuilder code, CodeElement element) {
            if (exit && element instanceof ReturnInstruction) {
                call(code);
            }
            code.with(element);
        }

        private static void call(CodeBuilder code) {
            code.invokestatic(SELF, "pass", MethodTypeDesc.of(ConstantDescs.CD_void));
        }
    }
}
