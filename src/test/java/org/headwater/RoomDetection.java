// SPDX-License-Identifier: Apache-2.0
package org.headwater;

import java.util.stream.Stream;
import org.springframework.modulith.core.ApplicationModuleDetectionStrategy;
import org.springframework.modulith.core.ApplicationModuleInformation;
import org.springframework.modulith.core.JavaPackage;
import org.springframework.modulith.core.NamedInterfaces;

/**
 * Each direct sub-package is a room. The simulation library alone has rooms within it, which all are its public face; it
 * cannot say so by an annotation of a framework that it does not know.
 */
class RoomDetection implements ApplicationModuleDetectionStrategy {

    @Override
    public Stream<JavaPackage> getModuleBasePackages(JavaPackage basePackage) {
        return ApplicationModuleDetectionStrategy.directSubPackage().getModuleBasePackages(basePackage);
    }

    @Override
    public NamedInterfaces detectNamedInterfaces(JavaPackage room, ApplicationModuleInformation information) {
        return room.getName().equals("org.headwater.simulation")
                ? NamedInterfaces.forOpen(room)
                : NamedInterfaces.of(room, information);
    }
}
