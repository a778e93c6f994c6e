// SPDX-License-Identifier: Apache-2.0
package org.headwater.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import java.util.List;
import java.util.stream.Stream;
import org.headwater.document.Json;
import org.headwater.simulation.Mechanism;
import org.headwater.simulation.PublishedModel;
import org.headwater.simulation.PublishedParameters;
import org.headwater.simulation.Sampling;
import org.headwater.simulation.WatershedModel;
import org.headwater.simulation.World;
import org.headwater.web.WebRoom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.junit.jupiter.web.SpringJUnitWebConfig;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;
import tools.jackson.databind.JsonNode;

/** "What if" over HTTP, without chain and database. */
@SpringJUnitWebConfig({WebRoom.class, ScenarioController.class})
class ScenarioControllerTest {

    private static final String PATH = "/api/v1/scenarios";

    @Autowired
    @SuppressWarnings("NullAway.Init")
    private WebApplicationContext context;

    @SuppressWarnings("NullAway.Init")
    private MockMvc http;

    @BeforeEach
    void connect() {
        http = MockMvcBuilders.webAppContextSetup(context).build();
    }

    private MockHttpServletResponse answer(String body) throws Exception {
        return http.perform(post(PATH).contentType(MediaType.APPLICATION_JSON).content(body))
                .andReturn()
                .getResponse();
    }

    private JsonNode scenario(String body) throws Exception {
        MockHttpServletResponse answer = answer(body);
        assertThat(answer.getStatus()).as(answer.getContentAsString()).isEqualTo(200);
        return Json.mapper().readTree(answer.getContentAsString());
    }

    private static List<String> texts(Stream<JsonNode> nodes) {
        return nodes.map(JsonNode::asString).toList();
    }

    @Test
    void withoutAPresetTheWatershedAnswersWithUnitsAndAdditionality() throws Exception {
        JsonNode scenario = scenario("{\"draws\":40,\"years\":6,\"seed\":3}");

        assertThat(scenario.path("preset").asString()).isEqualTo("watershed");
        assertThat(scenario.path("modelVersion").asString()).isEqualTo(WatershedModel.VERSION);
        assertThat(texts(scenario.path("mechanisms").valueStream().map(one -> one.path("mechanism"))))
                .containsExactly("cost-sharing", "performance-contract", "credit-trading");
        assertThat(scenario.path("withoutProject")
                        .valueStream()
                        .map(fan -> fan.path("indicator").asString() + " "
                                + fan.path("unit").asString() + " "
                                + fan.path("better").asString()))
                .containsExactly(
                        "canopy-cover 1 more",
                        "soil-loss t/har/a less",
                        "sediment-yield t/a less",
                        "reservoir-storage m3 more",
                        "firm-energy MW.h/a more",
                        "carbon-credits t/a more",
                        "net-cash-flow/dam-operator USD/a more",
                        "net-cash-flow/forest-owner USD/a more",
                        "net-cash-flow/ngo USD/a more",
                        "net-cash-flow/government USD/a more",
                        "net-cash-flow/investor USD/a more");
        assertThat(scenario.at("/mechanisms/2/indicators").size()).isEqualTo(11);
        assertThat(scenario.path("effects").size()).isEqualTo(6 * 11);
        assertThat(texts(scenario.path("effects")
                        .valueStream()
                        .filter(effect -> effect.path("from").asString().equals("no-project"))
                        .filter(effect -> effect.path("indicator").asString().equals("canopy-cover"))
                        .map(effect -> effect.path("to"))))
                .containsExactly("cost-sharing", "performance-contract", "credit-trading");
        assertThat(scenario.path("digests").propertyNames())
                .containsExactly("cost-sharing", "credit-trading", "no-project", "performance-contract");
    }

    @Test
    void additionalityIsTheMeanDifferenceFromTheWorldWithoutProject() throws Exception {
        JsonNode scenario = scenario("{\"preset\":\"watershed\",\"draws\":40,\"years\":6,\"seed\":3}");
        double without = scenario.at("/withoutProject/0/mean/6").asDouble();
        double with = scenario.at("/mechanisms/1/indicators/0/mean/6").asDouble();
        JsonNode effect = scenario.path("effects")
                .valueStream()
                .filter(one -> one.path("from").asString().equals("no-project"))
                .filter(one -> one.path("to").asString().equals("performance-contract"))
                .findFirst()
                .orElseThrow();

        assertThat(effect.path("indicator").asString()).isEqualTo("canopy-cover");
        assertThat(with).isGreaterThan(without);
        assertThat(effect.path("mean").asDouble()).isCloseTo(with - without, within(1e-12));
    }

    @Test
    void parameterHoldsInEveryDrawOfEveryWorld() throws Exception {
        JsonNode scenario = scenario(
                "{\"draws\":40,\"years\":2,\"seed\":3,\"parameters\":{\"initial-cover\":0.5,\"growth-rate\":null}}");

        assertThat(scenario.at("/withoutProject/0/q05/0").asDouble()).isEqualTo(0.5);
        assertThat(scenario.at("/mechanisms/0/indicators/0/q95/0").asDouble()).isEqualTo(0.5);
    }

    @Test
    void publishedPresetAnswersAsTheLibraryDoes() throws Exception {
        var expected = new PublishedModel(PublishedParameters.fitted().with("initialForestHealth", 0.5))
                .simulate(World.underEach(Mechanism.standard()), new Sampling(40, 6, 3, 1));

        JsonNode scenario = scenario("{\"preset\":\"published\",\"draws\":40,\"years\":6,\"seed\":3,"
                + "\"parameters\":{\"initialForestHealth\":0.5,\"growthRate\":null}}");

        assertThat(scenario.path("modelVersion").asString()).isEqualTo(PublishedModel.VERSION);
        assertThat(scenario.path("withoutProject").size()).isZero();
        assertThat(scenario.path("effects").size()).isEqualTo(6);
        assertThat(texts(scenario.at("/mechanisms/0/indicators").valueStream().map(fan -> fan.path("indicator"))))
                .containsExactly("forest-health", "erosion");
        expected.forEach((mechanism, trajectories) ->
                assertThat(scenario.path("digests").path(mechanism).asString()).isEqualTo(trajectories.digest()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'parameters':{'initial-cover':1.5}}|422|/parameters/initial-cover|1.5|0.02 to 0.95",
                "{'parameters':{'discount-rate/ngo':2}}|422|/parameters/discount-rate~1ngo|2.0|0.0 to 1.0",
                "{'preset':'published','parameters':{'growthRate':-1}}|422|/parameters/growthRate|-1.0|0.0 to 5.0",
                "{'draws':2000,'years':100}|422|/draws|2000|1 to 1000 in the preset watershed with 100 years",
                "{'preset':'other'}|422|/preset|other|allowed is watershed, published",
                "{'draws':10001}|422|/draws|10001|must be less than or equal to 10000",
                "{'years':0}|422|/years|0|must be greater than or equal to 1",
                "{'seed':null}|422|/seed|missing|must not be null",
            })
    void badInputIsAProblemThatNamesTheMember(String changes, int status, String pointer, String value, String allowed)
            throws Exception {
        MockHttpServletResponse answer = answer(changed(changes.replace('\'', '"')));

        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(Json.mapper().readTree(answer.getContentAsString()))
                .isEqualTo(Json.mapper().readTree("""
                    {"status":%d,"title":"Unprocessable Content","detail":"The request is refused",
                     "instance":"%s","errors":[{"pointer":"%s","value":"%s","allowed":"%s"}]}\
                    """.formatted(status, PATH, pointer, value, allowed)));
    }

    private static String changed(String changes) {
        var request = Json.mapper().createObjectNode();
        request.put("draws", 10).put("years", 5).put("seed", 1);
        request.setAll((tools.jackson.databind.node.ObjectNode) Json.mapper().readTree(changes));
        return request.toString();
    }

    @ParameterizedTest
    @CsvSource({"growth, watershed, initial-cover", "growth-rate, published, initialForestHealth"})
    void unknownParameterIsRefusedNamingThoseThatThereAre(String name, String preset, String known) throws Exception {
        MockHttpServletResponse answer = answer(changed("""
            {"preset":"%s","parameters":{"%s":0.3}}\
            """.formatted(preset, name)));
        JsonNode error = Json.mapper().readTree(answer.getContentAsString()).at("/errors/0");

        assertThat(answer.getStatus()).isEqualTo(422);
        assertThat(error.path("pointer").asString()).isEqualTo("/parameters/" + name);
        assertThat(error.path("value").asString()).isEqualTo(name);
        assertThat(error.path("allowed").asString())
                .startsWith("a parameter of the preset " + preset)
                .contains(known);
    }

    @ParameterizedTest
    @CsvSource({"NaN", "\"much\"", "[]"})
    void parameterThatIsNoNumberIsUnreadable(String value) throws Exception {
        MockHttpServletResponse answer =
                answer("{\"draws\":10,\"years\":5,\"seed\":1,\"parameters\":{\"growth-rate\":%s}}".formatted(value));

        assertThat(answer.getStatus()).isEqualTo(400);
        assertThat(Json.mapper()
                        .readTree(answer.getContentAsString())
                        .at("/errors/0/pointer")
                        .asString())
                .isEqualTo("/parameters/growth-rate");
    }
}
