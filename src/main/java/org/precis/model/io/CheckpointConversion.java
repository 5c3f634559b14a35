package org.precis.model.io;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongConsumer;
import org.precis.model.family.NetworkPlan;
import org.precis.model.pgnet.TransformersFiles;
import org.precis.text.lexicon.Lexicon;
import org.precis.token.TokenizerExport;
import org.precis.token.TokenizerFormatException;
import org.precis.token.TokenizerLoader;

/**
 * Writes a model directory anew: weights as one safetensors file, without what the network has no
 * use for, and a {@code tokenizer.json} where there was none and one can say the same as the files
 * that were there; a pointer-generator network gets the files for transformers. One tensor after
 * another is read, so memory stays small. The directory appears only when it is complete and has
 * been read again.
 */
public final class CheckpointConversion {
  private static final String TOKENIZER = "tokenizer.json";

  /** One of these makes a tokenizer. */
  private static final List<String> VOCABULARIES =
      List.of("spiece.model", "sentencepiece.bpe.model", "source.spm", "merges.txt");

  /** Files that are taken over as they are, where there are any (Hugging Face's names). */
  private static final List<String> COPIED =
      List.of(
          GenerationDefaults.NAME,
          CounterFile.NAME,
          TOKENIZER,
          "tokenizer_config.json",
          "special_tokens_map.json",
          "added_tokens.json",
          "spiece.model",
          "sentencepiece.bpe.model",
          "source.spm",
          "target.spm",
          "vocab.json",
          "target_vocab.json",
          "merges.txt",
          "words.txt",
          Lexicon.FILE);

  /**
   * What came of a conversion.
   *
   * @param leftOut names of tensors that were left out, as the network has no use for them
   * @param tokenizerProblem why no {@code tokenizer.json} was made of the tokenizer's files, where
   *     there was none
   */
  public record Converted(List<String> leftOut, Optional<String> tokenizerProblem) {
    public Converted {
      leftOut = List.copyOf(leftOut);
    }
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  /** Precision of the weights that are written. */
  public enum Precision {
    FP32(TensorType.F32, "float32"),
    FP16(TensorType.F16, "float16"),
    BF16(TensorType.BF16, "bfloat16");

    private final TensorType type;
    private final String torchName;

    Precision(TensorType type, String torchName) {
      this.type = type;
      this.torchName = torchName;
    }

    /** Its name in lower case. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Path source;
  private final Path work;
  private final Precision precision;
  private final LongConsumer progress;

  private CheckpointConversion(Path source, Path work, Precision precision, LongConsumer progress) {
    this.source = source;
    this.work = work;
    this.precision = precision;
    this.progress = progress;
  }

  /**
   * Writes {@code source} to {@code target}.
   *
   * @param target must not exist; its parent is made if it is absent
   * @param progress gets the number of weights written so far
   * @throws ModelFormatException if the source cannot be used, or a weight is beyond the precision
   * @throws IOException if the target exists or writing fails; nothing is left of it then
   */
  public static Converted convert(
      Path source, Path target, Precision precision, LongConsumer progress) throws IOException {
    return NewDirectory.fill(
        target, work -> new CheckpointConversion(source, work, precision, progress).run());
  }

  private Converted run() throws IOException {
    ConfigFile config = ConfigFile.read(source);
    List<String> unused;
    try (WeightFiles files = WeightFiles.open(source)) {
      NetworkPlan plan = config.plan(files::holds);
      WeightReader reader = new WeightReader(plan, files);
      unused = reader.unused();
      List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
      StoredTensors stored = new StoredTensors(reader, files, progress);
      plan.shapes().forEach((name, shape) -> tensors.add(stored.whole(name, shape)));
      SafeTensorsWriter.write(work.resolve(WeightFiles.SINGLE), tensors, precision.type);
    }
    for (String name : COPIED) {
      if (Files.exists(source.resolve(name))) {
        Files.copy(source.resolve(name), work.resolve(name));
      }
    }
    writeConfig();
    CheckpointFacts.read(work);
    return new Converted(unused, writeTokenizer());
  }

  /** The tokenizer is checked only where it is written here: families bring kinds of their own. */
  private Optional<String> writeTokenizer() throws IOException {
    if (VOCABULARIES.stream().noneMatch(this::isCopied) || isCopied(TOKENIZER)) {
      return Optional.empty();
    }
    try {
      Optional<String> json = TokenizerExport.of(work);
      if (json.isEmpty()) {
        return Optional.of(
            "no single file gives what the tokenizer's files do, which are copied as they are");
      }
      Files.writeString(work.resolve(TOKENIZER), json.get());
      TokenizerLoader.load(work).close();
      return Optional.empty();
    } catch (TokenizerFormatException e) {
      Files.deleteIfExists(work.resolve(TOKENIZER));
      return Optional.of(e.getMessage());
    }
  }

  private boolean isCopied(String name) {
    return Files.exists(work.resolve(name));
  }

  /** Hugging Face loads weights in the precision that the configuration names, if asked to. */
  private void writeConfig() throws IOException {
    ObjectNode config = StrictJson.object(source.resolve(ConfigFile.NAME), ConfigFile.MAX_BYTES);
    for (String key : Arrays.asList("dtype", "torch_dtype")) {
      if (config.has(key)) {
        config.put(key, precision.torchName);
      }
    }
    TransformersFiles.add(work, config);
    MAPPER
        .writerWithDefaultPrettyPrinter()
        .writeValue(work.resolve(ConfigFile.NAME).toFile(), config);
  }
}
