package org.precis.model.io;

import ai.djl.ndarray.types.Shape;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.precis.model.family.NetworkPlan;
import org.precis.text.lexicon.Lexicon;
import org.precis.token.TokenizerFormatException;
import org.precis.token.TokenizerLoader;
import org.precis.token.TokenizerPruning;

/**
 * Writes a model directory anew with a part of its vocabulary: fewer rows in the tables of tokens
 * (embeddings, output layer, biases of logits), a tokenizer that gives their new ids, and the new
 * ids in the configuration. The network is as it was, so that the model gives a kept token the
 * logit that it had, wherever only kept tokens were read and written.
 *
 * <p>Which tensors have a row for each token is told by the family: they are those whose shape
 * follows {@code vocab_size}.
 */
public final class CheckpointPruning {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String VOCABULARY = "vocab_size";

  /** Where all tensors have one of these types it is kept; else weights become fp32. */
  private static final Set<TensorType> NARROW = Set.of(TensorType.F16, TensorType.BF16);

  /**
   * What came of it.
   *
   * @param kept ids of the source that were kept, by their new ones
   * @param before rows that the tables had
   * @param leftOut names of tensors that were left out, as the network has no use for them
   */
  public record Pruned(int[] kept, int before, List<String> leftOut) {
    public Pruned {
      leftOut = List.copyOf(leftOut);
    }
  }

  private CheckpointPruning() {}

  /**
   * Writes {@code source} to {@code target}.
   *
   * @param target must not exist; its parent is made if it is absent
   * @param wanted ids that must stay; special tokens and what the rest needs stay too
   * @param progress gets the number of weights written so far
   * @throws ModelFormatException if the source cannot be used, or is of a family that cannot be
   *     pruned
   * @throws IOException if the target exists or writing fails; nothing is left of it then
   */
  public static Pruned prune(Path source, Path target, int[] wanted, LongConsumer progress)
      throws IOException {
    return NewDirectory.fill(target, work -> write(source, work, wanted, progress));
  }

  private static Pruned write(Path source, Path work, int[] wanted, LongConsumer progress)
      throws IOException {
    ConfigFile config = ConfigFile.read(source);
    List<String> names =
        GenerationDefaults.read(source).isPresent()
            ? List.of(ConfigFile.NAME, GenerationDefaults.NAME)
            : List.of(ConfigFile.NAME);
    TreeSet<Integer> ids =
        IntStream.of(wanted).boxed().collect(Collectors.toCollection(TreeSet::new));
    for (String name : names) {
      ids.addAll(TokenIds.of(object(source, name)));
    }
    TokenizerPruning.Pruned tokenizer = tokenizer(source, ids);
    for (Map.Entry<String, String> file : tokenizer.files().entrySet()) {
      Files.writeString(work.resolve(file.getKey()), file.getValue());
    }
    if (Files.exists(source.resolve(Lexicon.FILE))) {
      Files.copy(source.resolve(Lexicon.FILE), work.resolve(Lexicon.FILE));
    }
    for (String name : names) {
      ObjectNode content = object(source, name);
      TokenIds.renumber(content, tokenizer.kept());
      if (name.equals(ConfigFile.NAME)) {
        content.put(VOCABULARY, tokenizer.kept().length);
      }
      MAPPER.writerWithDefaultPrettyPrinter().writeValue(work.resolve(name).toFile(), content);
    }
    try (WeightFiles files = WeightFiles.open(source)) {
      NetworkPlan plan = config.plan(files::holds);
      WeightReader reader = new WeightReader(plan, files);
      int before = writeWeights(work, plan, reader, files, tokenizer.kept(), progress);
      CheckpointFacts.read(work);
      TokenizerLoader.load(work).close();
      return new Pruned(tokenizer.kept(), before, reader.unused());
    }
  }

  private static TokenizerPruning.Pruned tokenizer(Path source, Set<Integer> ids) {
    try {
      return TokenizerPruning.of(source, ids.stream().mapToInt(Integer::intValue).toArray());
    } catch (TokenizerFormatException | IllegalArgumentException e) {
      throw new ModelFormatException(e.getMessage(), e);
    }
  }

  private static ObjectNode object(Path directory, String name) {
    return StrictJson.object(directory.resolve(name), ConfigFile.MAX_BYTES);
  }

  private static int writeWeights(
      Path work,
      NetworkPlan plan,
      WeightReader reader,
      WeightFiles files,
      int[] kept,
      LongConsumer progress)
      throws IOException {
    Map<String, Shape> shapes = ConfigFile.read(work).plan(files::holds).shapes();
    StoredTensors stored = new StoredTensors(reader, files, progress);
    List<SafeTensorsWriter.Tensor> tensors = new ArrayList<>();
    Set<TensorType> types = new TreeSet<>();
    long before = 0;
    for (Map.Entry<String, Shape> tensor : plan.shapes().entrySet()) {
      String name = tensor.getKey();
      Shape shape = tensor.getValue();
      int axis = changedAxis(shape, shapes.get(name));
      types.add(files.entry(reader.nameInFile(name)).type());
      if (axis < 0) {
        tensors.add(stored.whole(name, shape));
      } else {
        tensors.add(stored.slices(name, shape, axis, kept));
        before = shape.get(axis);
      }
    }
    TensorType type =
        types.size() == 1 && NARROW.containsAll(types) ? types.iterator().next() : TensorType.F32;
    SafeTensorsWriter.write(work.resolve(WeightFiles.SINGLE), tensors, type);
    return Math.toIntExact(before);
  }

  /** The axis along which tokens lie; −1 if there is none. */
  private static int changedAxis(Shape before, Shape after) {
    return IntStream.range(0, before.dimension())
        .filter(axis -> before.get(axis) != after.get(axis))
        .findFirst()
        .orElse(-1);
  }
}
