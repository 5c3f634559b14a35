package org.precis.model.io.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;

/** Where models come from. */
interface ModelSource {
  /** What there is of a model. */
  HubListing listing(HubModelId id) throws IOException;

  /**
   * Puts a file of a listing into a directory.
   *
   * @param progress gets the bytes that it has so far
   * @return true if its checksum was known and is right, false if it was not known
   * @throws IOException if it cannot be had or its checksum is wrong
   */
  boolean fetch(
      HubModelId id, HubListing listing, HubFile file, Path directory, LongConsumer progress)
      throws IOException;
}
