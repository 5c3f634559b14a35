package org.precis.token;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How families number the pieces of a SentencePiece model, and what they put beside a text.
 *
 * @param head texts of the first ids, which stand in the place of the model's first pieces
 * @param skipped number of the model's first pieces that {@code head} replaces
 * @param tail special tokens behind the pieces, in order
 * @param before special tokens before a text
 * @param behind special tokens behind it
 * @param splitWords true if the library cuts text at spaces first
 * @param sentinels true if {@code <extra_id_0>} and its like stand behind the pieces
 */
record SentencePieceFamily(
    List<String> head,
    int skipped,
    List<String> tail,
    List<String> before,
    List<String> behind,
    boolean splitWords,
    boolean sentinels) {

  private static final List<String> FAIRSEQ_HEAD = List.of("<s>", "<pad>", "</s>", "<unk>");
  private static final String END = "</s>";
  private static final String MASK = "<mask>";
  private static final String SOURCE = "src_lang";

  /** Pegasus' ids before the pieces, in Hugging Face's PegasusTokenizer. */
  private static final int PEGASUS_OFFSET = 103;

  SentencePieceFamily {
    head = List.copyOf(head);
    tail = List.copyOf(tail);
    before = List.copyOf(before);
    behind = List.copyOf(behind);
  }

  /**
   * The family of a tokenizer class; none if its ids do not follow from a SentencePiece model
   * alone.
   *
   * @throws TokenizerFormatException if a setting contradicts the family
   */
  static Optional<SentencePieceFamily> of(String className, TokenizerConfig config) {
    return Optional.ofNullable(
        switch (className) {
          case "T5Tokenizer", "MT5Tokenizer" ->
              new SentencePieceFamily(
                  List.of(), 0, List.of(), List.of(), List.of(config.endToken()), false, true);
          case "PegasusTokenizer" -> pegasus(config);
          case "XLMRobertaTokenizer" -> fairseq(config, List.of(), List.of("<s>"), List.of(END));
          case "MBartTokenizer" ->
              fairseq(
                  config,
                  LanguageCodes.MBART,
                  List.of(),
                  List.of(END, config.text(SOURCE).orElse("en_XX")));
          case "MBart50Tokenizer" ->
              fairseq(
                  config,
                  LanguageCodes.MBART50,
                  List.of(config.text(SOURCE).orElse("en_XX")),
                  List.of(END));
          case "NllbTokenizer" -> nllb(config);
          default -> null;
        });
  }

  private static SentencePieceFamily pegasus(TokenizerConfig config) {
    int offset = config.number("offset").orElse(PEGASUS_OFFSET);
    List<String> head = new ArrayList<>();
    if (offset > 0) {
      head.add(config.token("pad_token").orElse("<pad>"));
      head.add(config.endToken());
      head.add(config.text("mask_token_sent").orElse("<mask_1>"));
      head.add(config.token("mask_token").orElse("<mask_2>"));
      for (int i = 2; i < offset; i++) {
        head.add("<unk_" + i + ">");
      }
    }
    return new SentencePieceFamily(
        head, offset > 0 ? 2 : 0, List.of(), List.of(), List.of(config.endToken()), true, false);
  }

  private static SentencePieceFamily nllb(TokenizerConfig config) {
    String source = config.text(SOURCE).orElse("eng_Latn");
    List<String> listed = config.additionalTokens();
    boolean behind = config.flag("legacy_behaviour", false);
    return fairseq(
        config,
        listed.isEmpty() ? LanguageCodes.NLLB : listed,
        behind ? List.of() : List.of(source),
        behind ? List.of(END, source) : List.of(END));
  }

  private static SentencePieceFamily fairseq(
      TokenizerConfig config, List<String> languages, List<String> before, List<String> behind) {
    List<String> tail = new ArrayList<>(languages);
    tail.add(config.token("mask_token").orElse(MASK));
    return new SentencePieceFamily(FAIRSEQ_HEAD, 3, tail, before, behind, false, false);
  }
}
