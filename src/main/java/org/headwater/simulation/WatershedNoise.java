// SPDX-License-Identifier: Apache-2.0
package org.headwater.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The random variables of the preset {@code watershed}, shared by all worlds: noise does not know who pays. */
final class WatershedNoise {

    private static final Party[] PARTIES = Party.values();

    private final List<NormalSite> normalSites;
    private final NormalSite growthSite;
    private final NormalSite weatherSite;
    private final NormalSite priceSite;
    private final NormalSite jumpSite;
    private final NormalSite coverSite;
    private final NormalSite sedimentSite;
    private final NormalSite[] contributionSites;
    private final NormalSite[] individualSites;
    private final NormalSite[] answerSites;
    private final UniformSite[] typeSites;
    private final EventSite disturbanceSite;
    private final EventSite reclearanceSite;
    private final UniformSite jumpCountSite;

    /** Standard normal numbers of the year, one per lane. */
    double[] growth = Lanes.empty();

    double[] weather = Lanes.empty();
    double[] price = Lanes.empty();
    double[] jumpSize = Lanes.empty();
    double[] measuredCover = Lanes.empty();
    double[] measuredSediment = Lanes.empty();
    final double[][] contribution = new double[PARTIES.length][];

    /** Uniform numbers of the year, one per lane. */
    double[] disturbance = Lanes.empty();

    double[] reclearance = Lanes.empty();
    double[] jumpCount = Lanes.empty();

    WatershedNoise(long seed) {
        StandardNormals normals = new StandardNormals();
        growthSite = new NormalSite(seed, "cover-growth", normals);
        weatherSite = new NormalSite(seed, "weather", normals);
        priceSite = new NormalSite(seed, "carbon-price", normals);
        jumpSite = new NormalSite(seed, "carbon-price-jump-size", normals);
        coverSite = new NormalSite(seed, "measured-cover", normals);
        sedimentSite = new NormalSite(seed, "measured-sediment", normals);
        contributionSites = perParty(seed, "contribution/", normals);
        individualSites = perParty(seed, "individual/", normals);
        answerSites = perParty(seed, "answer-slope/", normals);
        normalSites = Stream.of(
                        Stream.of(growthSite, weatherSite, priceSite, jumpSite, coverSite, sedimentSite),
                        Arrays.stream(contributionSites),
                        Arrays.stream(individualSites),
                        Arrays.stream(answerSites))
                .flatMap(site -> site)
                .toList();
        typeSites = Arrays.stream(PARTIES)
                .map(party -> new UniformSite(seed, "type/" + party.label()))
                .toArray(UniformSite[]::new);
        disturbanceSite = new EventSite(seed, "disturbance");
        reclearanceSite = new EventSite(seed, "reclearance");
        jumpCountSite = new UniformSite(seed, "carbon-price-jump");
    }

    private static NormalSite[] perParty(long seed, String name, StandardNormals normals) {
        return Arrays.stream(PARTIES)
                .map(party -> new NormalSite(seed, name + party.label(), normals))
                .toArray(NormalSite[]::new);
    }

    /** Goes to the block that begins with a draw. */
    void start(long firstDraw) {
        normalSites.forEach(site -> site.start(firstDraw));
        for (UniformSite site : typeSites) {
            site.start(firstDraw);
        }
        disturbanceSite.start(firstDraw);
        reclearanceSite.start(firstDraw);
        jumpCountSite.start(firstDraw);
    }

    /** Goes to a year. */
    void go(int year) {
        growth = growthSite.at(year);
        weather = weatherSite.at(year);
        price = priceSite.at(year);
        jumpSize = jumpSite.at(year);
        measuredCover = coverSite.at(year);
        measuredSediment = sedimentSite.at(year);
        for (int party = 0; party < PARTIES.length; party++) {
            contribution[party] = contributionSites[party].at(year);
        }
        disturbance = disturbanceSite.at(year);
        reclearance = reclearanceSite.at(year);
        jumpCount = jumpCountSite.at(year);
    }

    double[] individual(int party) {
        return individualSites[party].at(0);
    }

    double[] answerSlope(int party) {
        return answerSites[party].at(0);
    }

    double[] type(int party) {
        return typeSites[party].at(0);
    }

    long[] disturbanceSizes() {
        return disturbanceSite.sizeKeys();
    }

    long[] reclearanceSizes() {
        return reclearanceSite.sizeKeys();
    }
}
