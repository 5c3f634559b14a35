package org.precis.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.precis.decode.BeamSearch;
import org.precis.decode.DecodeOptions;
import org.precis.decode.Hypothesis;
import org.precis.decode.StopCheck;
import org.precis.model.family.Precision;
import org.precis.model.family.ServingOptions;
import org.precis.model.io.LoadOptions;
import org.precis.model.io.LoadedModel;
import org.precis.model.io.ModelLoader;
import org.precis.train.data.BadRows;
import org.precis.train.data.DataFile;
import org.precis.train.data.PairReader;
import org.precis.train.data.RawExample;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * What precision costs: how many summaries of a trained model come out the same as in fp32, and how
 * far their scores are from those of fp32.
 */
@Command(
    name = "precision",
    mixinStandardHelpOptions = true,
    description = "Compares a trained model's summaries in each precision with those in fp32.")
final class PrecisionBenchmark implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "MODEL", description = "directory of a trained model")
  private Path directory = Path.of("");

  @Parameters(index = "1", paramLabel = "PAIRS", description = "pairs, JSON Lines")
  private Path pairs = Path.of("");

  @Option(names = "--inputs", defaultValue = "200", description = "texts (${DEFAULT-VALUE})")
  private int inputs;

  @Option(names = "--batch", defaultValue = "10", description = "texts at once")
  private int batch;

  @Option(names = "--max-tokens", defaultValue = "512", description = "most tokens of a text")
  private int maxTokens;

  @Option(names = "--threads", defaultValue = "2", description = "threads of an operation")
  private int threads;

  @Option(names = "--device", defaultValue = "cpu", description = "cpu, gpu or gpu:N")
  private String device = "";

  @Option(
      names = "--precision",
      defaultValue = "fp16,int8",
      split = ",",
      description = "those to compare with fp32; bf16 where the CPU has it (${DEFAULT-VALUE})")
  private List<String> precisions = List.of();

  /** Runs the benchmark. */
  public static void main(String[] arguments) {
    System.exit(new CommandLine(new PrecisionBenchmark()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    List<RawExample> rows = new ArrayList<>();
    PairReader.read(DataFile.of(pairs), rows::add, new BadRows());
    List<RawExample> texts = rows.subList(0, Math.min(inputs, rows.size()));
    List<Hypothesis> exact = best(Precision.of("fp32"), texts);
    System.out.printf(
        Locale.ROOT,
        "%s, %d texts, %.1f tokens each%n",
        directory.getFileName(),
        texts.size(),
        exact.stream().mapToInt(one -> one.tokens().length).average().orElse(0));
    for (String precision : precisions) {
      List<Hypothesis> found = best(Precision.of(precision), texts);
      int[] same =
          IntStream.range(0, exact.size())
              .filter(i -> Arrays.equals(exact.get(i).tokens(), found.get(i).tokens()))
              .toArray();
      double difference =
          IntStream.range(0, exact.size())
              .mapToDouble(i -> found.get(i).score() - exact.get(i).score())
              .average()
              .orElse(0);
      double ofSame =
          Arrays.stream(same)
              .mapToDouble(i -> Math.abs(found.get(i).score() - exact.get(i).score()))
              .average()
              .orElse(0);
      System.out.printf(
          Locale.ROOT,
          "%s: %.1f %% the same, mean score %+.5f, of the same by %.5f either way%n",
          precision,
          100.0 * same.length / exact.size(),
          difference,
          ofSame);
    }
    return 0;
  }

  private List<Hypothesis> best(Precision precision, List<RawExample> texts) {
    ServingOptions serving = new ServingOptions(precision, false, Optional.empty());
    LoadOptions options = new LoadOptions(true, threads, Optional.of(serving));
    List<Hypothesis> found = new ArrayList<>();
    try (LoadedModel model = ModelLoader.load(directory, device, options)) {
      DecodeOptions decoding =
          DecodeOptions.parse(
              model.generation(), DecodeOptions.builder().numBeams(4).maxNewTokens(84).build());
      for (int from = 0; from < texts.size(); from += batch) {
        List<int[]> sources =
            texts.subList(from, Math.min(texts.size(), from + batch)).stream()
                .map(text -> model.tokenizer().encode(text.source(), text.language()))
                .map(read -> read.ids().length > maxTokens ? read.cut(maxTokens).ids() : read.ids())
                .toList();
        BeamSearch.search(model.model(), sources, decoding, StopCheck.NEVER)
            .forEach(hypotheses -> found.add(hypotheses.get(0)));
      }
    }
    return found;
  }
}
