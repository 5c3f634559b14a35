package org.precis.model.io.hub;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A file of a repository.
 *
 * @param name its path there
 * @param size in bytes, where the hub states it
 * @param checksum where the hub states it
 */
record HubFile(String name, OptionalLong size, Optional<Checksum> checksum) {}
