package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the tokenizers whose pieces a SentencePiece model finds and {@code vocab.json} numbers:
 * M2M100 ({@code sentencepiece.bpe.model}, {@code __de__ X </s>}) and Marian ({@code source.spm},
 * {@code X </s>}). The numbers in the model itself mean nothing.
 *
 * <p>Deviation from Hugging Face's MarianTokenizer: punctuation is never normalised beforehand; it
 * does so only where the package sacremoses is installed.
 */
final class LookupConversion {
  static final String SOURCE = "source.spm";
  private static final String VOCABULARY = ByteLevelConversion.VOCABULARY;
  private static final String TARGET_VOCABULARY = "target_vocab.json";
  private static final String M2M100 = "M2M100Tokenizer";

  static final Set<String> CLASSES = Set.of(M2M100, "MarianTokenizer");

  private static final String END = "</s>";
  private static final String UNKNOWN = "<unk>";

  private final TokenizerFiles files;
  private final TokenizerConfig config;
  private final boolean marian;
  private final String modelFile;

  private LookupConversion(TokenizerFiles files, TokenizerConfig config) {
    this.files = files;
    this.config = config;
    this.marian = !config.className().equals(Optional.of(M2M100));
    this.modelFile = marian ? SOURCE : TokenizerLoader.SENTENCE_PIECE;
  }

  /**
   * The tokenizer of the files.
   *
   * @throws TokenizerFormatException if one is missing or broken, or they contradict each other
   */
  static TokenizerDefinition convert(TokenizerFiles files, TokenizerConfig config) {
    return new LookupConversion(files, config).definition();
  }

  private TokenizerDefinition definition() {
    SentencePieceModel model = SentencePieceModel.read(modelFile, files.read(modelFile));
    Map<String, Integer> ids = VocabularyFile.ids(VOCABULARY, json(VOCABULARY));
    Vocabulary vocabulary = Vocabulary.of(VOCABULARY, ids, found(model));
    for (String text : specialTexts(ids)) {
      if (ids.containsKey(text)) {
        vocabulary.add(VOCABULARY, AddedToken.plain(ids.get(text), text, true));
      }
    }
    if (!marian) {
      for (String code : languages()) {
        vocabulary.add(VOCABULARY, AddedToken.plain(vocabulary.size(), code, true));
      }
    }
    for (AddedToken token : config.added()) {
      vocabulary.add(TokenizerConfig.CONFIG + " or " + TokenizerConfig.ADDED, token);
    }
    int unknownId = id(vocabulary, config.token("unk_token").orElse(UNKNOWN));
    SentencePieceComponents components = new SentencePieceComponents(model, config.legacy(), false);
    return new TokenizerDefinition(
        VOCABULARY,
        vocabulary,
        components.segmentation(unknownId),
        components.normalizer(),
        components.preTokenizer(),
        components.decoder(),
        marian ? List.of() : List.of(id(vocabulary, sourceLanguage())),
        List.of(id(vocabulary, config.token("eos_token").orElse(END))),
        Optional.of(lookup(vocabulary, unknownId)));
  }

  private JsonNode json(String name) {
    return BoundedJson.object(name, files.read(name));
  }

  /** Pieces that stand for text. A control piece's place in a text is none. */
  private static List<Piece> found(SentencePieceModel model) {
    List<Piece> found = new ArrayList<>();
    for (int id = 0; id < model.pieces().size(); id++) {
      switch (model.types().get(id)) {
        case NORMAL, USER_DEFINED, BYTE -> found.add(model.pieces().get(id));
        case CONTROL, UNKNOWN, UNUSED -> {}
      }
    }
    return found;
  }

  private List<String> specialTexts(Map<String, Integer> ids) {
    List<String> texts = new ArrayList<>();
    for (String role : List.of("bos", "eos", "pad", "unk")) {
      String usual = role.equals("eos") ? END : role.equals("bos") ? "<s>" : "<" + role + ">";
      texts.add(config.token(role + "_token").orElse(usual));
    }
    texts.addAll(config.additionalTokens());
    ids.keySet().stream().filter(text -> marian && PieceLookup.isCode(text)).forEach(texts::add);
    return texts;
  }

  private List<String> languages() {
    List<String> codes =
        config.text("language_codes").orElse("m2m100").equals("wmt21")
            ? LanguageCodes.WMT21
            : LanguageCodes.M2M100;
    return codes.stream().map(code -> "__" + code + "__").toList();
  }

  private String sourceLanguage() {
    return "__" + config.text("src_lang").orElse("en") + "__";
  }

  private PieceLookup lookup(Vocabulary vocabulary, int unknownId) {
    Map<String, Integer> codes = new HashMap<>();
    vocabulary
        .special()
        .forEach(
            (text, id) -> {
              if (marian && PieceLookup.isCode(text)) {
                codes.put(text, id);
              }
            });
    if (!config.flag("separate_vocabs", false)) {
      return new PieceLookup(vocabulary.texts(), vocabulary.silent(), unknownId, codes, marian);
    }
    Vocabulary said =
        Vocabulary.of(
            TARGET_VOCABULARY, VocabularyFile.ids(TARGET_VOCABULARY, json(TARGET_VOCABULARY)));
    List<String> texts = said.texts();
    Set<String> special = Set.copyOf(specialTexts(Map.of()));
    BitSet silent = said.silent();
    for (int id = 0; id < texts.size(); id++) {
      if (special.contains(texts.get(id))) {
        silent.set(id);
      }
    }
    return new PieceLookup(texts, silent, unknownId, codes, marian);
  }

  private int id(Vocabulary vocabulary, String text) {
    Integer id = vocabulary.special().get(text);
    if (id == null) {
      throw new TokenizerFormatException(
          "%s lacks '%s', which texts need beside them".formatted(VOCABULARY, text));
    }
    return id;
  }
}
