package org.precis.token;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Which special tokens stand around a single text: the {@code post_processor} of a tokenizer.json.
 *
 * @param prefix ids before the text
 * @param suffix ids behind it
 */
record SpecialTokenTemplate(List<Integer> prefix, List<Integer> suffix) {
  private static final int MAX_NESTING = 4;

  SpecialTokenTemplate {
    prefix = List.copyOf(prefix);
    suffix = List.copyOf(suffix);
  }

  /**
   * Reads a post-processor, which may be null.
   *
   * @param file name of the file, for messages
   * @param size number of ids
   * @throws TokenizerFormatException if it is of another kind or names ids beyond the vocabulary
   */
  static SpecialTokenTemplate read(String file, JsonNode processor, int size) {
    Reader reader = new Reader(file, size);
    if (!processor.isNull()) {
      reader.read(processor, 0);
    }
    return new SpecialTokenTemplate(reader.prefix, reader.suffix);
  }

  private static final class Reader {
    private final String file;
    private final int size;
    private final List<Integer> prefix = new ArrayList<>();
    private final List<Integer> suffix = new ArrayList<>();

    Reader(String file, int size) {
      this.file = file;
      this.size = size;
    }

    private void read(JsonNode processor, int depth) {
      String type = processor.path("type").asText();
      switch (type) {
        case "TemplateProcessing" -> readTemplate(processor);
        case "RobertaProcessing" -> {
          prefix.add(0, checked(processor.path("cls").path(0).asText(), processor.at("/cls/1")));
          suffix.add(checked(processor.path("sep").path(0).asText(), processor.at("/sep/1")));
        }
        case ComponentRules.BYTE_LEVEL -> {
          // Trims offsets only.
        }
        case "Sequence" -> {
          if (depth == MAX_NESTING) {
            throw new TokenizerFormatException(
                "%s: post_processor has more than %d sequences inside each other"
                    .formatted(file, MAX_NESTING));
          }
          for (JsonNode child : processor.path("processors")) {
            read(child, depth + 1);
          }
        }
        default ->
            throw new TokenizerFormatException(
                "%s: post_processor has the type '%s'; supported are TemplateProcessing, "
                        .formatted(file, type)
                    + "RobertaProcessing, ByteLevel, Sequence");
      }
    }

    private void readTemplate(JsonNode processor) {
      List<Integer> before = new ArrayList<>();
      List<Integer> behind = new ArrayList<>();
      int texts = 0;
      for (JsonNode part : processor.path("single")) {
        if (part.has("Sequence")) {
          texts++;
          continue;
        }
        String name = part.path("SpecialToken").path("id").asText();
        JsonNode ids = processor.path("special_tokens").path(name).path("ids");
        if (ids.isEmpty()) {
          throw new TokenizerFormatException(
              "%s: post_processor uses '%s', which its special_tokens lack".formatted(file, name));
        }
        for (JsonNode id : ids) {
          (texts == 0 ? before : behind).add(checked(name, id));
        }
      }
      if (texts != 1) {
        throw new TokenizerFormatException(
            "%s: the post_processor's template takes %d texts; it takes one"
                .formatted(file, texts));
      }
      prefix.addAll(0, before);
      suffix.addAll(behind);
    }

    private int checked(String name, JsonNode id) {
      if (!id.isInt() || id.intValue() < 0 || id.intValue() >= size) {
        String value = id.toString();
        throw new TokenizerFormatException(
            "%s: post_processor gives '%s' the id %s; the vocabulary has %d"
                .formatted(
                    file, name, value.length() <= 80 ? value : value.substring(0, 80) + "…", size));
      }
      return id.intValue();
    }
  }
}
