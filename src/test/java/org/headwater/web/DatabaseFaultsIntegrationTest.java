// SPDX-License-Identifier: Apache-2.0
package org.headwater.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.headwater.DatabaseFault;
import org.headwater.Examples;
import org.headwater.RunningService;
import org.headwater.RunningService.Answer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** What a client is told while the database fails, and that the same request does its work afterwards. */
class DatabaseFaultsIntegrationTest {

    @ParameterizedTest
    @EnumSource
    void requestIsAnswered503WithNothingStoredUntilTheDatabaseIsBack(DatabaseFault.Kind kind) throws Exception {
        RunningService service = RunningService.get();
        JdbcClient database = service.bean(JdbcClient.class);
        ObjectNode project = (ObjectNode) Examples.json(Examples.SYNTHETIC).deepCopy();
        String name = "Hillside of the failing database, " + kind;
        project.put("name", name);
        try (var fault = new DatabaseFault(database, kind, "insert", "project", "true")) {
            assertThat(fault).isNotNull();
            Answer refused = service.post("/api/v1/projects", project.toString());
            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.contentType()).startsWith("application/problem+json");
            assertThat(refused.body()).contains("The database does not answer or has no room");
        }
        assertThat(published(database, name)).isZero();
        assertThat(service.post("/api/v1/projects", project.toString()).status())
                .isEqualTo(201);
        assertThat(published(database, name)).isEqualTo(1);
    }

    private static int published(JdbcClient database, String name) {
        return database.sql("select count(*) from project where name = ?")
                .param(name)
                .query(Integer.class)
                .single();
    }
}
