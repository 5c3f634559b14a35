package org.precis.token;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns a SentencePiece model into what a tokenizer.json would say, for the families whose ids
 * follow from the model: T5, Pegasus, XLM-R, mBART, NLLB.
 */
final class SentencePieceConversion {
  /** Sentinels of a T5 tokenizer whose files name no number (HF T5Tokenizer). */
  private static final int DEFAULT_EXTRA_IDS = 100;

  /** The class of a model alone, with no word about its family. */
  private static final String T5 = "T5Tokenizer";

  private final String file;
  private final SentencePieceModel model;
  private final TokenizerConfig config;
  private final SentencePieceFamily family;

  private SentencePieceConversion(String file, SentencePieceModel model, TokenizerConfig config) {
    this.file = file;
    this.model = model;
    this.config = config;
    String className = config.className().orElse(T5);
    this.family =
        SentencePieceFamily.of(className, config)
            .orElseThrow(
                () ->
                    new TokenizerFormatException(
                        "%s: tokenizer_class is '%s', whose ids do not follow from %s alone; "
                                .formatted(TokenizerConfig.CONFIG, className, file)
                            + "supported are T5Tokenizer, PegasusTokenizer, XLMRobertaTokenizer, "
                            + "MBartTokenizer, MBart50Tokenizer and NllbTokenizer. Put a "
                            + "tokenizer.json beside it"));
  }

  /**
   * The tokenizer of a model and the settings beside it.
   *
   * @param file the model's name, for messages
   * @throws TokenizerFormatException if they contradict each other or belong to another family
   */
  static TokenizerDefinition convert(
      String file, SentencePieceModel model, TokenizerConfig config) {
    return new SentencePieceConversion(file, model, config).definition();
  }

  private TokenizerDefinition definition() {
    checkSkipped();
    Vocabulary vocabulary = vocabulary();
    SentencePieceComponents components =
        new SentencePieceComponents(model, config.legacy(), family.splitWords());
    return new TokenizerDefinition(
        file,
        vocabulary,
        components.segmentation(
            family.head().contains("<unk>")
                ? family.head().indexOf("<unk>")
                : id(model.unknownId())),
        components.normalizer(),
        components.preTokenizer(),
        components.decoder(),
        ids(vocabulary, family.before()),
        ids(vocabulary, family.behind()));
  }

  /** Pieces in whose place other tokens stand are none that stand for text. */
  private void checkSkipped() {
    for (int i = 0; i < family.skipped(); i++) {
      SentencePieceModel.Type type =
          i < model.types().size() ? model.types().get(i) : SentencePieceModel.Type.NORMAL;
      if (!Set.of(SentencePieceModel.Type.CONTROL, SentencePieceModel.Type.UNKNOWN)
          .contains(type)) {
        throw new TokenizerFormatException(
            "%s: piece %d is of the kind %s; in this family the first %d are special tokens"
                .formatted(file, i, type, family.skipped()));
      }
    }
  }

  private int id(int piece) {
    return piece - family.skipped() + family.head().size();
  }

  private Vocabulary vocabulary() {
    List<Piece> table = new ArrayList<>();
    family.head().forEach(text -> table.add(new Piece(text, 0)));
    table.addAll(
        model.pieces().subList(Math.min(family.skipped(), model.pieces().size()), count()));
    Vocabulary vocabulary = new Vocabulary(table);
    for (int id = 0; id < family.head().size(); id++) {
      vocabulary.add(file, AddedToken.plain(id, family.head().get(id), true));
    }
    for (int piece = family.skipped(); piece < count(); piece++) {
      String text = model.pieces().get(piece).text();
      switch (model.types().get(piece)) {
        case CONTROL, UNKNOWN -> vocabulary.add(file, AddedToken.plain(id(piece), text, true));
        case USER_DEFINED -> vocabulary.add(file, AddedToken.plain(id(piece), text, false));
        case UNUSED -> vocabulary.silence(id(piece));
        case NORMAL, BYTE -> {}
      }
    }
    addTail(vocabulary);
    for (AddedToken token : config.added()) {
      vocabulary.add(TokenizerConfig.CONFIG + " or " + TokenizerConfig.ADDED, token);
    }
    if (family.sentinels()) {
      addSentinels(vocabulary);
    }
    return vocabulary;
  }

  /** Puts the family's tokens behind the pieces, each with the id that the files list for it. */
  private void addTail(Vocabulary vocabulary) {
    Map<String, Integer> listed = new HashMap<>();
    config.added().forEach(token -> listed.put(token.content(), token.id()));
    int next = vocabulary.size();
    for (String text : family.tail()) {
      vocabulary.add(file, AddedToken.plain(listed.getOrDefault(text, next), text, true));
      next++;
    }
  }

  private int count() {
    return model.pieces().size();
  }

  /** Puts {@code <extra_id_n-1>} to {@code <extra_id_0>} behind the pieces where none are yet. */
  private void addSentinels(Vocabulary vocabulary) {
    boolean present = vocabulary.special().keySet().stream().anyMatch(Vocabulary::isSentinel);
    if (present) {
      return;
    }
    int count = config.extraIds().orElse(DEFAULT_EXTRA_IDS);
    int first = count();
    for (int i = 0; i < count; i++) {
      vocabulary.add(
          TokenizerConfig.CONFIG,
          AddedToken.plain(first + i, "<extra_id_" + (count - 1 - i) + ">", true));
    }
  }

  private List<Integer> ids(Vocabulary vocabulary, List<String> texts) {
    return texts.stream()
        .map(
            text -> {
              Integer id = vocabulary.special().get(text);
              if (id == null) {
                throw new TokenizerFormatException(
                    "%s has no control piece '%s', which stands beside every text"
                        .formatted(file, text));
              }
              return id;
            })
        .toList();
  }
}
