package org.precis.model.transformer;

/** The two halves of a network. */
public enum Stack {
  /** Reads the source, all positions at once. */
  ENCODER,
  /** Writes the target, each position seeing those before and the source. */
  DECODER;

  /** Its name in a checkpoint: {@code encoder} or {@code decoder}. */
  public String key() {
    return this == ENCODER ? "encoder" : "decoder";
  }
}
