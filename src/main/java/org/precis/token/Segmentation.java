package org.precis.token;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** How a word becomes pieces: the {@code model} of a tokenizer.json without its table. */
sealed interface Segmentation {
  /**
   * The {@code model} of a tokenizer.json.
   *
   * @param table the pieces by id; their texts are distinct
   */
  ObjectNode toJson(List<Piece> table);

  /**
   * The most probable pieces (SentencePiece's unigram model).
   *
   * @param unknownId id of what no piece covers
   * @param byteFallback true if uncovered text becomes bytes instead
   */
  record Unigram(int unknownId, boolean byteFallback) implements Segmentation {
    @Override
    public ObjectNode toJson(List<Piece> table) {
      ObjectNode model = JsonNodeFactory.instance.objectNode().put("type", "Unigram");
      model.put("unk_id", unknownId);
      ArrayNode vocabulary = model.putArray("vocab");
      for (Piece piece : table) {
        vocabulary.addArray().add(piece.text()).add(piece.score());
      }
      return model.put("byte_fallback", byteFallback);
    }
  }

  /**
   * Merges of neighbouring pieces, the earliest in the list first (byte-pair encoding).
   *
   * @param unknownId id of what no piece covers; where there is none it is left out
   * @param fuseUnknown true if neighbouring unknown characters are one token
   * @param byteFallback true if uncovered text becomes bytes instead
   * @param merges in order
   */
  record BytePairs(
      OptionalInt unknownId, boolean fuseUnknown, boolean byteFallback, List<Merge> merges)
      implements Segmentation {
    public BytePairs {
      merges = List.copyOf(merges);
    }

    @Override
    public ObjectNode toJson(List<Piece> table) {
      ObjectNode model = JsonNodeFactory.instance.objectNode().put("type", "BPE");
      model.putNull("dropout");
      if (unknownId.isPresent()) {
        model.put("unk_token", table.get(unknownId.getAsInt()).text());
      } else {
        model.putNull("unk_token");
      }
      model.putNull("continuing_subword_prefix").putNull("end_of_word_suffix");
      model.put("fuse_unk", fuseUnknown).put("byte_fallback", byteFallback);
      model.put("ignore_merges", false);
      ObjectNode vocabulary = model.putObject("vocab");
      Set<String> texts = new HashSet<>();
      for (int id = 0; id < table.size(); id++) {
        vocabulary.put(table.get(id).text(), id);
        texts.add(table.get(id).text());
      }
      ArrayNode steps = model.putArray("merges");
      for (Merge merge : merges) {
        // A table without special tokens has no use for merges that make one.
        if (texts.contains(merge.left())
            && texts.contains(merge.right())
            && texts.contains(merge.result())) {
          steps.add(merge.left() + " " + merge.right());
        }
      }
      return model;
    }
  }
}
