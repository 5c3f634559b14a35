package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.ProxySelector;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.precis.model.io.CheckpointFacts;
import org.precis.model.io.ModelFormatException;
import org.precis.model.io.hub.EnvironmentProxy;
import org.precis.model.io.hub.HubModelId;
import org.precis.model.io.hub.HubOptions;
import org.precis.model.io.hub.ModelHub;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Fetches a model from a hub. */
@Command(
    name = "pull",
    mixinStandardHelpOptions = true,
    description = {
      "Fetch a model from a Hugging Face hub: configuration, tokenizer, and weights, as safetensors"
          + " where there are any. An interrupted pull goes on where it stopped.",
      "Proxies: HTTPS_PROXY and NO_PROXY, or -Dhttps.proxyHost in PRECIS_JAVA_OPTS."
    })
final class ModelPull implements Callable<Integer> {
  @Parameters(paramLabel = "OWNER/NAME[@REVISION]", description = "the model; revision: main")
  private String model = "";

  @Option(
      names = "--to",
      paramLabel = "DIR",
      description = "directory to write; must not exist yet (default: models/NAME)")
  private Path target;

  @Option(
      names = "--endpoint",
      paramLabel = "URL",
      description = "address of the hub (default: HF_ENDPOINT, or " + HubOptions.PUBLIC + ")")
  private String endpoint;

  @Option(
      names = "--token",
      paramLabel = "TOKEN",
      description = "for models that need one (default: HF_TOKEN)")
  private String token;

  @Option(
      names = "--offline",
      description = "use no network but the cache of Hugging Face's own tools")
  private boolean offline;

  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "that cache (default: HF_HUB_CACHE, HF_HOME/hub or ~/.cache/huggingface/hub)")
  private Path cache;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    HubModelId id = HubModelId.parse(model);
    Path directory =
        target != null
            ? target
            : Path.of(System.getProperty("precis.home", ".")).resolve("models").resolve(id.name());
    PrintWriter out = spec.commandLine().getOut();
    Messages messages = new Messages(spec.commandLine().getErr());
    ModelHub.Pulled pulled = hub(System.getenv()).pull(id, directory, messages);
    messages.end();
    out.printf("%s: %s at commit %s%n", directory, id, pulled.commit());
    if (!pulled.unchecked().isEmpty()) {
      out.println("no checksum was stated for: " + String.join(", ", pulled.unchecked()));
    }
    try {
      CheckpointFacts facts = CheckpointFacts.read(directory);
      out.printf(
          "family %s, %s of weights; 'precis model check' says more%n",
          facts.modelType(), Bytes.of(facts.bytes()));
    } catch (ModelFormatException unsupported) {
      out.printf("It does not load: %s%n", unsupported.getMessage());
      out.println(Remedy.of(unsupported.getMessage()));
    }
    out.flush();
    return 0;
  }

  private ModelHub hub(Map<String, String> environment) {
    if (offline) {
      return ModelHub.offline(cache != null ? cache : defaultCache(environment));
    }
    String address =
        endpoint != null ? endpoint : environment.getOrDefault("HF_ENDPOINT", HubOptions.PUBLIC);
    String secret = token != null ? token : environment.getOrDefault("HF_TOKEN", "");
    return ModelHub.online(
        HubOptions.of(
            URI.create(address),
            Optional.of(secret).filter(given -> !given.isBlank()).map(String::strip),
            new EnvironmentProxy(environment, ProxySelector.getDefault())));
  }

  private static Path defaultCache(Map<String, String> environment) {
    if (environment.containsKey("HF_HUB_CACHE")) {
      return Path.of(environment.get("HF_HUB_CACHE"));
    }
    Path home =
        environment.containsKey("HF_HOME")
            ? Path.of(environment.get("HF_HOME"))
            : Path.of(System.getProperty("user.home"), ".cache", "huggingface");
    return home.resolve("hub");
  }

  /** Shows a line of progress for each file. */
  private static final class Messages implements ModelHub.Listener {
    private final PrintWriter err;
    private Progress progress;
    private String file = "";
    private long bytes;

    Messages(PrintWriter err) {
      this.err = err;
    }

    @Override
    public void found(String commit, Optional<String> licence) {
      err.println("licence: " + licence.orElse("none stated; see the model's page"));
      err.flush();
    }

    @Override
    public void fetching(String name, long done, long size) {
      if (!name.equals(file)) {
        end();
        file = name;
        progress = new Progress(err, name + " (kB)", size >> 10);
      }
      bytes = done;
      progress.at(done >> 10);
    }

    void end() {
      if (progress != null) {
        progress.done(Bytes.of(bytes));
        progress = null;
      }
    }
  }
}
