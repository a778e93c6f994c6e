// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.headwater.evidence.TestFiles.SECRET;
import static org.headwater.evidence.TestFiles.ascii;
import static org.headwater.evidence.TestFiles.contains;
import static org.headwater.evidence.TestFiles.decoded;
import static org.headwater.evidence.TestFiles.encoded;
import static org.headwater.evidence.TestFiles.gpsLatitude;
import static org.headwater.evidence.TestFiles.joined;
import static org.headwater.evidence.TestFiles.photo;
import static org.headwater.evidence.TestFiles.picture;
import static org.headwater.evidence.TestFiles.png;
import static org.headwater.evidence.TestFiles.screenshot;
import static org.headwater.evidence.TestFiles.segment;

import com.drew.imaging.ImageMetadataReader;
import com.drew.lang.Rational;
import com.drew.metadata.exif.ExifDirectoryBase;
import com.drew.metadata.exif.ExifIFD0Directory;
import com.drew.metadata.exif.GpsDirectory;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.headwater.document.InvalidDocument;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Photos with a place in them, from a seed each. */
class PhotoTest {

    static LongStream seeds() {
        return LongStream.range(0, 10);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cleanedJpegShowsTheSamePixelsAndSaysNothingElse(long seed) throws Exception {
        byte[] photo = photo(seed);
        assertThat(place(photo)).isCloseTo(6.307, within(0.001));

        byte[] cleaned = JpegPhoto.withoutMetadata(photo);

        assertSamePixels(decoded(cleaned), decoded(photo));
        assertThat(contains(cleaned, ascii(SECRET))).isFalse();
        assertThat(contains(cleaned, gpsLatitude())).isFalse();
        assertThat(contains(cleaned, ascii("GPS"))).isFalse();
        assertThat(place(cleaned)).isNull();
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void cleanedPngShowsTheSamePixelsAndSaysNothingElse(long seed) throws Exception {
        byte[] screenshot = screenshot(seed);
        assertThat(place(screenshot)).isNotNull();

        byte[] cleaned = PngPhoto.withoutMetadata(screenshot);

        assertSamePixels(decoded(cleaned), picture(seed));
        assertThat(contains(cleaned, ascii(SECRET))).isFalse();
        assertThat(contains(cleaned, gpsLatitude())).isFalse();
        assertThat(cleaned).isEqualTo(encoded(picture(seed), "png"));
    }

    @Test
    void orientationOfTheCameraIsKept() throws Exception {
        byte[] cleaned = JpegPhoto.withoutMetadata(photo(1));

        assertThat(ImageMetadataReader.readMetadata(new ByteArrayInputStream(cleaned))
                        .getFirstDirectoryOfType(ExifIFD0Directory.class)
                        .getInt(ExifDirectoryBase.TAG_ORIENTATION))
                .isEqualTo(6);
    }

    @Test
    void placeIsKeptWhereAskedFor() throws Exception {
        assertThat(place(JpegPhoto.withMetadata(photo(2)))).isNotNull();
        assertThat(place(PngPhoto.withMetadata(screenshot(2)))).isNotNull();
    }

    @Test
    void furtherImagesOfACameraAreLeftOut() {
        byte[] photo = photo(3);
        byte[] withGainMap = joined(photo, photo(4));

        assertThat(JpegPhoto.withoutMetadata(withGainMap)).isEqualTo(JpegPhoto.withoutMetadata(photo));
        assertThat(JpegPhoto.withMetadata(withGainMap)).isEqualTo(photo);
    }

    @Test
    void previewInTheHeaderIsLeftOut() throws Exception {
        byte[] plain = encoded(picture(5), "jpeg");
        byte[] preview = joined(ascii("JFIF\0\1\1\0\0\1\0\1\2\2"), ascii("twelve bytes"));
        byte[] photo = joined(
                Arrays.copyOf(plain, 2), segment(0xe0, preview), Arrays.copyOfRange(plain, 2 + 18, plain.length));

        byte[] cleaned = JpegPhoto.withoutMetadata(photo);

        assertThat(contains(cleaned, ascii("twelve"))).isFalse();
        assertSamePixels(decoded(cleaned), decoded(plain));
    }

    @Test
    void somethingElseAfterTheImageIsRefused() {
        assertRefused(() -> JpegPhoto.withoutMetadata(joined(photo(6), ascii("<script>alert(1)</script>"))), "nothing");
        assertRefused(() -> PngPhoto.withoutMetadata(joined(screenshot(6), ascii("<html>"))), "nothing after");
    }

    @Test
    void imagesThatFillAMemoryAreRefusedByTheirHeader() {
        assertRefused(() -> PngPhoto.withoutMetadata(png(50_000, 50_000)), "20000 pixels a side");
        assertRefused(() -> PngPhoto.withoutMetadata(png(15_000, 15_000)), "100000000 in all");
        assertRefused(() -> PngPhoto.withoutMetadata(png(0, 10)), "1 to 20000");
        assertRefused(() -> JpegPhoto.withoutMetadata(withHeight(photo(7), 65_000)), "20000 pixels a side");
        assertThat(PngPhoto.withoutMetadata(png(10_000, 10_000))).isNotEmpty();
    }

    private static byte[] withHeight(byte[] jpeg, int height) {
        byte[] changed = jpeg.clone();
        for (int i = 0; i < jpeg.length; i++) {
            if ((jpeg[i] & 0xff) == 0xff && (jpeg[i + 1] & 0xff) == 0xc0) {
                changed[i + 5] = (byte) (height >>> 8);
                changed[i + 6] = (byte) height;
                return changed;
            }
        }
        throw new AssertionError("no frame");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 20, 100, 400})
    void photosThatAreCutOffAreRefused(int missing) {
        byte[] jpeg = photo(8);
        byte[] png = screenshot(8);

        assertRefused(() -> JpegPhoto.withoutMetadata(Arrays.copyOf(jpeg, jpeg.length - missing)), "whole JPEG");
        assertRefused(() -> PngPhoto.withoutMetadata(Arrays.copyOf(png, png.length - missing)), "whole PNG");
    }

    @Test
    void pngWhoseChecksumFailsIsRefused() {
        byte[] png = screenshot(9);
        png[20] ^= 1;

        assertRefused(() -> PngPhoto.withoutMetadata(png), "checksums hold");
    }

    /** 4,000 photos with some bytes changed: each is refused as a file, or cleaned of its place. */
    @Test
    void damagedPhotosAreRefusedOrClean() throws Exception {
        Random random = new Random(31);
        for (int i = 0; i < 4000; i++) {
            byte[] photo = i % 2 == 0 ? photo(i % 10) : screenshot(i % 10);
            for (int change = 0; change <= random.nextInt(4); change++) {
                photo[2 + random.nextInt(photo.length - 2)] = (byte) random.nextInt(256);
            }
            try {
                byte[] cleaned = i % 2 == 0 ? JpegPhoto.withoutMetadata(photo) : PngPhoto.withoutMetadata(photo);
                assertThat(contains(cleaned, gpsLatitude())).isFalse();
                assertThat(contains(cleaned, ascii(SECRET))).isFalse();
            } catch (InvalidDocument refused) {
                assertThat(refused.violations().getFirst().pointer()).isEqualTo("/file");
            }
        }
    }

    private static void assertSamePixels(BufferedImage actual, BufferedImage expected) {
        assertThat(actual.getWidth()).isEqualTo(expected.getWidth());
        assertThat(actual.getRGB(0, 0, actual.getWidth(), actual.getHeight(), null, 0, actual.getWidth()))
                .isEqualTo(
                        expected.getRGB(0, 0, expected.getWidth(), expected.getHeight(), null, 0, expected.getWidth()));
    }

    /** Latitude that another program reads from the file; null if it reads none. */
    private static @Nullable Double place(byte[] file) throws Exception {
        GpsDirectory gps = ImageMetadataReader.readMetadata(new ByteArrayInputStream(file))
                .getFirstDirectoryOfType(GpsDirectory.class);
        if (gps == null) {
            return null;
        }
        Rational[] latitude = gps.getRationalArray(GpsDirectory.TAG_LATITUDE);
        return latitude[0].doubleValue() + latitude[1].doubleValue() / 60 + latitude[2].doubleValue() / 3600;
    }

    private static void assertRefused(ThrowingCallable reading, String allowed) {
        assertThatThrownBy(reading).isInstanceOf(InvalidDocument.class).hasMessageContaining(allowed);
    }
}
