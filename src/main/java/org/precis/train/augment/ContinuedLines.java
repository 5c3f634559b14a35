package org.precis.train.augment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file of lines that an interrupted run left, and the same run goes on with. */
public final class ContinuedLines {
  private ContinuedLines() {}

  /**
   * Cuts an unfinished last line off.
   *
   * @return how many complete lines there are; 0 if there is no file
   * @throws IOException if the file cannot be read or written
   */
  public static int count(Path file) throws IOException {
    if (!Files.exists(file)) {
      return 0;
    }
    byte[] bytes = Files.readAllBytes(file);
    int lines = 0;
    int end = 0;
    for (int i = 0; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        lines++;
        end = i + 1;
      }
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(end);
    }
    return lines;
  }
}
