package org.precis.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends files to a Solr. */
@Command(
    name = "index",
    mixinStandardHelpOptions = true,
    description = "Index files: .txt, .md, .html, .xml (JATS), .json, .jsonl, or folders of them.")
final class IndexCommand implements Callable<Integer> {
  private static final int BATCH = 20;

  @Mixin private SolrOption target;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "files or folders")
  private List<Path> files;

  @Option(names = "--json", description = "print the outcome as JSON")
  private boolean json;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    List<DocumentFile> documents = DocumentFile.read(files);
    send(target.solr(), documents, spec.commandLine().getErr());
    if (json) {
      out.println(SolrHttp.JSON.createObjectNode().put("indexed", documents.size()));
    }
    return 0;
  }

  /** Sends documents in batches, shows how far it is, and makes them searchable. */
  static void send(SolrHttp solr, List<DocumentFile> documents, PrintWriter err)
      throws IOException {
    Progress progress = new Progress(err, "indexing", documents.size());
    for (int from = 0; from < documents.size(); from += BATCH) {
      List<DocumentFile> batch = documents.subList(from, Math.min(from + BATCH, documents.size()));
      solr.add(batch.stream().map(DocumentFile::toSolr).toList());
      progress.at(from + batch.size());
    }
    solr.commit();
    progress.done(documents.size() + " documents");
  }
}
