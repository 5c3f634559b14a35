package org.precis.decode;

/**
 * Rules a sentence end out where it would end a sentence without a token: after the decoder start
 * token, after a forced first token, and after another sentence end.
 *
 * @param sentenceEnd token at the end of each sentence
 * @param forcedBosToken the token that is forced to follow the start token; {@link
 *     DecodeOptions#NO_TOKEN} if none is
 */
record NoEmptySentence(int sentenceEnd, int forcedBosToken) implements LogitsProcessor {
  @Override
  public void edit(int source, int[] tokens, RowEdits edits) {
    boolean forced = tokens.length == 2 && tokens[1] == forcedBosToken;
    if (tokens.length == 1 || forced || tokens[tokens.length - 1] == sentenceEnd) {
      edits.ban(sentenceEnd);
    }
  }
}
