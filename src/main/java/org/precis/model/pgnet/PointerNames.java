package org.precis.model.pgnet;

/** Names of a pointer-generator network's tensors; the two LSTMs' are PyTorch's. */
public final class PointerNames {
  /** V', the projection to the vocabulary. */
  public static final String OUTPUT_WEIGHT = "output.vocabulary.weight";

  /** b', its bias. */
  public static final String OUTPUT_BIAS = "output.vocabulary.bias";

  static final String EMBEDDING = "embedding.weight";
  static final String ENCODER = "encoder";
  static final String REVERSE = "_reverse";
  static final String START_WEIGHT = "start.weight";
  static final String START_BIAS = "start.bias";
  static final String DECODER = "decoder";
  static final String SOURCE = "attention.source.weight";
  static final String STATE_WEIGHT = "attention.state.weight";
  static final String STATE_BIAS = "attention.state.bias";
  static final String COVERAGE = "attention.coverage.weight";
  static final String SCORE = "attention.score.weight";
  static final String HIDDEN_WEIGHT = "output.hidden.weight";
  static final String HIDDEN_BIAS = "output.hidden.bias";
  static final String GATE_WEIGHT = "gate.weight";
  static final String GATE_BIAS = "gate.bias";

  private PointerNames() {}
}
