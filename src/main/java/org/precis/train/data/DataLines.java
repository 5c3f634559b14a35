package org.precis.train.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** The lines of a text file, one after another, gzipped if its name ends in {@code .gz}. */
public final class DataLines {
  private DataLines() {}

  /**
   * Reads a file. Empty lines do not count as rows; a row that {@code sink} refuses with an {@link
   * IllegalArgumentException} is noted and skipped.
   *
   * @throws IOException if it cannot be read
   */
  public static void read(Path file, Consumer<String> sink, BadRows bad) throws IOException {
    try (InputStream bytes = Files.newInputStream(file);
        InputStream content = file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        BufferedReader lines =
            new BufferedReader(
                new InputStreamReader(
                    content,
                    // A wrong byte costs a character of a row, not the file.
                    StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)))) {
      long number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (line.isBlank()) {
          continue;
        }
        try {
          sink.accept(line);
        } catch (IllegalArgumentException e) {
          bad.add(file + ":" + number, e.getMessage());
        }
      }
    }
  }
}
