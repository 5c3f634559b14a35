package org.precis.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.precis.model.io.CheckpointFacts;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.ModelLoader;
import org.precis.token.WordLevelTokenizer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Says what a model directory is, or what is wrong with it and what to do. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = {
      "Load a model directory and say what it is, or what is wrong with it.",
      "The exit code is 0 if it loads and 1 if not."
    })
final class ModelCheck implements Callable<Integer> {
  private static final String SAMPLE = "A short sentence, 3.14 and Ünïcödé.";
  private static final int SHOWN_NAMES = 10;

  @Parameters(paramLabel = "DIR", description = "Hugging Face model directory")
  private Path directory;

  @Option(
      names = "--device",
      paramLabel = "DEVICE",
      defaultValue = "cpu",
      description = "cpu, gpu or gpu:N (default: ${DEFAULT-VALUE})")
  private String device;

  @Option(names = "--json", description = "print JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec.commandLine().getOut();
    ObjectNode report = SolrHttp.JSON.createObjectNode().put("directory", directory.toString());
    Progress progress = new Progress(spec.commandLine().getErr(), "loading " + directory, 0);
    try (LoadedModel loaded = ModelLoader.load(directory, device)) {
      CheckpointFacts facts = CheckpointFacts.read(directory);
      progress.done("loaded");
      fill(report.put("ok", true), loaded, facts);
      if (!json) {
        describe(out, loaded, facts);
      }
    } catch (ModelFormatException bad) {
      progress.done("refused");
      String remedy = Remedy.of(bad.getMessage());
      report.put("ok", false).put("problem", bad.getMessage()).put("remedy", remedy);
      if (!json) {
        out.printf("%s does not load.%n  problem     %s%n", directory, bad.getMessage());
        out.printf("  remedy      %s%n", remedy);
      }
    }
    if (json) {
      out.println(report.toPrettyString());
    }
    out.flush();
    return report.path("ok").asBoolean() ? 0 : 1;
  }

  private static void fill(ObjectNode report, LoadedModel loaded, CheckpointFacts facts) {
    report.put("name", loaded.name()).put("type", facts.modelType());
    report.put("hash", loaded.hash()).put("tokenizer", loaded.tokenizer().hash());
    report.put("device", loaded.device());
    report.put("vocabulary", loaded.model().spec().vocabularySize());
    report.put("parameters", facts.parameters());
    report.putPOJO("sizes", facts.sizes());
    ObjectNode weights = report.putObject("weights");
    weights.putPOJO("files", facts.files());
    weights.put("bytes", facts.bytes()).put("tensors", facts.tensors());
    weights.putPOJO("elementTypes", facts.elementTypes());
    weights.putPOJO("unused", facts.unused());
    weights.putPOJO("spareFiles", facts.spareFiles());
    report.putPOJO("generation", new TreeMap<>(loaded.generation()));
    int[] ids = loaded.tokenizer().encode(SAMPLE).ids();
    report.put("sample", SAMPLE).put("sampleTokens", ids.length);
    report.put("sampleDecoded", loaded.tokenizer().decode(ids, SAMPLE));
  }

  private void describe(PrintWriter out, LoadedModel loaded, CheckpointFacts facts) {
    out.printf(
        "%s loads: a model of the family %s with %s weights.%n",
        directory, facts.modelType(), millions(facts.parameters()));
    line(out, "sizes", facts.sizes().isEmpty() ? "none stated" : join(facts.sizes(), " "));
    line(
        out,
        "weights",
        "%s: %s in %d tensors of %s"
            .formatted(
                facts.files().size() == 1
                    ? facts.files().get(0)
                    : "%s and %d more files"
                        .formatted(facts.files().get(0), facts.files().size() - 1),
                Bytes.of(facts.bytes()),
                facts.tensors(),
                join(facts.elementTypes(), " × ")));
    line(
        out,
        "memory",
        "%s as fp32 on %s".formatted(Bytes.of(facts.parameters() * Float.BYTES), loaded.device()));
    line(out, "unused", shortened(facts.unused()));
    if (!facts.spareFiles().isEmpty()) {
      line(out, "not read", shortened(facts.spareFiles()));
    }
    int[] ids = loaded.tokenizer().encode(SAMPLE).ids();
    line(
        out,
        "tokenizer",
        "%s; '%s' is %d tokens and comes back as '%s'"
            .formatted(
                vocabulary(loaded), SAMPLE, ids.length, loaded.tokenizer().decode(ids, SAMPLE)));
    line(out, "generation", join(new TreeMap<>(loaded.generation()), " "));
    line(out, "hash", loaded.hash());
  }

  private static String vocabulary(LoadedModel loaded) {
    if (loaded.tokenizer() instanceof WordLevelTokenizer words) {
      return "%,d words, and those of the source".formatted(words.words());
    }
    String size =
        loaded
            .tokenizer()
            .subwords()
            .map(known -> "%,d ids".formatted(known.vocabularySize()))
            .orElse("present");
    return "%s for a table of %,d rows".formatted(size, loaded.model().spec().vocabularySize());
  }

  private static void line(PrintWriter out, String name, String text) {
    out.printf("  %-11s %s%n", name, text.isEmpty() ? "nothing" : text);
  }

  private static String millions(long count) {
    return count < 1_000_000
        ? String.format(Locale.ROOT, "%,d", count)
        : String.format(Locale.ROOT, "%.1f million", count / 1e6);
  }

  private static String shortened(List<String> names) {
    String shown = names.stream().limit(SHOWN_NAMES).collect(Collectors.joining(", "));
    return names.size() > SHOWN_NAMES
        ? "%s and %d more".formatted(shown, names.size() - SHOWN_NAMES)
        : shown;
  }

  private static String join(Map<String, ?> map, String between) {
    return map.entrySet().stream()
        .map(entry -> entry.getKey() + between + entry.getValue())
        .collect(Collectors.joining(", "));
  }
}
