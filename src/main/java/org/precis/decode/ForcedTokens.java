package org.precis.decode;

/**
 * Makes a token the only choice at the first position, at the last one, or at both. Where they
 * coincide the last one's token wins, as in Hugging Face.
 *
 * @param first token after the decoder start token; {@link DecodeOptions#NO_TOKEN} for any
 * @param last token that fills a sequence up to {@code maxLength}; {@link DecodeOptions#NO_TOKEN}
 *     for any
 * @param maxLength greatest length with the decoder start token
 */
record ForcedTokens(int first, int last, int maxLength) implements LogitsProcessor {
  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    if (first != DecodeOptions.NO_TOKEN && tokens.length == 1) {
      edits.force(first);
    }
    if (last != DecodeOptions.NO_TOKEN && tokens.length == maxLength - 1) {
      edits.force(last);
    }
  }
}
