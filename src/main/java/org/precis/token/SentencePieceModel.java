package org.precis.token;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A SentencePiece model file, a protobuf {@code ModelProto} (sentencepiece_model.proto).
 *
 * @param pieces texts and scores; the index is the id
 * @param types kind of each piece
 * @param unknownId id of the unknown piece
 * @param bytePairs true if pieces are merged by score, false if the most probable ones are taken
 * @param byteFallback true if uncovered text becomes byte pieces
 * @param normalization how text is prepared
 */
record SentencePieceModel(
    List<Piece> pieces,
    List<Type> types,
    int unknownId,
    boolean bytePairs,
    boolean byteFallback,
    Normalization normalization) {

  /** Kinds of pieces, in the order of their numbers from 1. */
  enum Type {
    NORMAL,
    UNKNOWN,
    CONTROL,
    USER_DEFINED,
    UNUSED,
    BYTE
  }

  /**
   * How text is prepared before it is cut.
   *
   * @param charsMap the normalisation table; empty for none
   * @param dummyPrefix true if a space is put in front
   * @param removeExtraSpaces true if spaces at both ends and repeated ones go
   */
  record Normalization(byte[] charsMap, boolean dummyPrefix, boolean removeExtraSpaces) {}

  /** Numbers of TrainerSpec's ModelType. */
  private static final int UNIGRAM = 1;

  private static final int BYTE_PAIRS = 2;

  /** What matters of a TrainerSpec. */
  private record Training(boolean bytePairs, boolean byteFallback) {}

  /**
   * Reads a model.
   *
   * @param file its name, for messages
   * @throws TokenizerFormatException if it is broken or of another kind than unigram and byte pairs
   */
  static SentencePieceModel read(String file, byte[] content) {
    List<Piece> pieces = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    Training training = new Training(false, false);
    Normalization normalization = new Normalization(new byte[0], true, true);
    ProtobufFields fields = ProtobufFields.of(file, content);
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> {
          if (pieces.size() == Vocabulary.MAX_SIZE) {
            throw new TokenizerFormatException(
                file + " has more than " + Vocabulary.MAX_SIZE + " pieces");
          }
          readPiece(fields.message(), file + ": piece " + pieces.size(), pieces, types);
        }
        case 2 -> training = readTrainer(fields.message(), file);
        case 3 -> normalization = readNormalization(fields.message(), file);
        default -> fields.skip();
      }
    }
    checkDistinct(file, pieces);
    return new SentencePieceModel(
        List.copyOf(pieces),
        List.copyOf(types),
        onlyUnknown(file, types),
        training.bytePairs(),
        training.byteFallback(),
        normalization);
  }

  private static void readPiece(
      ProtobufFields fields, String where, List<Piece> pieces, List<Type> types) {
    String text = "";
    float score = 0;
    int type = 1;
    while (fields.next()) {
      switch (fields.field()) {
        case 1 -> text = fields.text();
        case 2 -> score = fields.number();
        case 3 -> type = fields.integer();
        default -> fields.skip();
      }
    }
    if (type < 1 || type > Type.values().length) {
      throw new TokenizerFormatException(
          "%s has the type %d; types are 1 to %d".formatted(where, type, Type.values().length));
    }
    pieces.add(Piece.of(text, score, where));
    types.add(Type.values()[type - 1]);
  }

  private static Training readTrainer(ProtobufFields fields, String file) {
    int modelType = UNIGRAM;
    boolean byteFallback = false;
    while (fields.next()) {
      switch (fields.field()) {
        case 3 -> {
          modelType = fields.integer();
          if (modelType != UNIGRAM && modelType != BYTE_PAIRS) {
            throw new TokenizerFormatException(
                "%s has the model type %d; supported are %d (unigram) and %d (byte pairs)"
                    .formatted(file, modelType, UNIGRAM, BYTE_PAIRS));
          }
        }
        case 24 -> {
          if (fields.bool()) {
            throw new TokenizerFormatException(
                file + " treats spaces as suffixes; supported are prefixes");
          }
        }
        case 35 -> byteFallback = fields.bool();
        default -> fields.skip();
      }
    }
    return new Training(modelType == BYTE_PAIRS, byteFallback);
  }

  private static Normalization readNormalization(ProtobufFields fields, String file) {
    byte[] charsMap = {};
    boolean dummyPrefix = true;
    boolean removeExtraSpaces = true;
    while (fields.next()) {
      switch (fields.field()) {
        case 2 -> charsMap = fields.bytes();
        case 3 -> dummyPrefix = fields.bool();
        case 4 -> removeExtraSpaces = fields.bool();
        case 5 -> {
          if (!fields.bool()) {
            throw new TokenizerFormatException(
                file + " keeps spaces as they are; supported is " + Piece.SPACE + " for a space");
          }
        }
        default -> fields.skip();
      }
    }
    if (charsMap.length > 0) {
      PrecompiledCharsMap.check(charsMap, file + ": precompiled_charsmap");
    }
    return new Normalization(charsMap, dummyPrefix, removeExtraSpaces);
  }

  private static void checkDistinct(String file, List<Piece> pieces) {
    Set<String> seen = new HashSet<>();
    for (int id = 0; id < pieces.size(); id++) {
      if (!seen.add(pieces.get(id).text())) {
        throw new TokenizerFormatException(
            "%s: piece %d, '%s', stands there before; pieces are distinct"
                .formatted(file, id, pieces.get(id).text()));
      }
    }
  }

  private static int onlyUnknown(String file, List<Type> types) {
    int unknown = types.indexOf(Type.UNKNOWN);
    if (unknown < 0 || unknown != types.lastIndexOf(Type.UNKNOWN)) {
      throw new TokenizerFormatException(
          "%s has %d pieces, of which %s is the unknown piece; exactly one is"
              .formatted(file, types.size(), unknown < 0 ? "none" : "more than one"));
    }
    return unknown;
  }
}
