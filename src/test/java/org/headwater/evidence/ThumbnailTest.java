// SPDX-License-Identifier: Apache-2.0
package org.headwater.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.headwater.evidence.TestFiles.SECRET;
import static org.headwater.evidence.TestFiles.ascii;
import static org.headwater.evidence.TestFiles.contains;
import static org.headwater.evidence.TestFiles.decoded;
import static org.headwater.evidence.TestFiles.encoded;
import static org.headwater.evidence.TestFiles.gpsLatitude;
import static org.headwater.evidence.TestFiles.joined;
import static org.headwater.evidence.TestFiles.photo;
import static org.headwater.evidence.TestFiles.png;
import static org.headwater.evidence.TestFiles.screenshot;
import static org.headwater.evidence.TestFiles.segment;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.headwater.document.InvalidDocument;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ThumbnailTest {

    @Test
    void largePhotoBecomesSmallAndKeepsItsShape() throws Exception {
        BufferedImage thumbnail = decoded(Thumbnail.of(encoded(corners(3_000, 1_500), "png")));

        assertThat(thumbnail.getWidth()).isEqualTo(Thumbnail.SIDE);
        assertThat(thumbnail.getHeight()).isEqualTo(Thumbnail.SIDE / 2);
    }

    @Test
    void nothingOfThePhotoButItsPixelsIsLeft() {
        for (byte[] file : new byte[][] {photo(1), screenshot(1)}) {
            byte[] thumbnail = Thumbnail.of(file);

            assertThat(contains(file, ascii(SECRET))).isTrue();
            assertThat(contains(thumbnail, ascii(SECRET))).isFalse();
            assertThat(contains(thumbnail, gpsLatitude())).isFalse();
            assertThat(contains(thumbnail, ascii("Exif"))).isFalse();
        }
    }

    /** Where the red corner of a photo that lies or stands is when it is shown; see CIPA DC-008, 4.6.5.1.6. */
    @ParameterizedTest
    @CsvSource({
        "1, left, top",
        "2, right, top",
        "3, right, bottom",
        "4, left, bottom",
        "5, left, top",
        "6, right, top",
        "7, right, bottom",
        "8, left, bottom"
    })
    void photoIsShownUpright(int orientation, String column, String row) throws Exception {
        byte[] plain = encoded(corners(200, 100), "jpeg");
        byte[] exif = ascii("Exif\0\0MM\0*\0\0\0\10\0\1\1\22\0\3\0\0\0\1\0" + (char) orientation + "\0\0\0\0\0\0");
        byte[] photo = joined(Arrays.copyOf(plain, 2), segment(0xe1, exif), Arrays.copyOfRange(plain, 2, plain.length));
        BufferedImage shown = decoded(Thumbnail.of(photo));

        assertThat(shown.getWidth() > shown.getHeight()).isEqualTo(orientation < 5);
        int x = column.equals("left") ? 5 : shown.getWidth() - 6;
        int y = row.equals("top") ? 5 : shown.getHeight() - 6;
        Color corner = new Color(shown.getRGB(x, y));
        assertThat(corner.getRed()).isGreaterThan(200);
        assertThat(corner.getBlue()).isLessThan(60);
    }

    @Test
    void whatIsNoPhotoOrTooLargeOrDamagedIsRefused() {
        assertThatThrownBy(() -> Thumbnail.of(ascii("a,b\n1,2\n"))).hasMessageContaining("no photo");
        assertThatThrownBy(() -> Thumbnail.of(png(9_000, 9_000)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("9000 x 9000 pixels");
        assertThatThrownBy(() -> Thumbnail.of(png(100, 100)))
                .isInstanceOf(InvalidDocument.class)
                .hasMessageContaining("cannot be shown");
    }

    /** Blue, with a red corner at the upper left. */
    private static BufferedImage corners(int width, int height) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        graphics.setColor(Color.BLUE);
        graphics.fillRect(0, 0, width, height);
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width / 4, height / 4);
        graphics.dispose();
        return picture;
    }
}
